package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Bytes;
import dev.portside.packaging.SourceTree.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes entries as POSIX tar that tells nothing of the machine: no owners, one time, two modes. A
 * name that is long or not ASCII gets an extended header of our own, since the library's has the
 * name of the user in it.
 */
final class TarWriter {
  private static final int SHORT = 100;

  private final TarArchiveOutputStream tar;
  private final FileTime time;
  private final Refusal refusal;
  private final byte[] buffer = new byte[1 << 16];

  TarWriter(OutputStream out, Instant time, Refusal refusal) {
    tar = new TarArchiveOutputStream(out, UTF_8.name());
    this.time = FileTime.from(time);
    this.refusal = refusal;
  }

  /** Writes a directory, or a file with what it has now. */
  void write(Source source) throws IOException {
    if (source.isDirectory()) {
      begin(source);
    } else {
      try (InputStream in = Files.newInputStream(source.path(), LinkOption.NOFOLLOW_LINKS)) {
        write(source, in);
      }
      BasicFileAttributes now = SourceTree.attributes(source.path());
      if (now.size() != source.size() || !now.lastModifiedTime().equals(source.modified())) {
        throw changed(source);
      }
    }
    tar.closeArchiveEntry();
  }

  /** Writes a file with a content that has been read already. */
  void write(Source source, Bytes content) throws IOException {
    write(source, content.stream());
    tar.closeArchiveEntry();
  }

  private void begin(Source source) throws IOException {
    String name = source.name();
    String header = name;
    if (name.getBytes(UTF_8).length >= SHORT || !isAscii(name)) {
      header = "@path" + (source.isDirectory() ? "/" : "");
      byte[] record = pathRecord(name).getBytes(UTF_8);
      begin("@pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, record.length, false);
      tar.write(record);
      tar.closeArchiveEntry();
    }
    byte type = source.isDirectory() ? TarConstants.LF_DIR : TarConstants.LF_NORMAL;
    begin(header, type, source.size(), source.isExecutable());
  }

  /** Writes the end mark. */
  void finish() throws IOException {
    tar.finish();
    tar.flush();
  }

  private void begin(String name, byte type, long size, boolean isExecutable) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setSize(size);
    entry.setMode(isExecutable ? 0755 : 0644);
    entry.setLastModifiedTime(time);
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
  }

  /** A record begins with its own length in bytes, digits included. */
  private static String pathRecord(String name) {
    String rest = " path=" + name + "\n";
    int length = rest.getBytes(UTF_8).length;
    int whole = length + String.valueOf(length).length();
    whole = length + String.valueOf(whole).length();
    return whole + rest;
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(each -> each < 0x80);
  }

  private void write(Source source, InputStream in) throws IOException {
    begin(source);
    long left = source.size();
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw changed(source);
      }
      tar.write(buffer, 0, count);
      left -= count;
    }
    if (in.read() >= 0) {
      throw changed(source);
    }
  }

  private RuntimeException changed(Source source) {
    return refusal.of(source.name(), "the file has changed while it was packed; try again");
  }
}
