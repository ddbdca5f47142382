package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Stdio;
import dev.portside.api.type.PostRendererV1;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Calls at the same time")
class ConcurrencyTest {
  private static final int THREADS = 16;
  private static final int CALLS = 5;

  @Test
  @DisplayName("do not see each other's streams, arguments and variables")
  void doNotMix() throws Exception {
    SubprocessPlugin plugin = Subject.script("cat; echo \" $1 $ID\"; echo \"err $ID\" >&2; exit 0");
    ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int caller = i;
        all.add(
            callers.submit(() -> {
              for (int j = 0; j < CALLS; j++) {
                call(plugin, caller + "-" + j);
              }
            }));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      callers.shutdownNow();
    }
    assertEquals(0, Subject.pumps());
  }

  private static void call(SubprocessPlugin plugin, String id) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String input = (id + " ").repeat(4000);
    String output =
        plugin
            .invoke(
                PostRendererV1.TYPE,
                new PostRendererV1.Input(Bytes.utf8(input), List.of(id)),
                CallOptions.NONE.withEnv(Map.of("ID", id)).withStdio(Stdio.none().withErr(err)))
            .message()
            .manifests()
            .text();
    assertEquals(input + " " + id + " " + id + "\n", output);
    assertEquals("err " + id + "\n", err.toString(StandardCharsets.UTF_8));
  }
}
