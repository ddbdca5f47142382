package com.example.jarplugins;

import com.example.jarplugins.guest.Call;
import com.example.jarplugins.guest.Program;
import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.CommandCall;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginInterruptedException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Usage;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call of one program. The caller's thread waits; the plugin has a thread of its own. */
final class Execution {
  /** How long a plugin may take to notice that its call is over. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final String plugin;
  private final CommandCall command;
  private final CallOptions options;
  private final CountDownLatch over = new CountDownLatch(1);
  private final GuestInput in;
  private final GuestOutput out;
  private final GuestErrors err;

  /** Null until the program has ended. */
  private volatile @Nullable Integer exitCode;

  /** Why the program could not even be started; null if it could. */
  private volatile @Nullable Throwable obstacle;

  private volatile String reason = "";

  Execution(String plugin, CommandCall command, CallOptions options) {
    this.plugin = plugin;
    this.command = command;
    this.options = options;
    Optional<Bytes> stdin = command.stdin();
    in =
        new GuestInput(
            stdin.isPresent()
                ? new ByteArrayInputStream(stdin.get().toArray())
                : options.stdio().in());
    out =
        command.resultOnStdout()
            ? new GuestAnswer(over::countDown)
            : new GuestOutput(options.stdio().out());
    err = new GuestErrors(options.stdio().err());
  }

  /**
   * Runs the program to its end, or to that of the call.
   *
   * @return the answer; empty if standard output went to the caller
   * @throws PluginCallException of the kind that tells what went wrong
   */
  Bytes run(PluginJar jar, String program) {
    Thread thread = new Thread(null, () -> guest(jar, program), "java/v1 " + plugin, 0, false);
    thread.setDaemon(true);
    thread.start();
    boolean inTime;
    try {
      inTime = await(options.timeout());
    } catch (InterruptedException e) {
      end(thread);
      Thread.currentThread().interrupt();
      throw new PluginInterruptedException(plugin, usage(), e);
    }
    String left = end(thread);
    if (!inTime) {
      Duration limit = options.timeout().orElseThrow();
      throw new PluginTimeoutException(plugin, limit, err.tail() + left, usage());
    }
    return answer();
  }

  /** Saturates: a duration may be longer than a long has nanoseconds for. */
  private boolean await(Optional<Duration> timeout) throws InterruptedException {
    if (timeout.isEmpty()) {
      over.await();
      return true;
    }
    return over.await(TimeUnit.NANOSECONDS.convert(timeout.get()), TimeUnit.NANOSECONDS);
  }

  private Bytes answer() {
    if (out instanceof GuestAnswer answer && answer.exceeded()) {
      throw new PluginLimitException(
          plugin, "standard output", GuestAnswer.LIMIT, "bytes", usage());
    }
    Integer code = exitCode;
    if (code == null) {
      throw new PluginCallException(plugin, "cannot be loaded: " + reason, usage(), obstacle);
    }
    if (code != 0) {
      throw new PluginExitException(plugin, "exited with error", code, err.tail(), usage());
    }
    return out instanceof GuestAnswer answer ? answer.bytes() : Bytes.EMPTY;
  }

  /** What is known by now. */
  Usage usage() {
    Usage usage = Usage.UNKNOWN.withBytesIn(in.count()).withBytesOut(out.count());
    Integer code = exitCode;
    return code == null ? usage : usage.withExitCode(code);
  }

  /** Takes the streams from the plugin, and waits a moment for the end of its thread. */
  private String end(Thread thread) {
    in.seal();
    out.seal();
    err.seal();
    thread.interrupt();
    boolean interrupted = false;
    long deadline = System.nanoTime() + GRACE.toNanos();
    long left = GRACE.toNanos();
    while (thread.isAlive() && left > 0) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      return "";
    }
    System.getLogger(Execution.class.getName())
        .log(
            System.Logger.Level.WARNING,
            "plugin \"{0}\" takes no notice of the end of its call; its thread is left behind",
            plugin);
    return "\nit takes no notice of interrupts; its thread is left behind";
  }

  /** What the plugin's thread does. Whatever comes out of a plugin ends here. */
  private void guest(PluginJar jar, String name) {
    try {
      Program program;
      try {
        program = jar.instantiate(name);
      } catch (Throwable e) {
        obstacle = e;
        reason = String.valueOf(innermost(e));
        return;
      }
      exitCode = run(program);
    } finally {
      over.countDown();
    }
  }

  private int run(Program program) {
    Map<String, String> env = new HashMap<>(options.env());
    env.putAll(command.env());
    try {
      String selector = command.selector().orElse("");
      return program.run(new Call(selector, command.args(), env, in, out, err));
    } catch (Throwable e) {
      explain(e);
      return 1;
    }
  }

  private void explain(Throwable failure) {
    try {
      failure.printStackTrace(new PrintStream(err, true, StandardCharsets.UTF_8));
    } catch (RuntimeException | Error e) {
      // The message of a plugin's exception is code of the plugin; there is no other.
      System.getLogger(Execution.class.getName())
          .log(System.Logger.Level.DEBUG, "a plugin failed without a stack trace", e);
    }
  }

  /** Reflection and static initialisers wrap what was thrown, and say nothing themselves. */
  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapped =
        failure instanceof InvocationTargetException
            || failure instanceof ExceptionInInitializerError;
    return wrapped && cause != null ? cause : failure;
  }
}
