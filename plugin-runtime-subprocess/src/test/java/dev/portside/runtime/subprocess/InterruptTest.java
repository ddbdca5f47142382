package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.CallOptions;
import dev.portside.api.PluginInterruptedException;
import dev.portside.api.Stdio;
import dev.portside.api.type.CliV1;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A call whose caller is interrupted")
class InterruptTest {
  /** Calls in a thread of its own, and remembers how that ended. */
  private static final class Caller extends Thread {
    final Subject.Lines out;
    private final SubprocessPlugin plugin;
    private final List<String> args;
    volatile @Nullable RuntimeException failure;
    volatile boolean flag;

    Caller(SubprocessPlugin plugin, int lines, String... args) {
      this.plugin = plugin;
      this.out = new Subject.Lines(lines);
      this.args = List.of(args);
    }

    @Override
    public void run() {
      try {
        plugin.invoke(
            CliV1.TYPE,
            new CliV1.Input(args),
            CallOptions.NONE.withStdio(Stdio.none().withOut(out)));
      } catch (RuntimeException e) {
        failure = e;
      }
      flag = isInterrupted();
    }
  }

  @Test
  @DisplayName("ends its tree, and the flag is set again")
  void endsTheTree() throws Exception {
    Caller caller =
        new Caller(Subject.script("echo $$; sh -c 'echo $$; exec sleep 600'; echo went on"), 2);
    caller.start();
    List<String> pids = caller.out.await();
    caller.interrupt();
    caller.join();
    PluginInterruptedException e =
        assertInstanceOf(PluginInterruptedException.class, caller.failure);
    assertEquals("plugin \"subject\" was ended because its caller was interrupted", e.getMessage());
    assertInstanceOf(InterruptedException.class, e.getCause());
    assertTrue(caller.flag);
    assertEquals(pids, caller.out.toString().lines().toList());
    for (String pid : pids) {
      assertTrue(Subject.isGone(Long.parseLong(pid)));
    }
    assertEquals(0, Subject.pumps());
  }

  @Test
  @DisplayName("cleans up to the end, however often it is interrupted")
  void cleansUpAnyway(@TempDir Path dir) throws Exception {
    Path mark = dir.resolve("cleaned");
    Caller caller =
        new Caller(
            Subject.script(
                SubprocessRuntime.builder().grace(Duration.ofMinutes(1)).build(),
                "trap 'echo cleaning; i=0; while [ $i -lt 20 ]; do sleep 0.02; i=$((i+1)); done;"
                    + " echo cleaned >\"$1\"; exit' TERM",
                "echo $$",
                "while :; do sleep 0.02; done"),
            2,
            mark.toString());
    caller.start();
    Subject.await("the program runs", () -> caller.out.toString().endsWith("\n"));
    caller.interrupt();
    caller.out.await();
    Subject.await(
        "the call ends",
        () -> {
          caller.interrupt();
          return !caller.isAlive();
        });
    assertInstanceOf(PluginInterruptedException.class, caller.failure);
    assertTrue(caller.flag);
    assertEquals("cleaned\n", Files.readString(mark));
  }

  @Test
  @DisplayName("is not even begun if that has been before")
  void doesNotBegin(@TempDir Path dir) {
    Path mark = dir.resolve("mark");
    Thread.currentThread().interrupt();
    PluginInterruptedException e =
        assertThrows(
            PluginInterruptedException.class,
            () -> Subject.script(": >\"" + mark + "\"").call(CliV1.TYPE, Subject.NO_ARGS));
    assertTrue(Thread.interrupted());
    assertNotNull(e.usage());
    assertTrue(Files.notExists(mark));
  }
}
