package dev.portside.runtime.wasm.code;

import java.nio.charset.StandardCharsets;

/**
 * A cursor over the binary format (WebAssembly specification, binary format, values). Never reads
 * beyond its end, never allocates by a number it has read. Not for several threads.
 */
final class WasmReader {
  private final byte[] bytes;
  private int at;
  private int end;

  WasmReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  int at() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  void seek(int position) {
    at = position;
  }

  /** Moves the end of what may be read. */
  void limit(int newEnd) {
    end = newEnd;
  }

  int u8() {
    if (at >= end) {
      throw new Truncated(at);
    }
    return bytes[at++] & 0xff;
  }

  /** An unsigned number of at most 32 bits, as a positive long. */
  long u32() {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int part = u8();
      value |= (long) (part & 0x7f) << shift;
      if (part < 0x80) {
        if (value >>> 32 != 0) {
          break;
        }
        return value;
      }
    }
    throw new Truncated(at);
  }

  /** A signed number of 32 bits. */
  int s32() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int part = u8();
      value |= (part & 0x7f) << shift;
      if (part < 0x80) {
        boolean negative = shift < 28 && (part & 0x40) != 0;
        return negative ? value | (-0x80 << shift) : value;
      }
    }
    throw new Truncated(at);
  }

  /** The number of items that follow, each of at least one byte. */
  int count() {
    int start = at;
    long count = u32();
    if (count > remaining()) {
      throw new Truncated(start);
    }
    return (int) count;
  }

  void skip(long length) {
    if (length > remaining()) {
      throw new Truncated(at);
    }
    at += (int) length;
  }

  /** Passes over a number of any width up to 64 bits, signed or not. */
  void skipNumber() {
    for (int i = 0; i < 10; i++) {
      if (u8() < 0x80) {
        return;
      }
    }
    throw new Truncated(at);
  }

  String name() {
    int length = count();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  /**
   * There is no number, or too few bytes, at {@link #at}; without a stack trace, for it is caught.
   */
  static final class Truncated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The offset from the start of the module. */
    private final int at;

    Truncated(int at) {
      super(null, null, false, false);
      this.at = at;
    }

    int at() {
      return at;
    }
  }
}
