package dev.portside.runtime.wasm.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream that may block in a thread of its own, and only when asked to: nothing is taken
 * that nobody wants. The thread is a daemon; it ends with {@link #stop}, or if it is in a read
 * then, as soon as that returns.
 */
final class WaitingReader {
  private static final int PIECE = 8 * 1024;

  private final InputStream source;
  private final LinkedBlockingQueue<FutureTask<Integer>> asked = new LinkedBlockingQueue<>();
  private final byte[] piece = new byte[PIECE];
  private final Thread thread;
  private volatile boolean stopped;
  private int position;
  private int filled;

  private WaitingReader(InputStream source) {
    this.source = source;
    this.thread = new Thread(this::serve, "portside-stdin");
    thread.setDaemon(true);
  }

  static WaitingReader start(InputStream source) {
    WaitingReader reader = new WaitingReader(source);
    reader.thread.start();
    return reader;
  }

  /** As {@link InputStream#read(byte[], int, int)}, but for the interrupt. */
  int read(byte[] target, int from, int length) throws IOException, InterruptedException {
    if (position == filled) {
      FutureTask<Integer> task = new FutureTask<>(() -> source.read(piece));
      asked.add(task);
      int read = result(task);
      if (read < 0) {
        return -1;
      }
      position = 0;
      filled = read;
    }
    int taken = Math.min(length, filled - position);
    System.arraycopy(piece, position, target, from, taken);
    position += taken;
    return taken;
  }

  private static int result(FutureTask<Integer> task) throws IOException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      @Nullable Throwable cause = e.getCause();
      throw cause instanceof IOException failure
          ? failure
          : new IOException("standard input failed", cause);
    }
  }

  private void serve() {
    try {
      while (!stopped) {
        asked.take().run();
      }
    } catch (InterruptedException e) {
      // Nobody here interrupts it; whoever does wants it to end.
    }
  }

  /** An interrupt would be quicker, and would close the caller's stream if that is a channel's. */
  void stop() {
    stopped = true;
    asked.add(new FutureTask<>(() -> -1));
  }
}
