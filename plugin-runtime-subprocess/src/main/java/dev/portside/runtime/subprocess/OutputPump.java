package dev.portside.runtime.subprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The thread that carries one output of a process to a stream, up to its end: when the last process
 * that holds the pipe has closed it, be that long after the first one has ended.
 *
 * <p>It holds the monitor of the stream all along: the JDK, where the pipe is the JDK's, takes it
 * away when the process ends, but not without that monitor.
 */
final class OutputPump extends Thread {
  private static final int BUFFER = 32 << 10;

  private final Execution owner;
  private final boolean error;
  private final InputStream from;
  private final OutputStream to;
  private volatile boolean reading = true;
  private volatile boolean abandoned;
  private volatile long count;

  OutputPump(Execution owner, boolean error, InputStream from, OutputStream to) {
    super(null, null, "portside-" + owner.plugin() + (error ? "-stderr" : "-stdout"), 0, false);
    this.owner = owner;
    this.error = error;
    this.from = from;
    this.to = to;
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      copy();
    } catch (Throwable e) { // else the process would wait for a reader, and the caller for it
      if (!abandoned) {
        owner.fail("its standard " + (error ? "error" : "output") + " could not be handed on", e);
      }
    } finally {
      reading = false;
      close();
    }
  }

  private void copy() throws IOException {
    synchronized (from) {
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
  }

  private void close() {
    try {
      from.close();
    } catch (IOException e) {
      // It was open for reading only: nothing is lost.
    }
  }

  /** Gives up on a pipe that others hold; ends the thread if the pipe is our own. */
  void abandon() {
    abandoned = true;
    close();
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
