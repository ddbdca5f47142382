package com.example.jarplugins;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Standard error: goes to the caller, and its end into error texts. */
final class GuestErrors extends GuestOutput {
  private static final int TAIL = 64 << 10;

  private final byte[] tail = new byte[2 * TAIL];
  private int length;

  GuestErrors(OutputStream sink) {
    super(sink);
  }

  @Override
  public void write(byte[] data, int from, int count) throws IOException {
    keep(data, from + Math.max(0, count - TAIL), Math.min(count, TAIL));
    super.write(data, from, count);
  }

  /** The buffer is twice as long as what is wanted of it, so bytes are seldom moved. */
  private synchronized void keep(byte[] data, int from, int count) {
    if (length + count > tail.length) {
      System.arraycopy(tail, length - TAIL, tail, 0, TAIL);
      length = TAIL;
    }
    System.arraycopy(data, from, tail, length, count);
    length += count;
  }

  /** The end of it, as text. */
  synchronized String tail() {
    byte[] end = Arrays.copyOfRange(tail, Math.max(0, length - TAIL), length);
    return new String(end, StandardCharsets.UTF_8);
  }
}
