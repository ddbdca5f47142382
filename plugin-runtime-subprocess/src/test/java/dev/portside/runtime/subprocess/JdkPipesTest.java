package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Stdio;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.PostRendererV1;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systems other than Linux get. */
@DisplayName("A call over pipes of the JDK")
class JdkPipesTest {
  private final SubprocessRuntime runtime =
      SubprocessRuntime.builder()
          .pipesOfTheJdk()
          .grace(Duration.ofMillis(300))
          .maxResultBytes(5_000_000)
          .build();

  @AfterEach
  void leavesNoThread() {
    assertEquals(0, Subject.pumps());
  }

  private static PostRendererV1.Input input(Bytes manifests) {
    return new PostRendererV1.Input(manifests, List.of());
  }

  @Test
  @DisplayName("carries the caller's streams")
  void carriesStreams() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Subject.script(runtime, "cat; echo oops >&2")
        .invoke(CliV1.TYPE, Subject.NO_ARGS, Subject.stdio(Subject.stream("in"), out, err));
    assertEquals("in", out.toString(StandardCharsets.UTF_8));
    assertEquals("oops\n", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("carries much, and a little, and nothing")
  void carriesMuch() {
    SubprocessPlugin cat = Subject.script(runtime, "cat; echo x");
    for (int size : new int[] {0, 1, 4_999_998}) {
      Bytes noise = Subject.noise(size);
      byte[] answer = cat.call(PostRendererV1.TYPE, input(noise)).manifests().toArray();
      assertEquals(noise, Bytes.copyOf(Arrays.copyOf(answer, size)));
      assertEquals(size + 2, answer.length);
    }
  }

  @Test
  @DisplayName("does not mind a program that does not read its input")
  void inputMayBeLeft() {
    assertEquals(
        "done\n",
        Subject.script(runtime, "exec <&-; echo done")
            .call(PostRendererV1.TYPE, input(Subject.noise(1_000_000)))
            .manifests()
            .text());
  }

  @Test
  @DisplayName("tells exit code and the end of standard error")
  void tellsTheExit() {
    PluginExitException e =
        assertThrows(
            PluginExitException.class,
            () ->
                Subject.script(runtime, "echo broken >&2; exit 5")
                    .call(CliV1.TYPE, Subject.NO_ARGS));
    assertEquals("plugin \"subject\" exited with error (exit code 5): broken", e.getMessage());
  }

  @Test
  @DisplayName("ends its tree with its timeout")
  void endsTheTree() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallOptions options = Subject.timeout(1000).withStdio(Stdio.none().withOut(out));
    assertThrows(
        PluginTimeoutException.class,
        () ->
            Subject.script(
                    runtime,
                    "trap '' TERM",
                    "echo $$",
                    "sh -c 'echo $$; while :; do sleep 0.05; done' & while :; do sleep 0.05; done")
                .invoke(CliV1.TYPE, Subject.NO_ARGS, options));
    List<String> pids = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, pids.size());
    for (String pid : pids) {
      assertTrue(Subject.isGone(Long.parseLong(pid)));
    }
  }

  @Test
  @DisplayName("ends at the limit of its answer")
  void hasALimit() {
    assertThrows(
        PluginLimitException.class,
        () ->
            Subject.script(runtime, "cat /dev/zero")
                .call(PostRendererV1.TYPE, input(Bytes.utf8("x"))));
  }

  @Test
  @DisplayName("waits for what a child in the background still writes")
  void waitsForTheBackground(@TempDir Path dir) throws Exception {
    Path exit = dir.resolve("exit");
    Path write = dir.resolve("write");
    // The program lives until somebody reads, since the JDK would close the pipe otherwise.
    SubprocessPlugin plugin =
        Subject.script(
            runtime,
            "(while [ ! -e '" + write + "' ]; do sleep 0.01; done; echo late) &",
            "echo $$",
            "while [ ! -e '" + exit + "' ]; do sleep 0.01; done");
    Subject.Lines out = new Subject.Lines(1);
    CallOptions options = CallOptions.NONE.withStdio(Stdio.none().withOut(out));
    Thread caller = new Thread(() -> plugin.invoke(CliV1.TYPE, Subject.NO_ARGS, options));
    caller.start();
    long pid = Long.parseLong(out.await().get(0));
    Files.createFile(exit);
    Subject.await("the program ends", () -> Subject.isGone(pid));
    assertTrue(caller.isAlive());
    Files.createFile(write);
    caller.join();
    assertEquals(pid + "\nlate\n", out.toString());
  }
}
