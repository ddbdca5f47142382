package dev.portside.runtime.subprocess;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the end of what is written, and hands all of it on. One thread writes; another may read
 * when that one has ended, or, at the price of an inexact answer, before.
 */
final class Tail extends OutputStream {
  private final int size;

  /** One byte more than asked for, to tell whether the rest begins with a line. */
  private final byte[] ring;

  private final @Nullable OutputStream next;
  private long total;

  Tail(int size, @Nullable OutputStream next) {
    this.size = size;
    this.ring = new byte[size + 1];
    this.next = next;
  }

  /** Whether what is written goes nowhere else, so that writing cannot block. */
  boolean isLast() {
    return next == null;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    keep(bytes, offset, length);
    if (next != null) {
      next.write(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    if (next != null) {
      next.flush();
    }
  }

  private synchronized void keep(byte[] bytes, int offset, int length) {
    int kept = Math.min(length, ring.length);
    int from = offset + length - kept;
    int to = (int) ((total + length - kept) % ring.length);
    int first = Math.min(kept, ring.length - to);
    System.arraycopy(bytes, from, ring, to, first);
    System.arraycopy(bytes, from + first, ring, 0, kept - first);
    total += length;
  }

  /**
   * The end as text: whole lines if something had to go, or at least whole characters. What is not
   * UTF-8 becomes U+FFFD.
   */
  synchronized String text() {
    if (total <= size) {
      return new String(ring, 0, (int) total, UTF_8);
    }
    byte[] end = new byte[ring.length];
    int oldest = (int) (total % ring.length);
    System.arraycopy(ring, oldest, end, 0, ring.length - oldest);
    System.arraycopy(ring, 0, end, ring.length - oldest, oldest);
    int begin = afterFirstLine(end);
    return new String(end, begin, end.length - begin, UTF_8);
  }

  private static int afterFirstLine(byte[] end) {
    for (int i = 0; i < end.length - 1; i++) {
      if (end[i] == '\n') {
        return i + 1;
      }
    }
    int begin = 1;
    while (begin < Math.min(4, end.length) && (end[begin] & 0xc0) == 0x80) {
      begin++;
    }
    return begin;
  }
}
