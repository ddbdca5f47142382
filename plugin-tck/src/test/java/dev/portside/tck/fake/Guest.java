package dev.portside.tck.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What a program of {@link Programs} sees of the world, in one call. */
final class Guest {
  private static final long MEMORY = 64 << 20;
  private static final int OUT = 32 << 20;
  private static final int TAIL = 64 << 10;

  final List<String> args;
  final Map<String, String> env;
  final InputStream in;
  final Buffer out = new Buffer(OUT);
  final OutputStream err;
  final Queue<Process> children = new ConcurrentLinkedQueue<>();
  final Buffer errTail = new Buffer(Integer.MAX_VALUE);
  private final boolean hasClock;
  private long memory;
  private final AtomicLong taken = new AtomicLong();

  Guest(
      boolean hasClock,
      List<String> args,
      Map<String, String> env,
      InputStream in,
      OutputStream callerErr) {
    this.hasClock = hasClock;
    this.args = args;
    this.env = env;
    this.in =
        new FilterInputStream(in) {
          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
          }

          @Override
          public int read(byte[] into, int from, int count) throws IOException {
            int got = super.read(into, from, count);
            taken.addAndGet(Math.max(got, 0));
            return got;
          }
        };
    this.err =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] data, int from, int count) throws IOException {
            errTail.write(data, from, count);
            callerErr.write(data, from, count);
          }
        };
  }

  /** A limit was reached. */
  static final class LimitReached extends IOException {
    private static final long serialVersionUID = 1L;
    final long allowed;

    LimitReached(String what, long allowed) {
      super(what);
      this.allowed = allowed;
    }
  }

  /** Bytes, up to a limit. */
  static final class Buffer extends ByteArrayOutputStream {
    private final int limit;

    Buffer(int limit) {
      this.limit = limit;
    }

    void add(byte[] data) throws LimitReached {
      if (size() + data.length > limit) {
        throw new LimitReached("answer", limit);
      }
      writeBytes(data);
    }
  }

  /** The clock of the host. */
  long clock() throws IOException {
    if (!hasClock) {
      throw new IOException("the clock was not asked for");
    }
    return System.nanoTime();
  }

  /** How much of its standard input it has read. */
  long taken() {
    return taken.get();
  }

  void allocate(long bytes) throws LimitReached {
    memory += bytes;
    if (memory > MEMORY) {
      throw new LimitReached("memory", MEMORY);
    }
  }

  /** The last lines, or where there is but one, the last characters. */
  String tail() {
    String all = errTail.toString(UTF_8);
    int from = all.length() - TAIL;
    if (from <= 0) {
      return all;
    }
    int line = all.indexOf('\n', from - 1) + 1;
    if (line > 0 && line < all.length()) {
      return all.substring(line);
    }
    return all.substring(Character.isLowSurrogate(all.charAt(from)) ? from + 1 : from);
  }
}
