package dev.portside.runtime.subprocess;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.CommandCall;
import dev.portside.api.Stdio;
import dev.portside.api.Usage;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The three standard streams of one run. What is inherited, empty or dropped is the system's
 * business; a thread is needed only for what is really carried.
 */
final class Streams {
  /** No pipe holds less, so this much is written without a thread and without a wait. */
  private static final int PIPE = 4096;

  /** How long a pump may take once its process has ended; longer only if others hold its pipe. */
  private static final long PUMP_MILLIS = 1000;

  private final Execution owner;
  private final Stdio stdio;
  private final @Nullable Bytes stdin;
  private final @Nullable Collected result;
  private final @Nullable Tail tail;
  private final boolean pipesIn;
  private final boolean pipesOut;
  private final boolean mixed;

  private long written;
  private volatile @Nullable PipeHolders holders;
  private volatile @Nullable InputPump in;
  private volatile @Nullable OutputPump out;
  private volatile @Nullable OutputPump err;

  Streams(Execution owner, Host host, CommandCall call, Stdio stdio) {
    this.owner = owner;
    this.stdio = stdio;
    stdin = call.stdin().orElse(null);
    result = call.resultOnStdout() ? new Collected(host.maxResultBytes) : null;
    pipesIn =
        stdin == null ? !stdio.inheritsIn() && stdio.in() != Stdio.none().in() : stdin.size() > 0;
    pipesOut = result != null || !stdio.inheritsOut() && stdio.out() != Stdio.none().out();
    OutputStream sink = stdio.inheritsErr() || isNone(stdio) ? null : stdio.err();
    tail = stdio.inheritsErr() ? null : new Tail(host.stderrTailBytes, sink);
    // One stream for both means one pipe for both: the program's order is kept, as with Go.
    mixed = sink != null && result == null && !stdio.inheritsOut() && stdio.out() == sink;
  }

  private static boolean isNone(Stdio stdio) {
    return stdio.err() == Stdio.none().err();
  }

  /** Tells a builder what to do with the streams. */
  void connect(ProcessBuilder builder) {
    if (stdin == null && stdio.inheritsIn()) {
      builder.redirectInput(Redirect.INHERIT);
    } else if (!pipesIn) {
      builder.redirectInput(
          Redirect.from(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null")));
    }
    if (result == null && stdio.inheritsOut()) {
      builder.redirectOutput(Redirect.INHERIT);
    } else if (!pipesOut) {
      builder.redirectOutput(Redirect.DISCARD);
    }
    if (stdio.inheritsErr()) {
      builder.redirectError(Redirect.INHERIT);
    } else if (mixed) {
      builder.redirectErrorStream(true);
    }
  }

  /**
   * Starts a process, and what carries its outputs.
   *
   * @throws IOException if it does not start
   */
  Process start(ProcessBuilder builder) throws IOException {
    if (pipesOut) {
      out = new OutputPump(owner, false, result != null ? result : mixed ? tail() : stdio.out());
      return out.launch(builder);
    }
    if (tail != null) {
      err = new OutputPump(owner, true, tail);
      return err.launch(builder);
    }
    Process process = builder.start();
    owner.started(process);
    running(process);
    return process;
  }

  /** Notes whose pipes are whose, as long as the process is sure to be there. */
  void running(Process process) {
    if (pipesIn || pipesOut || tail != null) {
      holders = PipeHolders.of(process.pid(), pipesIn, pipesOut, tail != null);
    }
  }

  /** Starts what carries the other pipes of a process that has just started. */
  void open(Process process) {
    if (tail != null && err == null && !mixed) {
      err = new OutputPump(owner, true, tail);
      err.start(process);
    }
    if (!pipesIn) {
      return;
    }
    if (stdin != null && stdin.size() <= PIPE) {
      writeAll(stdin, process.getOutputStream());
    } else {
      in =
          new InputPump(
              owner, stdin == null ? stdio.in() : stdin.stream(), process.getOutputStream());
      in.start();
    }
  }

  private Tail tail() {
    return requireNonNull(tail);
  }

  private void writeAll(Bytes bytes, OutputStream to) {
    try (to) {
      bytes.writeTo(to);
      to.flush();
      written = bytes.size();
    } catch (IOException e) {
      // The program does not want it, which is no error.
    }
  }

  /** Waits until both outputs have ended. */
  void await() throws InterruptedException {
    if (out != null) {
      out.join();
    }
    if (err != null) {
      err.join();
    }
  }

  /** Waits until both outputs have ended, or a point in time has come; false then. */
  boolean await(long deadline) throws InterruptedException {
    return await(out, deadline) && await(err, deadline);
  }

  private static boolean await(@Nullable OutputPump pump, long deadline)
      throws InterruptedException {
    while (pump != null && pump.isAlive()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      pump.join(left / 1_000_000 + 1);
    }
    return true;
  }

  /** The processes that hold the pipes, if anybody does. */
  Iterable<ProcessHandle> holders() {
    boolean open =
        out != null && out.isReading()
            || err != null && err.isReading()
            || in != null && in.isWriting();
    return holders == null || !open ? List.of() : holders.find();
  }

  /**
   * Winds up after the end of the process: waits for the pumps, unless foreign processes hold their
   * pipes, and closes what has none.
   *
   * @return whether the thread was interrupted meanwhile
   */
  boolean close(Process process) {
    boolean interrupted = in != null && in.finish(PUMP_MILLIS);
    long deadline = System.nanoTime() + PUMP_MILLIS * 1_000_000;
    interrupted |= settle(out, deadline);
    interrupted |= settle(err, deadline);
    if (in == null) {
      close(process.getOutputStream());
    }
    if (out == null || !out.isAlive()) {
      close(process.getInputStream());
    }
    if (err == null || !err.isAlive()) {
      close(process.getErrorStream());
    }
    return interrupted;
  }

  private static boolean settle(@Nullable OutputPump pump, long deadline) {
    boolean interrupted = false;
    while (true) {
      try {
        await(pump, deadline);
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static void close(Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // Nothing is written any more, and nobody reads it.
    }
  }

  /** The answer on standard output, empty if there is none there. */
  Bytes answer() {
    return result == null ? Bytes.EMPTY : result.bytes();
  }

  /** The end of standard error, empty if it was inherited. */
  String detail() {
    return tail == null ? "" : tail.text();
  }

  /** What went through the pipes. */
  Usage usage() {
    Usage usage = Usage.UNKNOWN;
    if (stdin != null || !stdio.inheritsIn()) {
      usage = usage.withBytesIn(in == null ? written : in.count());
    }
    return out == null ? usage : usage.withBytesOut(out.count());
  }
}
