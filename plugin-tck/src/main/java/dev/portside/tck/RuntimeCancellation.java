package dev.portside.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginInterruptedException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 5: how calls are ended, and what is left of them. */
abstract class RuntimeCancellation extends RuntimeStreams {
  private static final int CALLS = 6;
  private static final int FILES = 20;

  RuntimeCancellation() {}

  private static TckV1.Input nothing() {
    return TckV1.Input.of(Bytes.EMPTY);
  }

  /**
   * Gives a hanging plugin half a second. Never skipped.
   *
   * <p>If this fails, check that the caller waits with a limit, that no read of the plugin's output
   * comes before that wait, and that the exception carries the limit of the options.
   */
  @Test
  @DisplayName("R-5.1 a call that outlives its timeout ends with PluginTimeoutException")
  public final void r0501_timeout() throws Exception {
    Plugin plugin = bench().direct(Behavior.HANG);
    CallOptions options = CallOptions.NONE.withTimeout(soon());
    PluginTimeoutException failure =
        call(plugin, nothing(), options).failure(PluginTimeoutException.class);
    assertEquals(soon(), failure.limit(), "the limit that the exception names");
  }

  /**
   * Interrupts the caller of a hanging plugin. Never skipped.
   *
   * <p>If this fails, check that {@code InterruptedException} becomes {@code
   * PluginInterruptedException}, and that the flag is set again: the host's loops look at it.
   */
  @Test
  @DisplayName("R-5.2 an interrupt of the caller ends the call, and the flag stays set")
  public final void r0502_interrupt() throws Exception {
    Plugin plugin = bench().direct(Behavior.HANG);
    Streams streams = new Streams();
    Task<TckV1.Output> task = call(plugin, nothing(), streams.options());
    streams.awaitSign(soon());
    task.interrupt();
    task.failure(PluginInterruptedException.class);
    assertTrue(task.isInterruptedAtEnd(), "the interrupt flag is to be set again");
  }

  /**
   * Calls a hanging plugin in a thread that is interrupted already. Never skipped.
   *
   * <p>If this fails, check that the flag is not cleared, or ignored, before the call waits.
   */
  @Test
  @DisplayName("R-5.3 a call by an interrupted thread ends like one that is interrupted later")
  public final void r0503_interruptedBefore() throws Exception {
    Plugin plugin = bench().direct(Behavior.HANG);
    Task<TckV1.Output> task =
        Task.startInterrupted(
            "the call by an interrupted thread",
            patience(),
            () -> plugin.invoke(TckV1.TYPE, nothing(), CallOptions.NONE).message());
    task.failure(PluginInterruptedException.class);
    assertTrue(task.isInterruptedAtEnd(), "the interrupt flag is to be set still");
  }

  /**
   * Gives half a second to a plugin that hangs while it is being loaded. Skipped without {@link
   * Behavior#HANG_ON_LOAD}.
   *
   * <p>If this fails, check that all of the plugin's own code runs under the timeout: static
   * initialisers and start functions, too.
   */
  @Test
  @DisplayName("R-5.4 the timeout counts from the start of loading")
  public final void r0504_hangOnLoad() throws Exception {
    Plugin plugin = bench().direct(Behavior.HANG_ON_LOAD);
    CallOptions options = CallOptions.NONE.withTimeout(soon());
    call(plugin, nothing(), options).failure(PluginTimeoutException.class);
  }

  /**
   * Calls an echo plugin with a timeout of a billion years. Never skipped.
   *
   * <p>If this fails, check the arithmetic: {@code Duration.toNanos()} throws beyond 292 years, and
   * {@code System.nanoTime()} plus much is less than before.
   */
  @Test
  @DisplayName("R-5.5 a timeout beyond every clock is none")
  public final void r0505_hugeTimeout() throws Exception {
    Plugin plugin = bench().direct(Behavior.ECHO);
    CallOptions options = CallOptions.NONE.withTimeout(Duration.ofDays(365_000_000_000L));
    TckV1.Input input = TckV1.Input.of(Bytes.utf8("hello"));
    assertEquals("hello", call(plugin, input, options).value().data().text());
  }

  /**
   * Lets six calls, half of them with streams, run into their timeout at once, and looks for
   * processes and threads that were not there before. Never skipped.
   *
   * <p>If this fails, check that the plugin has ended before the call returns, and that the threads
   * which pump its streams end with it.
   */
  @Test
  @DisplayName("R-5.6 calls that were ended leave no process and no thread behind")
  public final void r0506_noLeak() throws Exception {
    Plugin plugin = bench().direct(Behavior.HANG);
    Leftovers leftovers = new Leftovers();
    CallOptions options = CallOptions.NONE.withTimeout(soon());
    List<Task<TckV1.Output>> tasks = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      Stdio stdio = i % 2 == 0 ? Stdio.none() : new Streams().options().stdio();
      tasks.add(call(plugin, nothing(), options.withStdio(stdio)));
    }
    for (Task<TckV1.Output> task : tasks) {
      if (task.thrown() == null) {
        fail("a hanging plugin gave an answer: " + task.value());
      }
    }
    leftovers.requireGone(CALLS, patience().dividedBy(4));
  }

  /**
   * Interrupts the call of a plugin that has started a child process, and waits for that child's
   * end. Skipped without {@link Behavior#SPAWN}.
   *
   * <p>If this fails, check that the descendants are collected before the plugin is killed, since
   * they have another parent afterwards, and that their open pipes hold nobody up.
   */
  @Test
  @DisplayName("R-5.7 the children of a plugin end with it")
  public final void r0507_children() throws Exception {
    Plugin plugin = bench().direct(Behavior.SPAWN);
    Streams streams = new Streams();
    Task<TckV1.Output> task = call(plugin, nothing(), streams.options());
    streams.awaitSign(patience().dividedBy(2));
    task.interrupt();
    task.failure(PluginInterruptedException.class);
    List<String> lines = streams.err().lines().map(String::strip).toList();
    assertFalse(lines.isEmpty(), "expected the child's process id on standard error");
    for (String line : lines) {
      if (line.isEmpty() || !line.chars().allMatch(Character::isDigit)) {
        fail("expected the child's process id on standard error, found \"" + line + "\"");
      }
      Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(line));
      if (child.isPresent()) {
        Leftovers.requireEnd(child.get(), patience().dividedBy(4));
      }
    }
  }

  /**
   * Calls a plugin that reads nothing, with a standard input that never comes to its end. Skipped
   * without {@link Behavior#ARGUMENTS}.
   *
   * <p>If this fails, check that no call waits for the thread that pumps standard input: a console
   * blocks it until somebody types.
   */
  @Test
  @DisplayName("R-5.8 a standard input that never ends does not hold up the answer")
  public final void r0508_endlessStdin() throws Exception {
    Plugin plugin = bench().direct(Behavior.ARGUMENTS);
    CountDownLatch end = new CountDownLatch(1);
    try {
      Streams streams = new Streams(new Endless(end));
      TckV1.Output output = call(plugin, TckV1.Input.ofArgs("done"), streams.options()).value();
      assertEquals("done\n", output.data().text());
    } finally {
      end.countDown();
    }
  }

  /**
   * Lets the call of a plugin that writes a line and hangs run into its timeout. Skipped without
   * {@link Behavior#STDERR}.
   *
   * <p>If this fails, check that the tail of standard error goes into every exception that has a
   * place for it: why a plugin hangs is what people want to know then.
   */
  @Test
  @DisplayName("R-5.9 the exception of a call that was ended has the end of standard error")
  public final void r0509_tailOfHang() throws Exception {
    needs(Behavior.STDERR);
    Plugin plugin = bench().direct(Behavior.HANG);
    Streams streams = new Streams();
    CallOptions options = streams.options().withTimeout(patience().dividedBy(20));
    PluginTimeoutException failure =
        call(plugin, nothing(), options).failure(PluginTimeoutException.class);
    String message = String.valueOf(failure.getMessage());
    String written = streams.err().strip();
    assertTrue(message.contains(written), "the message lacks \"" + written + "\": " + message);
    String limit = options.timeout().orElseThrow().toMillis() + " ms";
    String other = options.timeout().orElseThrow().toSeconds() + " s";
    assertTrue(message.contains(limit) || message.contains(other), "no limit in: " + message);
  }

  /**
   * Ends the calls of a plugin that cleans up first, by timeout and by interrupt. Skipped if the
   * vendor has none in {@link #cleaningUp}.
   *
   * <p>If this fails, check that a plugin is told to end before it is made to, that it is not taken
   * for gone before it is, and that its output is read until then.
   */
  @Test
  @DisplayName("R-5.10 a plugin that is told to end has a moment to clean up")
  public final void r0510_cleansUp() throws Exception {
    Plugin plugin = tidy();
    CallOptions options = CallOptions.NONE.withTimeout(patience().dividedBy(8));
    PluginTimeoutException failure =
        call(plugin, nothing(), options).failure(PluginTimeoutException.class);
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains("clean"), "what it wrote at its end is missing: " + message);
    Streams streams = new Streams();
    Task<TckV1.Output> task = call(plugin, nothing(), streams.options());
    streams.awaitSign(patience().dividedBy(2));
    task.interrupt();
    task.failure(PluginInterruptedException.class);
    assertTrue(streams.err().contains("clean"), "it wrote but: " + streams.err());
  }

  private Plugin tidy() throws Exception {
    Path dir = bench().directory("tck-tidy");
    Optional<Map<String, ?>> config = cleaningUp(dir);
    assumeTrue(config.isPresent(), "the vendor has no plugin that cleans up");
    return bench().direct(bench().runtime(), bench().subject("tck-tidy", dir, config.get()));
  }

  /**
   * Makes calls that go well and calls that say no, with and without streams, twenty of each, and
   * counts the open files before and after. Skipped where the system does not list them under
   * {@code /proc}.
   *
   * <p>If this fails, check that pipes, sockets and files of a call are closed at its end, both
   * ends of them: a host that calls often enough can open nothing any more.
   */
  @Test
  @DisplayName("R-5.11 calls leave no open file behind")
  public final void r0511_openFiles() throws Exception {
    assumeTrue(Leftovers.openFiles() > 0, "the system does not list open files");
    Plugin echo = bench().direct(Behavior.ECHO);
    Plugin exit = bench().direct(Behavior.EXIT);
    TckV1.Input small = TckV1.Input.of(Bytes.utf8("little"));
    TckV1.Input large = TckV1.Input.of(Bytes.utf8("much ".repeat(20_000)));
    TckV1.Input no = TckV1.Input.of(Bytes.utf8("no"), "3");
    leavesNone(
        "that give an answer",
        () -> {
          call(echo, small, CallOptions.NONE).value();
          call(echo, large, new Streams().options()).value();
        });
    leavesNone(
        "that say no",
        () -> {
          call(exit, no, CallOptions.NONE).failure(PluginExitException.class);
          call(exit, no, new Streams().options()).failure(PluginExitException.class);
        });
  }

  private static void leavesNone(String kind, Runnable calls) {
    calls.run(); // what is opened once may stay
    int before = Leftovers.openFiles();
    for (int i = 0; i < FILES; i++) {
      calls.run();
    }
    int more = Leftovers.openFiles() - before;
    assertTrue(more < FILES, more + " more files are open after " + FILES + " calls " + kind);
  }

  /**
   * Lets two calls of a plugin that cleans up run into their timeout; the caller of the second is
   * interrupted while the plugin does. Skipped if the vendor has none in {@link #cleaningUp}.
   *
   * <p>If this fails, check what waits while a plugin is being ended: an interrupt does not cut
   * that short, but the host's loops look for it later; and one that nobody sent ends them.
   */
  @Test
  @DisplayName("R-5.12 while a plugin is being ended no interrupt is lost and none is made")
  public final void r0512_interruptWhileEnding() throws Exception {
    Plugin plugin = tidy();
    CallOptions options = CallOptions.NONE.withTimeout(patience().dividedBy(8));
    Task<TckV1.Output> alone = call(plugin, nothing(), options);
    alone.failure(PluginTimeoutException.class);
    assertFalse(alone.isInterruptedAtEnd(), "the flag is set, but nobody has interrupted");
    Interrupting err = new Interrupting();
    Task<TckV1.Output> interrupted =
        call(plugin, nothing(), options.withStdio(Stdio.none().withErr(err)));
    err.caller = interrupted; // long before its timeout
    assertTrue(interrupted.thrown() != null, "a plugin that hangs gave an answer");
    assertTrue(interrupted.isInterruptedAtEnd(), "the interrupt that came meanwhile is lost");
  }

  /** Interrupts the caller as soon as it reads that the plugin cleans up. */
  private static final class Interrupting extends OutputStream {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private volatile @Nullable Task<?> caller;

    @Override
    public void write(int b) {
      written.write(b);
      Task<?> task = caller;
      if (task != null && written.toString(UTF_8).endsWith("clean")) {
        task.interrupt();
      }
    }
  }

  /** Blocks, as a console does, and does not care for interrupts. */
  private static final class Endless extends InputStream {
    private final CountDownLatch end;

    Endless(CountDownLatch end) {
      this.end = end;
    }

    @Override
    public int read() {
      boolean interrupted = false;
      while (true) {
        try {
          end.await();
          if (interrupted) {
            Thread.currentThread().interrupt();
          }
          return -1;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }

    @Override
    public int read(byte[] into, int from, int count) {
      return count == 0 ? 0 : read();
    }
  }
}
