package dev.portside.runtime.subprocess;

import dev.portside.api.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps all of what is written, up to a limit, in chunks: nothing is copied again until the end.
 * One thread writes; one reads when that has ended.
 */
final class Collected extends OutputStream {
  private static final int LEAST = 8 << 10;
  private static final int MOST = 1 << 20;

  private final int limit;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk = new byte[0];
  private int used;
  private int size;

  Collected(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > limit - size) {
      throw new LimitReached();
    }
    int first = Math.min(length, chunk.length - used);
    System.arraycopy(bytes, offset, chunk, used, first);
    used += first;
    size += length;
    int rest = length - first;
    if (rest > 0) {
      full.add(chunk);
      chunk = new byte[Math.max(rest, Math.min(MOST, Math.max(LEAST, size)))];
      System.arraycopy(bytes, offset + first, chunk, 0, rest);
      used = rest;
    }
  }

  /** How many bytes there are. */
  int size() {
    return size;
  }

  /** All that was written. */
  Bytes bytes() {
    if (size == 0) {
      return Bytes.EMPTY;
    }
    try (InputStream whole = new Whole()) {
      return Bytes.readAll(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] join() {
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] one : full) {
      System.arraycopy(one, 0, all, at, one.length);
      at += one.length;
    }
    System.arraycopy(chunk, 0, all, at, used);
    return all;
  }

  /** Everything at once: {@link Bytes} then takes the array as it is, where others are copied. */
  private final class Whole extends InputStream {
    @Override
    public byte[] readAllBytes() {
      return join();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }
  }

  /** There is more than there may be. */
  static final class LimitReached extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
