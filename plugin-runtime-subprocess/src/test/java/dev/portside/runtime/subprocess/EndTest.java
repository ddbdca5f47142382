package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Stdio;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.PostRendererV1;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A call that runs out of time")
class EndTest {
  private static final Duration GRACE = Duration.ofMillis(300);

  private final SubprocessRuntime runtime = SubprocessRuntime.builder().grace(GRACE).build();

  @AfterEach
  void leavesNoThread() {
    assertEquals(0, Subject.pumps());
  }

  /**
   * Lets a script print process ids, one a line, until it runs out of time; then none may live.
   *
   * @return how long it took from the timeout to the end of all of them
   */
  private Duration endsAll(SubprocessRuntime runtime, int pids, String... script) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallOptions options = Subject.timeout(1000).withStdio(Stdio.none().withOut(out));
    long began = System.nanoTime();
    PluginTimeoutException e =
        assertThrows(
            PluginTimeoutException.class,
            () -> Subject.script(runtime, script).invoke(CliV1.TYPE, Subject.NO_ARGS, options));
    Duration took = Duration.ofNanos(System.nanoTime() - began).minusSeconds(1);
    assertEquals(Duration.ofSeconds(1), e.limit());
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(pids, lines.size(), lines.toString());
    for (String pid : lines) {
      assertTrue(Subject.isGone(Long.parseLong(pid)), pid + " of " + lines + " still runs");
    }
    return took;
  }

  @Test
  @DisplayName("ends the program, at once if that lets it")
  void endsTheProgram() {
    SubprocessRuntime patient = SubprocessRuntime.builder().grace(Duration.ofMinutes(1)).build();
    Duration took = endsAll(patient, 1, "echo $$; exec sleep 600");
    assertTrue(took.compareTo(Duration.ofSeconds(20)) < 0, took.toString());
  }

  @Test
  @DisplayName("kills a program that does not want to end, after a grace")
  void killsTheStubborn() {
    Duration took = endsAll(runtime, 1, "trap '' TERM; echo $$; while :; do sleep 0.05; done");
    assertTrue(took.compareTo(GRACE) >= 0, took.toString());
  }

  @Test
  @DisplayName("lets a program clean up, and tells what it said")
  void letsCleanUp(@TempDir Path dir) {
    Path mark = dir.resolve("cleaned");
    SubprocessRuntime patient = SubprocessRuntime.builder().grace(Duration.ofMinutes(1)).build();
    SubprocessPlugin plugin =
        Subject.script(
            patient,
            "trap 'echo cleaning >&2; : >\"$1\"; exit 0' TERM",
            "while :; do sleep 0.02; done");
    PluginTimeoutException e =
        assertThrows(
            PluginTimeoutException.class,
            () ->
                plugin.invoke(
                    CliV1.TYPE, new CliV1.Input(List.of(mark.toString())), Subject.timeout(500)));
    assertTrue(
        e.getMessage()
            .startsWith(
                "plugin \"subject\" was ended after its timeout of 500 ms;"
                    + " the end of its standard error:\n"),
        e.getMessage());
    assertTrue(e.getMessage().endsWith("cleaning"), e.getMessage());
    assertTrue(Files.exists(mark));
  }

  @Test
  @DisplayName("ends the whole tree, parents first")
  void endsTheTree(@TempDir Path dir) {
    endsAll(
        runtime,
        3,
        "echo $$",
        "sh -c 'echo $$; sh -c \"echo \\$\\$; exec sleep 600\"; : >" + dir + "/went-on'",
        ": >" + dir + "/went-on");
    assertEquals(0, dir.toFile().list().length, "nobody took it for the cue to go on");
  }

  @Test
  @DisplayName("ends a stubborn tree")
  void endsAStubbornTree() {
    endsAll(
        runtime,
        2,
        "trap '' TERM",
        "echo $$",
        "sh -c 'echo $$; while :; do sleep 0.05; done' & while :; do sleep 0.05; done");
  }

  @Test
  @DisplayName("ends an orphan that holds the output, though the program itself has ended well")
  void endsAnOrphan() {
    endsAll(runtime, 2, "echo $$; (sh -c 'echo $$; exec sleep 600' &)");
    endsAll(runtime, 2, "echo $$; (trap '' TERM; sh -c 'echo $$; while :; do sleep 0.05; done' &)");
  }

  @Test
  @DisplayName("ends an orphan that holds standard error only, beside the program")
  void endsAnOrphanOfTheError() {
    endsAll(
        runtime,
        2,
        "echo $$",
        "(sh -c 'echo $$; exec sleep 600 >/dev/null' &)",
        "while :; do sleep 0.05; done");
  }

  @Test
  @DisplayName("ends an orphan that holds the input only")
  void endsAnOrphanOfTheInput(@TempDir Path dir) {
    Path pid = dir.resolve("pid");
    // More than a pipe holds, so that somebody waits for it to be read.
    PostRendererV1.Input input =
        new PostRendererV1.Input(Subject.noise(1_000_000), List.of(pid.toString()));
    SubprocessPlugin plugin =
        Subject.script(
            runtime,
            "exec 3<&0",
            "(sh -c 'echo $$ >\"$1\"; exec sleep 600' sh \"$1\" <&3 >/dev/null 2>&1 &)",
            "while :; do sleep 0.05; done");
    assertThrows(
        PluginTimeoutException.class,
        () -> plugin.invoke(PostRendererV1.TYPE, input, Subject.timeout(1000)));
    // The orphan's end of the pipe outlives the program's, which is all that could tell of it.
    Subject.await("the writer ends with the call", () -> Subject.pumps() == 0);
  }

  @Test
  @DisplayName("ends what is started while it is being ended")
  void endsWhatAppears(@TempDir Path dir) throws Exception {
    Path pid = dir.resolve("pid");
    SubprocessPlugin plugin =
        Subject.script(
            runtime,
            "trap 'sleep 600 & echo $! >\"$1\"; exit 0' TERM",
            "while :; do sleep 0.02; done");
    assertThrows(
        PluginTimeoutException.class,
        () ->
            plugin.invoke(
                CliV1.TYPE, new CliV1.Input(List.of(pid.toString())), Subject.timeout(500)));
    assertTrue(Subject.isGone(Long.parseLong(Files.readString(pid).strip())));
  }

  @Test
  @DisplayName("may have any limit, were it that of a long")
  void takesAnyLimit() {
    for (Duration limit :
        List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(36_499), Duration.ofDays(1))) {
      assertEquals(
          "done\n",
          Subject.output(Subject.script("echo done"), CallOptions.NONE.withTimeout(limit)));
    }
  }

  @Test
  @DisplayName("waits, if it has time, for what a child in the background still writes")
  void waitsForTheBackground(@TempDir Path dir) throws Exception {
    Path fifo = dir.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    for (CallOptions options : List.of(CallOptions.NONE, Subject.timeout(60_000))) {
      Subject.Lines out = new Subject.Lines(1);
      CompletableFuture<Void> call =
          CompletableFuture.runAsync(() ->
              Subject.script("echo $$", "(read x <\"$1\"; echo $x; head -c 300000 /dev/zero) &")
                  .invoke(
                      CliV1.TYPE,
                      new CliV1.Input(List.of(fifo.toString())),
                      options.withStdio(Stdio.none().withOut(out))));
      long pid = Long.parseLong(out.await().get(0));
      Subject.await("the program ends before its child", () -> Subject.isGone(pid));
      try (FileOutputStream go = new FileOutputStream(fifo.toFile())) {
        go.write("late\n".getBytes(StandardCharsets.US_ASCII));
      }
      call.get(20, TimeUnit.SECONDS);
      String expected = pid + "\nlate\n" + "\0".repeat(300_000);
      assertTrue(expected.equals(out.toString()), "lost some of it: " + out.toString().length());
    }
  }

  @Test
  @DisplayName("counts the time for the answer, too")
  void countsTheAnswer() {
    PostRendererV1.Input input = new PostRendererV1.Input(Bytes.utf8("x"), List.of());
    PluginTimeoutException e =
        assertThrows(
            PluginTimeoutException.class,
            () ->
                Subject.script(runtime, "echo x; sleep 600 &")
                    .invoke(PostRendererV1.TYPE, input, Subject.timeout(300)));
    assertEquals(2, e.usage().bytesOut().orElseThrow());
  }
}
