package dev.portside.provenance;

import java.util.Arrays;

/**
 * A cursor over OpenPGP packets, as RFC 9580 section 4.2 frames them. Lengths are checked against
 * the bytes that are there before anything is made of them. Packets of partial or unknown length
 * are refused: keys and signatures have none.
 */
final class Packets {
  static final int SIGNATURE = 2;
  static final int SECRET_KEY = 5;
  static final int PUBLIC_KEY = 6;
  static final int MARKER = 10;

  private final byte[] data;
  private int start;
  private int body;
  private int end;
  private int tag;

  Packets(byte[] data) {
    this.data = data;
  }

  /** Moves to the next packet, or says that there is none. */
  boolean next() throws Malformed {
    start = end;
    if (start == data.length) {
      return false;
    }
    int head = data[start] & 0xff;
    if ((head & 0x80) == 0) {
      throw new Malformed(
          String.format("byte %d is 0x%02x, where an OpenPGP packet should begin", start, head));
    }
    boolean isNew = (head & 0x40) != 0;
    tag = isNew ? head & 0x3f : (head >> 2) & 0xf;
    long length = isNew ? newLength() : oldLength(head & 3);
    if (length > data.length - body) {
      throw new Malformed(
          "the packet at byte "
              + start
              + " should have "
              + length
              + " bytes, but only "
              + (data.length - body)
              + " are left: the data is cut off");
    }
    end = body + (int) length;
    return true;
  }

  private long newLength() throws Malformed {
    int first = (int) number(start + 1, 1);
    if (first < 192) {
      body = start + 2;
      return first;
    }
    if (first < 224) {
      body = start + 3;
      return ((first - 192) << 8) + number(start + 2, 1) + 192;
    }
    if (first == 255) {
      body = start + 6;
      return number(start + 2, 4);
    }
    throw new Malformed("the packet at byte " + start + " has a partial length");
  }

  private long oldLength(int type) throws Malformed {
    if (type == 3) {
      throw new Malformed("the packet at byte " + start + " has no length");
    }
    int size = 1 << type;
    body = start + 1 + size;
    return number(start + 1, size);
  }

  private long number(int at, int size) throws Malformed {
    if (size > data.length - at) {
      throw new Malformed("the packet at byte " + start + " is cut off");
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = (value << 8) | (data[at + i] & 0xff);
    }
    return value;
  }

  /** The type of this packet. */
  int tag() {
    return tag;
  }

  /** Where this packet begins. */
  int start() {
    return start;
  }

  /** Where this packet ends. */
  int end() {
    return end;
  }

  /** The content of this packet. */
  Slice body() {
    return new Slice(data, body, end);
  }

  /** This packet with its head. */
  byte[] whole() {
    return Arrays.copyOfRange(data, start, end);
  }
}
