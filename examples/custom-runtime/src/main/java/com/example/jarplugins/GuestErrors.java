package com.example.jarplugins;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard error: goes to the caller, and its end into error texts. */
final class GuestErrors extends GuestOutput {
  private static final int TAIL = 64 << 10;

  private final byte[] tail = new byte[2 * TAIL];
  private int length;
  private long total;

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
    total += count;
    if (length + count > tail.length) {
      System.arraycopy(tail, length - TAIL, tail, 0, TAIL);
      length = TAIL;
    }
    System.arraycopy(data, from, tail, length, count);
    length += count;
  }

  /** The end of it, as text: the last lines, or of one long line the last characters. */
  synchronized String tail() {
    int begin = Math.max(0, length - TAIL);
    if (total > TAIL) {
      begin = whole(begin);
    }
    return new String(tail, begin, length - begin, StandardCharsets.UTF_8);
  }

  private int whole(int from) {
    for (int i = from; i < length - 1; i++) {
      if (tail[i] == '\n') {
        return i + 1;
      }
    }
    int begin = from;
    while (begin < length && (tail[begin] & 0xc0) == 0x80) {
      begin++; // the rest of a character
    }
    return begin;
  }
}
