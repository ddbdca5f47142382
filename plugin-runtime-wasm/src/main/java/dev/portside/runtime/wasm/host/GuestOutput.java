package dev.portside.runtime.wasm.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a guest writes: to the caller's stream, which is asked for at the first byte, counted, and
 * with its end kept for the text of an error. For one thread.
 */
final class GuestOutput extends OutputStream {
  private final Supplier<OutputStream> source;
  private final int kept;

  /** Made at the first byte: most calls write none, and nothing else that they need is as large. */
  private byte[] tail = {};

  private @Nullable OutputStream target;
  private long count;

  /**
   * @param source gives the stream
   * @param kept how many bytes of the end are kept
   */
  GuestOutput(Supplier<OutputStream> source, int kept) {
    this.source = source;
    this.kept = kept;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] data, int from, int length) throws IOException {
    OutputStream current = target;
    if (current == null) {
      current = source.get();
      target = current;
      tail = new byte[kept];
    }
    current.write(data, from, length);
    for (int i = Math.max(from, from + length - tail.length); i < from + length; i++) {
      tail[(int) ((count + i - from) % tail.length)] = data[i];
    }
    count += length;
  }

  /** A guest that ends has flushed; a caller's buffer is the caller's to flush. */
  @Override
  public void flush() throws IOException {
    if (target != null) {
      target.flush();
    }
  }

  long count() {
    return count;
  }

  String tail() {
    int length = (int) Math.min(count, tail.length);
    byte[] end = new byte[length];
    for (int i = 0; i < length; i++) {
      end[i] = tail[(int) ((count - length + i) % tail.length)];
    }
    return new String(end, UTF_8);
  }
}
