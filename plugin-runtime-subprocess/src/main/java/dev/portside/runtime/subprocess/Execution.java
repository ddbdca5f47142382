package dev.portside.runtime.subprocess;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.CommandCall;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginInterruptedException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Usage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of one program: starts it, waits for it and for the end of its output, and ends its whole
 * tree if it must. The caller's thread does all the waiting. Used once. Follows {@code executeCmd}
 * of Helm's {@code internal/plugin/runtime_subprocess.go} and {@code Cmd.Run} of Go's {@code
 * os/exec}.
 */
final class Execution {
  private final Host host;
  private final String plugin;
  private final String action;
  private final CallOptions options;
  private final Streams streams;
  private final Object lock = new Object();

  private @Nullable ProcessTree tree;
  private @Nullable Process process;
  private @Nullable String failed;
  private @Nullable Throwable failure;
  private boolean over;
  private Usage usage = Usage.UNKNOWN;

  /**
   * A run to come.
   *
   * @param host the settings
   * @param plugin the plugin's name
   * @param action what the program is, for error texts: empty, or such as {@code hook "install"}
   *     and a blank
   * @param call its own input, and whether it answers on standard output
   * @param options streams and timeout
   */
  Execution(Host host, String plugin, String action, CommandCall call, CallOptions options) {
    this.host = host;
    this.plugin = plugin;
    this.action = action;
    this.options = options;
    this.streams = new Streams(this, host, call, options.stdio());
  }

  /**
   * Runs a program to its end.
   *
   * @param builder with its environment
   * @param line program and arguments
   * @param began when the call began, by {@link System#nanoTime}
   * @return its answer on standard output, if it gives one there
   */
  Bytes run(ProcessBuilder builder, List<String> line, long began) {
    if (Thread.currentThread().isInterrupted()) {
      throw new PluginInterruptedException(plugin, Usage.UNKNOWN, null);
    }
    Process started = start(builder, line);
    boolean complete = false;
    InterruptedException interrupt = null;
    try {
      streams.open(started);
      complete = await(started, began);
    } catch (InterruptedException e) {
      interrupt = e;
    } catch (IOException e) {
      note(Streams.UNREADABLE, e);
    } finally { // whatever it was, no process stays behind
      if (finish(started, complete) || interrupt != null) {
        Thread.currentThread().interrupt();
      }
    }
    return outcome(started, complete, interrupt);
  }

  private Process start(ProcessBuilder builder, List<String> line) {
    String program = line.get(0);
    try {
      line.set(0, host.locate(program));
      streams.connect(builder);
      Process started = builder.command(line).start();
      synchronized (lock) {
        process = started;
      }
      return started;
    } catch (CannotStart e) {
      throw cannotStart(e.getMessage(), null);
    } catch (ClosedByInterruptException e) {
      throw new PluginInterruptedException(plugin, Usage.UNKNOWN, null);
    } catch (IOException e) {
      throw cannotStart(host.explain(program, e), e);
    } finally {
      if (process == null) {
        streams.discard();
      }
    }
  }

  private PluginCallException cannotStart(@Nullable String why, @Nullable Throwable cause) {
    return new PluginCallException(
        plugin, action + "cannot be started: " + why, Usage.UNKNOWN, cause);
  }

  /** Waits for the end of output and process; false if it takes too long. */
  private boolean await(Process started, long began) throws IOException, InterruptedException {
    Deadline deadline = Deadline.of(options.timeout().orElse(null), began);
    if (!streams.carry(deadline)) {
      return false;
    }
    if (deadline.isNever()) {
      started.waitFor();
    } else if (!started.waitFor(deadline.left(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    return streams.await(deadline);
  }

  /**
   * Called by a pump that cannot go on: notes why, and ends the process, so that the caller goes
   * on.
   *
   * @param what what could not be done
   * @param cause why
   */
  void fail(String what, Throwable cause) {
    if (note(what, cause)) {
      end();
    }
  }

  /** Notes the first failure; false if the run is over and nothing can fail any more. */
  boolean note(String what, Throwable cause) {
    synchronized (lock) {
      if (!over && failure == null) {
        failed = what;
        failure = cause;
      }
      return !over;
    }
  }

  /** Ends the tree; returns whether the thread was interrupted meanwhile. */
  private boolean end() {
    ProcessTree ending;
    synchronized (lock) {
      if (process == null) {
        return false;
      }
      if (tree == null) {
        tree = new ProcessTree(process, streams);
      }
      ending = tree;
    }
    return ending.end(host.grace.toNanos());
  }

  private boolean finish(Process started, boolean complete) {
    boolean ending;
    synchronized (lock) {
      ending = !complete || failure != null;
      over = !ending;
    }
    boolean interrupted = ending && end();
    interrupted |= streams.close(started);
    synchronized (lock) {
      over = true;
    }
    return interrupted;
  }

  private Bytes outcome(
      Process started, boolean complete, @Nullable InterruptedException interrupt) {
    usage = streams.usage();
    if (interrupt != null) {
      throw new PluginInterruptedException(plugin, usage, interrupt);
    }
    if (failure instanceof Collected.LimitReached) {
      throw new PluginLimitException(
          plugin, "answer on standard output", host.maxResultBytes, "bytes", usage);
    }
    if (failure != null) {
      throw new PluginCallException(
          plugin, action + "was ended: " + failed + ": " + failure, usage, failure);
    }
    if (!complete) {
      throw new PluginTimeoutException(
          plugin, options.timeout().orElseThrow(), streams.detail(), usage);
    }
    int code = started.exitValue();
    usage = usage.withExitCode(code);
    if (code != 0) {
      throw new PluginExitException(
          plugin, action + "exited with error", code, streams.detail(), usage);
    }
    return streams.answer();
  }

  /** The plugin's name. */
  String plugin() {
    return plugin;
  }

  /** What the run has used, once it is over. */
  Usage usage() {
    return usage;
  }

  /** The end of standard error, empty if it was inherited. */
  String detail() {
    return streams.detail();
  }
}
