package com.example.jarplugins;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** An output stream as a plugin sees it: counted, sealed when the call is over, never closed. */
class GuestOutput extends OutputStream {
  private final OutputStream sink;
  private final AtomicLong count = new AtomicLong();
  private volatile boolean sealed;

  GuestOutput(OutputStream sink) {
    this.sink = sink;
  }

  @Override
  public final void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int from, int length) throws IOException {
    if (sealed) {
      throw new IOException("the call is over");
    }
    sink.write(data, from, length);
    count.addAndGet(length);
  }

  @Override
  public final void flush() throws IOException {
    if (!sealed) {
      sink.flush();
    }
  }

  final long count() {
    return count.get();
  }

  final void seal() {
    sealed = true;
  }
}
