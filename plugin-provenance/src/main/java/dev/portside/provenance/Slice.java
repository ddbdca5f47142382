package dev.portside.provenance;

import java.util.Arrays;

/** A part of an array, read from front to back; nothing is read beyond its end. */
final class Slice {
  private final byte[] data;
  private final int end;
  private int at;

  Slice(byte[] data, int start, int end) {
    this.data = data;
    this.at = start;
    this.end = end;
  }

  /** How many bytes are left. */
  int remaining() {
    return end - at;
  }

  /** Reads a number of up to four bytes, the highest first. */
  long number(int size) throws Malformed {
    long value = 0;
    for (byte b : bytes(size)) {
      value = (value << 8) | (b & 0xff);
    }
    return value;
  }

  /** The next byte, without taking it. */
  int peek() throws Malformed {
    need(1);
    return data[at] & 0xff;
  }

  /** Reads bytes. */
  byte[] bytes(int size) throws Malformed {
    need(size);
    at += size;
    return Arrays.copyOfRange(data, at - size, at);
  }

  /** Splits off the next bytes. */
  Slice part(long size) throws Malformed {
    need(size);
    int start = at;
    at += (int) size;
    return new Slice(data, start, at);
  }

  private void need(long size) throws Malformed {
    if (size > remaining()) {
      throw new Malformed(
          "a signature is cut off: " + size + " bytes expected, " + remaining() + " left");
    }
  }
}
