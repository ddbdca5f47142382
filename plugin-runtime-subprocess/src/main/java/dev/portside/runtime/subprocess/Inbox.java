package dev.portside.runtime.subprocess;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Carries outputs of a process in the caller's own thread, which has nothing else to do. For what
 * is kept in memory only: were a stream of the caller's to block, no timeout could be kept. Belongs
 * to one thread.
 */
final class Inbox {
  private final Thread owner = Thread.currentThread();
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(32 << 10);
  private int count;
  private volatile boolean open;

  /** Without any output yet. */
  Inbox() throws IOException {
    selector = Selector.open();
  }

  /** One output, and where it goes. */
  private static final class Output {
    final Pipe.SourceChannel from;

    /** Null after a failure: then all is dropped. */
    @Nullable OutputStream to;

    Output(Pipe.SourceChannel from, OutputStream to) {
      this.from = from;
      this.to = to;
    }
  }

  /** Adds an output. */
  void add(OwnPipe pipe, OutputStream to) throws IOException {
    Pipe.SourceChannel from = pipe.source();
    from.configureBlocking(false);
    from.register(selector, SelectionKey.OP_READ, new Output(from, to));
    count++;
    open = true;
  }

  /** Whether somebody may still hold a pipe. */
  boolean isOpen() {
    return open;
  }

  /**
   * Carries until all outputs have ended.
   *
   * @return false if that was not before the deadline
   * @throws IOException once, if it cannot be kept; what comes then is read and dropped
   */
  boolean carry(Deadline deadline) throws IOException, InterruptedException {
    while (open) {
      if (deadline.left() <= 0) {
        return false;
      }
      selector.select(deadline.leftMillis());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      readSelected();
    }
    return true;
  }

  /**
   * Carries what is there, if this is the thread of the caller.
   *
   * @throws IOException as {@link #carry} does
   */
  void poll() throws IOException {
    if (Thread.currentThread() == owner && open) {
      selector.selectNow();
      readSelected();
    }
  }

  private void readSelected() throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      Output output = (Output) key.attachment();
      buffer.clear();
      int n = output.from.read(buffer);
      if (n < 0) {
        key.cancel();
        output.from.close();
        count--;
        open = count > 0;
      } else if (output.to != null) {
        write(output, n);
      }
    }
    selector.selectedKeys().clear();
  }

  private void write(Output output, int length) throws IOException {
    OutputStream to = output.to;
    output.to = null;
    if (to != null) {
      to.write(buffer.array(), 0, length);
    }
    output.to = to;
  }

  /** Closes all that is open. */
  void close() {
    if (!selector.isOpen()) {
      return;
    }
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      // All was open for reading only: nothing is lost.
    }
    open = false;
  }
}
