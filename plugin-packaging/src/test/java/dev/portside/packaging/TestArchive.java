package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Builds archives byte by byte, hostile ones too. Texts with {@code \377} and such are bytes. */
final class TestArchive {
  /** A manifest that has no errors. */
  static final String MANIFEST =
      """
      apiVersion: v1
      name: good
      version: 1.0.0
      type: cli/v1
      runtime: subprocess
      runtimeConfig:
        platformCommand:
          - command: echo
      """;

  /** What archives of {@link #MANIFEST} are called. */
  static final String FILE = "good-1.0.0.tgz";

  private static final int RECORD = 512;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** An archive with nothing in it, not even an end. */
  static TestArchive empty() {
    return new TestArchive();
  }

  /** An archive with a plugin in it, and room for more. */
  static TestArchive good() {
    return empty().directory("good/").file("good/plugin.yaml", MANIFEST);
  }

  TestArchive directory(String name) {
    return raw(header(name, '5', 0), "");
  }

  TestArchive file(String name, String content) {
    return entry(name, '0', content);
  }

  TestArchive entry(String name, char type, String content) {
    return raw(header(name, type, content.getBytes(ISO_8859_1).length), content);
  }

  /** A pax extended header of one record. */
  TestArchive pax(char type, String key, String value) {
    return entry("pax", type, record(key, value));
  }

  TestArchive raw(byte[] header, String content) {
    bytes.writeBytes(header);
    byte[] body = content.getBytes(ISO_8859_1);
    bytes.writeBytes(body);
    bytes.writeBytes(new byte[-body.length & (RECORD - 1)]);
    return this;
  }

  /** The end mark, and after it whatever is wanted. */
  TestArchive end(String rest) {
    bytes.writeBytes(new byte[2 * RECORD]);
    bytes.writeBytes(rest.getBytes(ISO_8859_1));
    return this;
  }

  byte[] tar() {
    return bytes.toByteArray();
  }

  /** With an end mark, compressed. */
  byte[] tgz() {
    return gzip(end("").tar());
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  static PluginArchive read(byte[] archive) {
    return read(archive, ArchiveLimits.DEFAULT);
  }

  static PluginArchive read(byte[] archive, ArchiveLimits limits) {
    try {
      return PluginArchive.read(new ByteArrayInputStream(archive), FILE, limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String record(String key, String value) {
    String rest = " " + key + "=" + value + "\n";
    int length = rest.length() + 1;
    while (String.valueOf(length).length() + rest.length() != length) {
      length++;
    }
    return length + rest;
  }

  /** A header as tar programs write it. */
  static byte[] header(String name, char type, long size) {
    byte[] header = new byte[RECORD];
    put(header, 0, name);
    put(header, 100, type == '5' ? "0000755" : "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, String.format(Locale.ROOT, "%011o", size));
    put(header, 136, "00000000000");
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    return summed(header);
  }

  /** A header with some of its bytes replaced, and the checksum put right. */
  static byte[] changed(byte[] header, int offset, String text) {
    byte[] copy = header.clone();
    put(copy, offset, text);
    return summed(copy);
  }

  private static byte[] summed(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o\000", sum));
    return header;
  }

  private static void put(byte[] target, int offset, String text) {
    byte[] source = text.getBytes(ISO_8859_1);
    System.arraycopy(source, 0, target, offset, source.length);
  }

  /** Characters as the bytes that UTF-8 has for them, as the other methods want them. */
  static String utf8(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
