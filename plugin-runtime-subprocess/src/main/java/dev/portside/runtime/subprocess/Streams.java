package dev.portside.runtime.subprocess;

import dev.portside.api.Bytes;
import dev.portside.api.CommandCall;
import dev.portside.api.Stdio;
import dev.portside.api.Usage;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The three standard streams of one run. What is inherited, empty or dropped is the system's
 * business; a pipe and a thread are needed only for what is really carried.
 */
final class Streams {
  /** How long a pump may take once its process has ended; longer only if others hold its pipe. */
  private static final long PUMP_MILLIS = 1000;

  /** What has failed if output could not be kept. */
  static final String UNREADABLE = "its output could not be read";

  private final Execution owner;
  private final Stdio stdio;
  private final @Nullable Bytes stdin;

  /** What can be written without a thread, since every pipe holds as much. */
  private final @Nullable Bytes small;

  private final @Nullable Collected result;
  private final @Nullable Tail tail;
  private final @Nullable PipeMaker maker;
  private final boolean carriesIn;
  private final boolean carriesOut;
  private final boolean mixed;

  private @Nullable OwnPipe inPipe;
  private @Nullable OwnPipe outPipe;
  private @Nullable OwnPipe errPipe;
  private volatile @Nullable Inbox inbox;
  private volatile @Nullable InputPump in;
  private volatile @Nullable OutputPump out;
  private volatile @Nullable OutputPump err;

  Streams(Execution owner, Host host, CommandCall call, Stdio stdio) {
    this.owner = owner;
    this.stdio = stdio;
    maker = host.pipes;
    stdin = call.stdin().orElse(null);
    small = stdin != null && stdin.size() <= OwnPipe.LEAST_CAPACITY ? stdin : null;
    result = call.resultOnStdout() ? new Collected(host.maxResultBytes) : null;
    carriesIn =
        stdin == null
            ? !stdio.inheritsIn() && !isSame(stdio.in(), Stdio.none().in())
            : stdin.size() > 0;
    carriesOut =
        result != null || (!stdio.inheritsOut() && !isSame(stdio.out(), Stdio.none().out()));
    boolean drops = stdio.inheritsErr() || isSame(stdio.err(), Stdio.none().err());
    OutputStream sink = drops ? null : stdio.err();
    tail = stdio.inheritsErr() ? null : new Tail(host.stderrTailBytes, sink);
    // One stream for both means one pipe for both: the program's order is kept, as with Go.
    mixed = sink != null && result == null && !stdio.inheritsOut() && isSame(stdio.out(), sink);
  }

  /** Streams are what they are, whatever {@code equals} of theirs says. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }

  /**
   * Tells a builder what to do with the streams.
   *
   * @throws IOException if there cannot be more pipes
   */
  void connect(ProcessBuilder builder) throws IOException {
    openPipes();
    if (inPipe != null) {
      builder.redirectInput(inPipe.input());
      if (small != null) {
        inPipe.fill(small);
      }
    } else if (stdin == null && stdio.inheritsIn()) {
      builder.redirectInput(Redirect.INHERIT);
    } else if (!carriesIn) {
      builder.redirectInput(
          Redirect.from(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null")));
    }
    if (outPipe != null) {
      builder.redirectOutput(outPipe.output());
      if (result != null) {
        inbox().add(outPipe, result);
      }
    } else if (result == null && stdio.inheritsOut()) {
      builder.redirectOutput(Redirect.INHERIT);
    } else if (!carriesOut) {
      builder.redirectOutput(Redirect.DISCARD);
    }
    if (errPipe != null) {
      builder.redirectError(errPipe.output());
      if (tail != null && tail.isLast()) {
        inbox().add(errPipe, tail);
      }
    } else if (stdio.inheritsErr()) {
      builder.redirectError(Redirect.INHERIT);
    }
    builder.redirectErrorStream(mixed);
  }

  private void openPipes() throws IOException {
    boolean carriesErr = tail != null && !mixed;
    int count = (carriesIn ? 1 : 0) + (carriesOut ? 1 : 0) + (carriesErr ? 1 : 0);
    List<OwnPipe> pipes = count > 0 && maker != null ? maker.make(count) : List.of();
    if (!pipes.isEmpty()) {
      int next = 0;
      inPipe = carriesIn ? pipes.get(next++) : null;
      outPipe = carriesOut ? pipes.get(next++) : null;
      errPipe = carriesErr ? pipes.get(next) : null;
    }
  }

  private Inbox inbox() throws IOException {
    Inbox box = inbox;
    if (box == null) {
      box = new Inbox();
      inbox = box;
    }
    return box;
  }

  /** Closes what of the pipes is still open. */
  void discard() {
    if (inbox != null) {
      inbox.close();
    }
    discard(inPipe);
    discard(outPipe);
    discard(errPipe);
  }

  private static void discard(@Nullable OwnPipe pipe) {
    if (pipe != null) {
      pipe.close();
    }
  }

  /** Starts what carries the streams of a process that has just started. */
  void open(Process process) throws IOException {
    closeFarEnds();
    if (carriesOut && (outPipe == null || result == null)) {
      OutputStream sink = result != null ? result : mixed && tail != null ? tail : stdio.out();
      InputStream from = outPipe == null ? process.getInputStream() : outPipe.in();
      out = new OutputPump(owner, false, from, sink);
      out.start();
    }
    if (tail != null && !mixed && (errPipe == null || !tail.isLast())) {
      InputStream from = errPipe == null ? process.getErrorStream() : errPipe.in();
      err = new OutputPump(owner, true, from, tail);
      err.start();
    }
    if (carriesIn && (inPipe == null || small == null)) {
      InputStream from = stdin == null ? stdio.in() : stdin.stream();
      OutputStream to = inPipe == null ? process.getOutputStream() : inPipe.out();
      in = new InputPump(owner, from, to, inPipe != null);
      in.start();
    }
  }

  /** The process has its own; with ours open its outputs would have no end. */
  private void closeFarEnds() {
    identify(inPipe);
    identify(outPipe);
    identify(errPipe);
    if (inPipe != null) {
      inPipe.closeIn();
      if (small != null) {
        inPipe.closeOut();
      }
    }
    if (outPipe != null) {
      outPipe.closeOut();
    }
    if (errPipe != null) {
      errPipe.closeOut();
    }
  }

  private static void identify(@Nullable OwnPipe pipe) {
    if (pipe != null) {
      pipe.identify();
    }
  }

  /**
   * Carries what is carried in this thread, until it has ended.
   *
   * @return false if that was not before the deadline
   * @throws IOException if it could not be carried
   */
  boolean carry(Deadline deadline) throws IOException, InterruptedException {
    return inbox == null || inbox.carry(deadline);
  }

  /** Carries what is there, lest a process that is ending waits for a reader. */
  void poll() {
    if (inbox != null) {
      try {
        inbox.poll();
      } catch (IOException e) {
        owner.note(UNREADABLE, e);
      }
    }
  }

  /** Waits until what other threads carry has ended; false if that was not before the deadline. */
  boolean await(Deadline deadline) throws InterruptedException {
    return await(out, deadline) && await(err, deadline);
  }

  private static boolean await(@Nullable OutputPump pump, Deadline deadline)
      throws InterruptedException {
    while (pump != null && pump.isAlive()) {
      if (deadline.left() <= 0) {
        return false;
      }
      pump.join(deadline.leftMillis());
    }
    return true;
  }

  /** Whether somebody holds a pipe, and this process waits for it. */
  boolean isWaiting() {
    return (inbox != null && inbox.isOpen())
        || (out != null && out.isReading())
        || (err != null && err.isReading())
        || (in != null && in.isWriting());
  }

  /** The processes that hold the pipes, as long as anybody waits for one of those. */
  List<ProcessHandle> holders() {
    return isWaiting() ? PipeHolders.find(id(inPipe), id(outPipe), id(errPipe)) : List.of();
  }

  private static @Nullable String id(@Nullable OwnPipe pipe) {
    return pipe == null ? null : pipe.id();
  }

  /**
   * Winds up after the end of the process: waits for the pumps, though not for ever if processes of
   * others hold their pipes, and closes what is open.
   *
   * @return whether the thread was interrupted meanwhile
   */
  boolean close(Process process) {
    boolean interrupted = false;
    Deadline forInput = Deadline.inMillis(PUMP_MILLIS);
    Deadline forOutput = Deadline.inMillis(2 * PUMP_MILLIS); // as long, once the input is settled
    boolean ended = false;
    while (!ended) {
      try {
        ended = true;
        settle(forInput, forOutput);
      } catch (InterruptedException e) {
        ended = false;
        interrupted = true;
      }
    }
    if (in == null) {
      close(process.getOutputStream());
    }
    if (out == null) {
      close(process.getInputStream());
    }
    if (err == null) {
      close(process.getErrorStream());
    }
    discard();
    return interrupted;
  }

  private void settle(Deadline forInput, Deadline forOutput) throws InterruptedException {
    if (in != null) {
      in.finish(forInput);
    }
    if (inbox != null) {
      try {
        inbox.carry(forOutput);
      } catch (IOException e) {
        owner.note(UNREADABLE, e);
      }
    }
    settle(out, forOutput);
    settle(err, forOutput);
  }

  private static void settle(@Nullable OutputPump pump, Deadline deadline)
      throws InterruptedException {
    if (pump != null && !await(pump, deadline)) {
      pump.abandon();
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
      usage = usage.withBytesIn(in != null ? in.count() : small != null ? small.size() : 0);
    }
    if (result != null) {
      return usage.withBytesOut(result.size());
    }
    return out == null ? usage : usage.withBytesOut(out.count());
  }
}
