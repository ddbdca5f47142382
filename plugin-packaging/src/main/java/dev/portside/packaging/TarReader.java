package dev.portside.packaging;

import static dev.portside.packaging.TarHeader.RECORD;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.packaging.io.Shown;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a tar archive (POSIX.1-2001 pax, and GNU's long names) from the first byte to the
 * last. Files and directories only: every other type is refused, and so is what two readers could
 * understand in two ways. The walk is ours, not the library's, for three reasons: the library has
 * no bound on extended headers, obeys global ones, and does not show what follows the end mark.
 */
final class TarReader {
  /** Of an extended header or a long name. */
  private static final int LONGEST_EXTENSION = 1 << 16;

  private final InputStream in;
  private final ArchiveLimits limits;
  private final Refusal refusal;
  private final byte[] record = new byte[RECORD];
  private @Nullable PaxHeader extended;
  private @Nullable String longName;

  TarReader(InputStream in, ArchiveLimits limits, Refusal refusal) {
    this.in = in;
    this.limits = limits;
    this.refusal = refusal;
  }

  /** Who gets the entries, in order, each name checked by itself. */
  interface Visitor {
    void directory(EntryName name) throws IOException;

    /** Gets a file; what it does not read of the content is skipped. */
    void file(EntryName name, long size, boolean isExecutable, InputStream content)
        throws IOException;
  }

  void walk(Visitor visitor) throws IOException {
    while (readRecord()) {
      TarHeader header = TarHeader.parse(record, refusal);
      switch (header.type()) {
        case 'x' -> {
          if (extended != null) {
            throw refusal.of("an extended header follows another, expected an entry");
          }
          extended = PaxHeader.parse(extension(header), false, refusal);
        }
        case 'g' -> PaxHeader.parse(extension(header), true, refusal);
        case 'L' -> {
          if (longName != null) {
            throw refusal.of("a long name follows another, expected an entry");
          }
          longName = longName(extension(header));
        }
        default -> entry(header, visitor);
      }
    }
    if (extended != null || longName != null) {
      throw refusal.of("the archive ends after an extended header, expected an entry");
    }
    readEnd();
  }

  private void entry(TarHeader header, Visitor visitor) throws IOException {
    PaxHeader pax = extended == null ? new PaxHeader(null, null) : extended;
    if (pax.path() != null && longName != null) {
      throw refusal.of(longName, "the entry has two long names, one of POSIX and one of GNU");
    }
    String raw = pax.path() != null ? pax.path() : longName != null ? longName : header.name();
    long size = pax.size() != null ? pax.size() : header.size();
    extended = null;
    longName = null;
    switch (header.type()) {
      case '0', '\0' -> {
        EntryName name = EntryName.parse(raw, false, limits, refusal);
        if (size > limits.fileBytes()) {
          throw refusal.limit(raw, "its size is " + size, limits.fileBytes(), "bytes");
        }
        Content content = new Content(raw, size);
        visitor.file(name, size, header.isExecutable(), content);
        content.skipAll();
        skipPadding(raw, size);
      }
      case '5' -> {
        if (size != 0) {
          throw refusal.of(raw, "a directory with a content of " + size + " bytes");
        }
        visitor.directory(EntryName.parse(raw, true, limits, refusal));
      }
      default ->
          throw refusal.of(
              raw, "it is " + kind(header.type()) + "; expected files and directories only");
    }
  }

  private static String kind(char type) {
    return switch (type) {
      case '1' -> "a hard link";
      case '2' -> "a symbolic link";
      case '3', '4' -> "a device";
      case '6' -> "a named pipe";
      case '7' -> "a contiguous file";
      case 'S' -> "a sparse file";
      case 'K' -> "the long name of a link";
      default -> "of the unknown type " + Shown.quoted(String.valueOf(type));
    };
  }

  private byte[] extension(TarHeader header) throws IOException {
    if (header.size() > LONGEST_EXTENSION) {
      throw refusal.of(
          "an extended header has "
              + header.size()
              + " bytes, expected at most "
              + LONGEST_EXTENSION);
    }
    byte[] content = in.readNBytes((int) header.size());
    if (content.length < header.size()) {
      throw truncated("an extended header");
    }
    skipPadding("an extended header", header.size());
    return content;
  }

  /** GNU ends a long name with a zero byte. */
  private static String longName(byte[] content) {
    int length = content.length;
    if (length > 0 && content[length - 1] == 0) {
      length--;
    }
    return new String(content, 0, length, UTF_8);
  }

  private void skipPadding(String what, long size) throws IOException {
    int padding = (int) (-size & (RECORD - 1));
    if (in.readNBytes(record, 0, padding) < padding) {
      throw truncated(what);
    }
  }

  /** Reads a header record; false if it is the first of the end mark. */
  private boolean readRecord() throws IOException {
    int count = in.readNBytes(record, 0, RECORD);
    if (count == 0) {
      throw refusal.of("the archive has no end mark, expected two records of zeros: truncated?");
    }
    if (count < RECORD) {
      throw refusal.of("the archive breaks off within a header, or this is not tar");
    }
    return !isZero(count);
  }

  /** After the first record of zeros there is another, and nothing but zeros after it. */
  private void readEnd() throws IOException {
    long zeros = 0;
    for (int count; (count = in.readNBytes(record, 0, RECORD)) > 0; zeros += count) {
      if (!isZero(count)) {
        throw refusal.of("bytes follow the end mark of the archive, expected zeros or nothing");
      }
    }
    if (zeros < RECORD) {
      throw refusal.of("the archive has half an end mark, expected two records of zeros");
    }
  }

  private boolean isZero(int count) {
    for (int i = 0; i < count; i++) {
      if (record[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private RuntimeException truncated(String entry) {
    return refusal.of(entry, "the archive breaks off within its content: truncated");
  }

  /** The content of one file: as many bytes as its header says, or an error. */
  private final class Content extends InputStream {
    private final String name;
    private long left;

    Content(String name, long size) {
      this.name = name;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0 || length == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = in.read(target, offset, (int) Math.min(left, length));
      if (count < 0) {
        throw truncated(name);
      }
      left -= count;
      return count;
    }

    void skipAll() throws IOException {
      byte[] buffer = new byte[(int) Math.min(left, 1 << 16)];
      while (left > 0) {
        if (read(buffer, 0, buffer.length) < 0) {
          throw new EOFException(name);
        }
      }
    }
  }
}
