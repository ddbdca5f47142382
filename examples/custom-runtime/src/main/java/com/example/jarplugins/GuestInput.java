package com.example.jarplugins;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Standard input as a plugin sees it: counted, sealed when the call is over, never closed. */
final class GuestInput extends InputStream {
  private final InputStream source;
  private final AtomicLong count = new AtomicLong();
  private volatile boolean sealed;

  GuestInput(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (sealed) {
      throw new IOException("the call is over");
    }
    int read = source.read(into, from, length);
    count.addAndGet(Math.max(0, read));
    return read;
  }

  long count() {
    return count.get();
  }

  void seal() {
    sealed = true;
  }
}
