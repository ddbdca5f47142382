package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.CallOptions;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginType;
import dev.portside.api.Usage;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.type.TestV1;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A flight recording")
class CallEventTest {
  private static final String SECRET = "correct horse battery staple";

  @TempDir Path dir;

  /** Says no to whoever is called so, with an answer and a text that nobody else may see. */
  private static final FakeRuntime RUNTIME =
      new FakeRuntime("fake") {
        @Override
        protected <O> Output<O> answer(Settings config, PluginType<?, O, ?> type) {
          if (config.greeting().equals("no")) {
            Usage usage = Usage.UNKNOWN.withExitCode(3).withPeakMemory(7);
            throw new PluginExitException("no", "said " + SECRET, 3, SECRET, usage);
          }
          return super.answer(config, type);
        }
      };

  private static Plugin plugin(String name, String greeting) {
    return PluginManager.builder()
        .build()
        .create(
            RUNTIME,
            new FakeRuntime.Settings(greeting, List.of()),
            Metadata.named(name).type(TestV1.TYPE, new TestV1.Settings()));
  }

  private List<RecordedEvent> record(Runnable calls) throws IOException {
    Path file = dir.resolve("calls.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.portside.Call");
      recording.start();
      calls.run();
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> found = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals("dev.portside.Call")) {
        assertFalse(event.toString().contains(SECRET), event.toString());
        found.add(event);
      }
    }
    return found;
  }

  @Test
  @DisplayName("holds plugin, type, usage and failure of each call, and no message")
  void holdsEachCall() throws IOException {
    List<RecordedEvent> events =
        record(() -> {
          TestV1.Input secret = new TestV1.Input(SECRET);
          plugin("good", SECRET).call(TestV1.TYPE, secret);
          Plugin no = plugin("no", "no");
          assertThrows(PluginExitException.class, () -> no.call(TestV1.TYPE, secret));
          CallOptions options = CallOptions.NONE.withEnv(Map.of("TOKEN", SECRET));
          no.runHook("install", options);
        });
    assertEquals(3, events.size(), events.toString());
    RecordedEvent good = events.get(0);
    assertEquals("good", good.getString("plugin"));
    assertEquals("test/v1", good.getString("type"));
    assertEquals(0, good.getInt("exitCode"));
    assertEquals(2, good.getLong("bytesIn"));
    assertEquals(5, good.getLong("bytesOut"));
    assertEquals(-1, good.getLong("peakMemory"), "not known");
    assertNull(good.getString("failure"));
    RecordedEvent no = events.get(1);
    assertEquals("no", no.getString("plugin"));
    assertEquals(3, no.getInt("exitCode"));
    assertEquals(7, no.getLong("peakMemory"));
    assertEquals("PluginExitException", no.getString("failure"));
    RecordedEvent hook = events.get(2);
    assertEquals("hook:install", hook.getString("type"));
    assertEquals(-1, hook.getInt("exitCode"), "not known");
  }
}
