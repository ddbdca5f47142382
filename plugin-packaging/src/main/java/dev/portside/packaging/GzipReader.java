package dev.portside.packaging;

import dev.portside.packaging.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952) to the last byte: every member with its checksum and length, and nothing
 * after them. The packed bytes are hashed as they pass. Keeps no field of the header, whatever its
 * size, and stops at the limits before a byte beyond them is handed on.
 */
final class GzipReader extends InputStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final ArchiveLimits limits;
  private final Refusal refusal;
  private final MessageDigest digest = Sha256.start();
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final CRC32 headerCrc = new CRC32();
  private final byte[] input = new byte[1 << 16];
  private int at;
  private int end;
  private long packed;
  private long unpacked;
  private long memberSize;
  private boolean inMember;
  private boolean finished;

  GzipReader(InputStream in, ArchiveLimits limits, Refusal refusal) {
    this.in = in;
    this.limits = limits;
    this.refusal = refusal;
  }

  /** How many packed bytes there were; of use at the end only. */
  long size() {
    return packed;
  }

  /** The digest of the packed bytes; of use at the end only, and once. */
  String sha256() {
    return Sha256.hex(digest);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!finished) {
      if (!inMember) {
        beginMember();
        continue;
      }
      int count = inflate(target, offset, length);
      if (count > 0) {
        account(target, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw damaged("it asks for a dictionary");
      } else {
        at = end;
        if (!fill()) {
          throw truncated();
        }
        inflater.setInput(input, at, end - at);
      }
    }
    return -1;
  }

  /** Frees what is not on the heap, and leaves the stream below open. */
  @Override
  public void close() {
    inflater.end();
  }

  private int inflate(byte[] target, int offset, int length) {
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      throw damaged(e.getMessage() == null ? "it is not deflated data" : e.getMessage());
    }
  }

  private void account(byte[] target, int offset, int count) {
    crc.update(target, offset, count);
    memberSize += count;
    unpacked += count;
    if (unpacked > limits.totalBytes()) {
      throw refusal.limit("", "unpacks to more than allowed", limits.totalBytes(), "bytes");
    }
    long taken = packed - inflater.getRemaining();
    if (unpacked > limits.ratioFrom() && unpacked / limits.ratio() > taken) {
      throw refusal.limit(
          "",
          taken + " bytes unpack to " + unpacked + " and more, as in a decompression bomb",
          limits.ratio(),
          "bytes for each");
    }
  }

  private void beginMember() throws IOException {
    if (at == end && !fill()) {
      if (packed == 0) {
        throw refusal.of("the file is empty, expected a gzip archive");
      }
      finished = true;
      return;
    }
    boolean first = packed == end;
    headerCrc.reset();
    if (header() != 0x1f || header() != 0x8b) {
      throw refusal.of(
          first && at <= 2
              ? "not a gzip archive: it does not begin with the bytes 1f 8b"
              : "bytes follow the end of the gzip data, expected nothing");
    }
    int method = header();
    int flags = header();
    if (method != 8 || (flags & RESERVED) != 0) {
      throw damaged("its header has method " + method + " and flags " + flags);
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(header() | header() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      long expected = headerCrc.getValue() & 0xffff;
      if ((header() | header() << 8) != expected) {
        throw damaged("the checksum of its header is wrong");
      }
    }
    inflater.reset();
    inflater.setInput(input, at, end - at);
    crc.reset();
    memberSize = 0;
    inMember = true;
  }

  private void endMember() throws IOException {
    at = end - inflater.getRemaining();
    if (number() != crc.getValue()) {
      throw damaged("its checksum is wrong (CRC)");
    }
    if (number() != (memberSize & 0xffff_ffffL)) {
      throw damaged("the length it declares is wrong (ISIZE)");
    }
    inMember = false;
    // The input belongs to the header of the next member now.
    inflater.setInput(input, 0, 0);
  }

  private long number() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (long) header() << shift;
    }
    return value;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      header();
    }
  }

  private void skipText() throws IOException {
    int each;
    do {
      each = header();
    } while (each != 0);
  }

  /** The next byte of a header or trailer. */
  private int header() throws IOException {
    if (at == end && !fill()) {
      throw truncated();
    }
    int value = input[at++] & 0xff;
    headerCrc.update(value);
    return value;
  }

  private boolean fill() throws IOException {
    int count = in.read(input, 0, input.length);
    if (count < 0) {
      return false;
    }
    digest.update(input, 0, count);
    packed += count;
    if (packed > limits.archiveBytes()) {
      throw refusal.limit("", "the file is larger than allowed", limits.archiveBytes(), "bytes");
    }
    at = 0;
    end = count;
    return true;
  }

  private RuntimeException truncated() {
    return refusal.of("the gzip data breaks off after " + packed + " bytes: the file is truncated");
  }

  private RuntimeException damaged(String how) {
    return refusal.of("the gzip data is damaged: " + how);
  }
}
