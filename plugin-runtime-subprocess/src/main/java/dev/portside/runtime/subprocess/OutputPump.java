package dev.portside.runtime.subprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The thread that carries one output of a process to a stream, up to its end: when the last process
 * that holds the pipe has closed it, be that long after the first one has ended.
 *
 * <p>It holds the monitor of the process' stream all along. When a process ends, the JDK takes what
 * is in the pipes, standard output first, and closes them, which would cut off children that go on
 * writing; but it does so under that monitor, hence not before this thread is done. So that no
 * program can be faster, this thread also starts the process, and has the monitor a moment later.
 */
final class OutputPump extends Thread {
  private static final int BUFFER = 32 << 10;

  private final Execution owner;
  private final boolean error;
  private final OutputStream to;
  private final Object lock = new Object();

  private @Nullable ProcessBuilder builder;
  private @Nullable Process process;
  private @Nullable Throwable failure;
  private volatile boolean reading = true;
  private volatile long count;

  OutputPump(Execution owner, boolean error, OutputStream to) {
    super(null, null, "portside-" + owner.plugin() + (error ? "-stderr" : "-stdout"), 0, false);
    this.owner = owner;
    this.error = error;
    this.to = to;
    setDaemon(true);
  }

  /**
   * Starts a process, and this thread with it.
   *
   * @param builder the process to be
   * @return the process
   * @throws IOException if it does not start; this thread has ended then
   */
  Process launch(ProcessBuilder builder) throws IOException {
    this.builder = builder;
    start();
    boolean interrupted = false;
    synchronized (lock) {
      while (process == null && failure == null) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          interrupted = true; // there will be a process, which must not be forgotten
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (process != null) {
      return process;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    throw failure instanceof IOException e ? e : new IOException(failure);
  }

  /** Starts this thread for a process that runs. */
  void start(Process running) {
    process = running;
    start();
  }

  @Override
  public void run() {
    if (builder == null) {
      carry(process);
      return;
    }
    Process started = null;
    try {
      started = builder.start();
    } catch (Throwable e) { // the caller waits for one or the other
      reading = false;
      synchronized (lock) {
        failure = e;
        lock.notifyAll();
      }
    }
    carry(started);
  }

  private void carry(@Nullable Process from) {
    if (from == null) {
      return;
    }
    InputStream stream = error ? from.getErrorStream() : from.getInputStream();
    try {
      synchronized (stream) {
        announce(from);
        copy(stream);
      }
    } catch (Throwable e) { // else the process would wait for a reader, and the caller for it
      reading = false;
      owner.fail("its standard " + (error ? "error" : "output") + " could not be handed on", e);
    } finally {
      reading = false;
      close(stream);
    }
  }

  private void announce(Process started) {
    if (builder == null) {
      return;
    }
    owner.started(started);
    synchronized (lock) {
      process = started;
      lock.notifyAll();
    }
    owner.running(started);
  }

  private void copy(InputStream from) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long sum = 0;
    int n = from.read(buffer);
    while (n >= 0) {
      to.write(buffer, 0, n);
      to.flush();
      sum += n;
      count = sum;
      n = from.read(buffer);
    }
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It was open for reading only: nothing is lost.
    }
  }

  /** Whether somebody may still hold the pipe. */
  boolean isReading() {
    return reading;
  }

  /** How many bytes have been handed on. */
  long count() {
    return count;
  }
}
