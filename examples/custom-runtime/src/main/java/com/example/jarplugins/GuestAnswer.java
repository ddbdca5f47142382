package com.example.jarplugins;

import dev.portside.api.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Standard output that is the answer: kept in the host's memory, hence bounded. */
final class GuestAnswer extends GuestOutput {
  static final int LIMIT = 64 << 20;

  private final ByteArrayOutputStream bytes;
  private final Runnable tooMuch;
  private volatile boolean exceeded;

  /** Runs {@code tooMuch} in the plugin's thread at the first write that goes too far. */
  GuestAnswer(Runnable tooMuch) {
    this(new ByteArrayOutputStream(), tooMuch);
  }

  private GuestAnswer(ByteArrayOutputStream bytes, Runnable tooMuch) {
    super(bytes);
    this.bytes = bytes;
    this.tooMuch = tooMuch;
  }

  @Override
  public synchronized void write(byte[] data, int from, int length) throws IOException {
    if (exceeded || length > LIMIT - count()) {
      exceeded = true;
      tooMuch.run();
      throw new IOException("the answer is longer than " + LIMIT + " bytes");
    }
    super.write(data, from, length);
  }

  boolean exceeded() {
    return exceeded;
  }

  synchronized Bytes bytes() {
    return Bytes.copyOf(bytes.toByteArray());
  }
}
