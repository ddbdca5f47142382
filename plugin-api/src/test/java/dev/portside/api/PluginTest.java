package dev.portside.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.type.TestV1;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A plugin that implements the call alone")
class PluginTest {
  /** The least that a runtime has to write. */
  private record Bare(Metadata metadata) implements Plugin {
    @Override
    public Optional<Path> dir() {
      return Optional.empty();
    }

    @Override
    public <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options) {
      throw new PluginCallException(metadata.name(), "was run", Usage.UNKNOWN, null);
    }
  }

  private final Plugin plugin =
      new Bare(
          Metadata.named("bare")
              .type(TestV1.TYPE, new TestV1.Settings())
              .on(new FakeRuntime("fake"), new FakeRuntime.Settings("", List.of())));

  @Test
  @DisplayName("has no hooks: running one does nothing")
  void hasNoHooks() {
    assertEquals(Set.of(), plugin.hooks());
    plugin.runHook("install", CallOptions.NONE);
    plugin.close();
  }

  @Test
  @DisplayName("unwraps to itself and nothing else")
  void unwrapsToItself() {
    assertSame(plugin, plugin.unwrap(Bare.class).orElseThrow());
    assertEquals(Optional.empty(), plugin.unwrap(FakeRuntime.FakePlugin.class));
  }
}
