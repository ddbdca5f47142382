package dev.portside.runtime.subprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The thread that carries a stream to the standard input of a process, until one of the two ends. A
 * program that does not read its input is no error.
 */
final class InputPump extends Thread {
  private static final int BUFFER = 32 << 10;

  private final Object lock = new Object();
  private final Execution owner;
  private final InputStream from;
  private final OutputStream to;
  private final boolean closeable;
  private boolean cancelled;
  private boolean reading;
  private boolean ended;
  private volatile boolean writing;
  private volatile long count;

  /**
   * A thread to be started.
   *
   * @param owner is told of failures
   * @param from the caller's stream
   * @param to the process' stream; closed at the end
   * @param closeable whether closing it ends a write of another thread
   */
  InputPump(Execution owner, InputStream from, OutputStream to, boolean closeable) {
    super(null, null, "portside-" + owner.plugin() + "-stdin", 0, false);
    this.owner = owner;
    this.from = from;
    this.to = to;
    this.closeable = closeable;
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      copy();
    } catch (Throwable e) { // of the caller's stream
      owner.fail("the standard input for it could not be read", e);
    } finally {
      close(to);
      synchronized (lock) {
        ended = true;
        lock.notifyAll();
      }
    }
  }

  private void copy() throws IOException {
    byte[] buffer = new byte[BUFFER];
    long sum = 0;
    while (beginRead()) {
      int n;
      try {
        n = from.read(buffer);
      } finally {
        endRead();
      }
      if (n < 0 || !write(buffer, n)) {
        return;
      }
      sum += n;
      count = sum;
    }
  }

  /** Writes what the program may not want; false if it does not. */
  private boolean write(byte[] buffer, int length) {
    writing = true;
    try {
      to.write(buffer, 0, length);
      to.flush();
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      writing = false;
    }
  }

  private static void close(OutputStream to) {
    try {
      to.close();
    } catch (IOException e) {
      // As in write.
    }
  }

  private boolean beginRead() {
    synchronized (lock) {
      reading = !cancelled;
      lock.notifyAll();
      return reading;
    }
  }

  private void endRead() {
    synchronized (lock) {
      reading = false;
    }
  }

  /**
   * Waits for the end of this thread once the process has ended. A read of the caller's stream is
   * not waited for and will be the last: nothing can end it without closing the stream.
   *
   * @param deadline how long to wait at most, should a process outside the call hold the pipe
   */
  void finish(Deadline deadline) throws InterruptedException {
    if (cancel() && closeable) {
      close(to);
    }
    boolean join;
    synchronized (lock) {
      while (!ended && !reading && deadline.left() > 0) {
        lock.wait(deadline.leftMillis());
      }
      join = ended;
    }
    if (join) {
      join();
    }
  }

  /** Lets no read begin any more; true if this thread may be inside a write. */
  private boolean cancel() {
    synchronized (lock) {
      cancelled = true;
      return !ended && !reading;
    }
  }

  /** Whether this thread waits for the process, not for the caller. */
  boolean isWriting() {
    return writing;
  }

  /** How many bytes have been handed on. */
  long count() {
    return count;
  }
}
