package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.PluginException;
import dev.portside.metadata.YamlManifestReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/**
 * What reads bytes of strangers here, for fuzzing: each reading takes any bytes, holds what it read
 * to what must be true of it, and says why they were refused, or nothing if they were not. The
 * limits are so low that what is beyond them would be noticed.
 */
public final class ArchiveReaders {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_ENTRIES = 50;
  private static final ArchiveLimits LIMITS =
      ArchiveLimits.DEFAULT
          .withBytes(MOST_BYTES, MOST_BYTES, MOST_BYTES)
          .withEntries(MOST_ENTRIES)
          .withRatio(200, 1 << 16);

  /** An archive with everything that is allowed in one. */
  private static final byte[] TAR =
      TestArchive.good()
          .pax('g', "comment", "0123")
          .pax('x', "path", "good/" + "d".repeat(120))
          .file("cut", "content")
          .entry("@", 'L', "good/" + "f".repeat(120) + "\0")
          .file("cut", "")
          .entry(
              "p",
              'x',
              TestArchive.record("path", "good/y")
                  + TestArchive.record("size", "3")
                  + TestArchive.record("mtime", "1.5"))
          .file("good/x", "abc")
          .directory("good/d/")
          .end("")
          .tar();

  /** A small one, most of which is an extended header. */
  private static final byte[] RENAMED =
      TestArchive.empty()
          .pax('x', "path", "good/plugin.yaml")
          .file("x", TestArchive.MANIFEST)
          .end("")
          .tar();

  /** The readings by reader. */
  public static final Map<String, List<Function<byte[], String>>> READINGS =
      Map.of(
          "gzip", List.of(ArchiveReaders::gzip, ArchiveReaders::archive, ArchiveReaders::deflated),
          "tar", List.of(ArchiveReaders::tar, ArchiveReaders::summed),
          "manifest", List.of(ArchiveReaders::manifest),
          "ignore", List.of(ArchiveReaders::ignore));

  /** Files that one of the readings takes, by reader. */
  public static final Map<String, List<byte[]>> SAMPLES =
      Map.of(
          "gzip", List.of(TestArchive.gzip(TAR), members(), deflate(TAR)),
          "tar", List.of(TAR, RENAMED),
          "manifest", List.of(TestArchive.MANIFEST.getBytes(UTF_8)),
          "ignore", List.of("# rules\n*.txt\n!keep\ndocs/\n/a/[b-d]?\\*\n".getBytes(UTF_8)));

  private ArchiveReaders() {}

  /** Two members, the first with all that a header may have. */
  private static byte[] members() {
    byte[] header = "\037\213\b\037\0\0\0\0\0\377\2\0abname\0comment\0".getBytes(ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(header);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header);
    file.writeBytes(littleEndian((int) crc.getValue() & 0xffff, 2));
    file.writeBytes(deflate(Arrays.copyOf(TAR, 512)));
    file.writeBytes(trailer(Arrays.copyOf(TAR, 512)));
    file.writeBytes(TestArchive.gzip(Arrays.copyOfRange(TAR, 512, TAR.length)));
    return file.toByteArray();
  }

  private static byte[] deflate(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  private static byte[] trailer(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    byte[] trailer = new byte[8];
    System.arraycopy(littleEndian((int) crc.getValue(), 4), 0, trailer, 0, 4);
    System.arraycopy(littleEndian(content.length, 4), 0, trailer, 4, 4);
    return trailer;
  }

  private static byte[] littleEndian(int number, int size) {
    byte[] four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
    return Arrays.copyOf(four, size);
  }

  /** Something that may be refused. */
  private interface Reading {
    void run() throws IOException;
  }

  private static String reason(Reading reading) {
    try {
      reading.run();
      return "";
    } catch (PluginException e) {
      String reason = String.valueOf(e.getMessage());
      assertTrue(reason.length() > TestArchive.FILE.length() + 2, "a reason");
      return reason;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is unpacked is what the JDK unpacks. */
  private static String gzip(byte[] file) {
    return reason(() -> {
      byte[] unpacked;
      try (GzipReader reader =
          new GzipReader(new ByteArrayInputStream(file), LIMITS, new Refusal(TestArchive.FILE))) {
        unpacked = reader.readAllBytes();
        assertEquals(file.length, reader.size(), "read to the end");
      }
      assertTrue(unpacked.length <= MOST_BYTES);
      try (GZIPInputStream jdk = new GZIPInputStream(new ByteArrayInputStream(file))) {
        assertArrayEquals(jdk.readAllBytes(), unpacked);
      }
    });
  }

  /** An archive is read to its end, and what is taken can be unpacked. */
  private static String archive(byte[] file) {
    String reason =
        reason(() -> {
          PluginArchive archive = TestArchive.read(file, LIMITS);
          assertEquals(file.length, archive.size(), "read to the end");
          assertTrue(archive.entries() <= MOST_ENTRIES);
          assertTrue(archive.fileBytes() <= MOST_BYTES);
          inDirectory(dir -> {
            Path target = dir.resolve("target");
            PluginArchive again =
                PluginArchive.extract(
                    new ByteArrayInputStream(file), TestArchive.FILE, LIMITS, target);
            assertEquals(archive.sha256(), again.sha256());
            assertArrayEquals(
                archive.manifestContent().toArray(),
                Files.readAllBytes(target.resolve(archive.folder()).resolve("plugin.yaml")));
            try (Stream<Path> made = Files.walk(dir)) {
              assertEquals(archive.entries() + 2L, made.count(), "nothing beside the target");
            }
          });
        });
    assertTrue(reason.chars().noneMatch(Character::isISOControl), reason);
    return reason;
  }

  /** What is done in a directory of its own. */
  private interface InDirectory {
    void run(Path dir) throws IOException;
  }

  private static void inDirectory(InDirectory step) throws IOException {
    Path dir = Files.createTempDirectory("portside-fuzz");
    try {
      step.run(dir);
    } finally {
      try (Stream<Path> made = Files.walk(dir)) {
        for (Path path : made.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Deflated data with the header and the trailer that they need. */
  private static String deflated(byte[] data) {
    Inflater inflater = new Inflater(true);
    byte[] unpacked = new byte[MOST_BYTES + 1];
    int count;
    int taken;
    try {
      inflater.setInput(data);
      count = inflater.inflate(unpacked);
      taken = (int) inflater.getBytesRead();
    } catch (DataFormatException e) {
      return String.valueOf(e.getMessage());
    } finally {
      inflater.end();
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("\037\213\b\0\0\0\0\0\0\377".getBytes(ISO_8859_1));
    file.write(data, 0, taken);
    file.writeBytes(trailer(Arrays.copyOf(unpacked, count)));
    return archive(file.toByteArray());
  }

  /** A tar archive, packed. */
  private static String tar(byte[] tar) {
    return archive(TestArchive.gzip(tar));
  }

  /** A tar archive whose headers have the check sums that they need. */
  private static String summed(byte[] tar) {
    byte[] changed = tar.clone();
    for (int at = 0; at + 512 <= tar.length; at += 512) {
      byte[] header = Arrays.copyOfRange(tar, at, at + 512);
      if (new String(header, 257, 5, ISO_8859_1).equals("ustar")) {
        System.arraycopy(TestArchive.changed(header, 0, ""), 0, changed, at, 512);
      }
    }
    return tar(changed);
  }

  /** A manifest in an archive. */
  private static String manifest(byte[] content) {
    byte[] archive = TestArchive.empty().file("plugin.yaml", new String(content, ISO_8859_1)).tgz();
    return reason(() -> TestArchive.read(archive, LIMITS).manifest(new YamlManifestReader()));
  }

  /** Rules of files to leave out, as many as may be, and what they say of some paths. */
  private static String ignore(byte[] rules) {
    byte[] some = Arrays.copyOf(rules, Math.min(rules.length, HelmIgnore.LIMIT));
    return reason(() ->
        inDirectory(dir -> {
          Files.write(dir.resolve(HelmIgnore.FILE), some);
          HelmIgnore ignore = HelmIgnore.of(dir);
          for (String path :
              List.of("a", ".git", "a/b/c.txt", "[]/\\/*", "\u00e9/" + "a".repeat(200))) {
            ignore.ignores(path, false);
            ignore.ignores(path, true);
          }
        }));
  }
}
