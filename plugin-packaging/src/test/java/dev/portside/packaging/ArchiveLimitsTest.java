package dev.portside.packaging;

import static dev.portside.packaging.TestArchive.good;
import static dev.portside.packaging.TestArchive.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.InvalidPluginException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The limits of archives")
class ArchiveLimitsTest {
  private static final ArchiveLimits DEFAULT = ArchiveLimits.DEFAULT;
  private static final long MANY = 1 << 30;
  private static final byte[] PLAIN = good().file("good/a/b", "x".repeat(1000)).tgz();
  private static final byte[] DENSE = good().file("good/a", "\0".repeat(1 << 20)).tgz();

  /** A limit that an archive just keeps, one less, and what is said then. */
  static Stream<Arguments> limits() {
    int total = good().file("good/a/b", "x".repeat(1000)).end("").tar().length;
    int manifest = TestArchive.MANIFEST.length();
    return Stream.of(
        Arguments.of(
            PLAIN,
            DEFAULT.withBytes(PLAIN.length, MANY, MANY),
            DEFAULT.withBytes(PLAIN.length - 1, MANY, MANY),
            "the file is larger than allowed, the limit is " + (PLAIN.length - 1) + " bytes"),
        Arguments.of(
            PLAIN,
            DEFAULT.withBytes(MANY, total, MANY),
            DEFAULT.withBytes(MANY, total - 1, MANY),
            "unpacks to more than allowed, the limit is " + (total - 1) + " bytes"),
        Arguments.of(
            PLAIN,
            DEFAULT.withBytes(MANY, MANY, 1000),
            DEFAULT.withBytes(MANY, MANY, 999),
            "good/a/b: its size is 1000, the limit is 999 bytes"),
        Arguments.of(
            PLAIN,
            DEFAULT.withEntries(4),
            DEFAULT.withEntries(3),
            "good/a/b: there are more files and directories, the limit is 3 of them"),
        Arguments.of(
            PLAIN,
            DEFAULT.withDepth(3),
            DEFAULT.withDepth(2),
            "good/a/b: path is deeper than allowed, the limit is 2 levels"),
        Arguments.of(
            PLAIN,
            DEFAULT.withManifestBytes(manifest),
            DEFAULT.withManifestBytes(manifest - 1),
            "good/plugin.yaml: its size is "
                + manifest
                + ", the limit is "
                + (manifest - 1)
                + " bytes"));
  }

  @ParameterizedTest(name = "{index}: {3}")
  @MethodSource("limits")
  @DisplayName("hold exactly, and the error says how to raise them")
  void holdExactly(byte[] archive, ArchiveLimits enough, ArchiveLimits less, String error) {
    assertEquals("good", read(archive, enough).folder());
    InvalidPluginException refusal =
        assertThrows(InvalidPluginException.class, () -> read(archive, less));
    assertEquals(
        "good-1.0.0.tgz: " + error + "; a host may raise it (ArchiveLimits)", refusal.getMessage());
  }

  @Test
  @DisplayName("stop a decompression bomb from a size on")
  void stopBombs() {
    assertEquals("good", read(DENSE).folder(), "small enough");
    assertEquals("good", read(DENSE, DEFAULT.withRatio(1100, 0)).folder(), "not dense enough");
    InvalidPluginException refusal =
        assertThrows(
            InvalidPluginException.class, () -> read(DENSE, DEFAULT.withRatio(200, 1 << 19)));
    assertEquals(
        true,
        refusal
            .getMessage()
            .matches(
                "good-1.0.0.tgz: \\d+ bytes unpack to \\d+ and more, as in a decompression bomb,"
                    + " the limit is 200 bytes for each; a host may raise it \\(ArchiveLimits\\)"),
        refusal.getMessage());
  }

  @Test
  @DisplayName(
      "are 256 MiB in all, 128 MiB a file, 200:1 from 16 MiB on, 10,000 entries, 32 levels")
  void haveDefaults() {
    assertEquals(256 << 20, DEFAULT.archiveBytes());
    assertEquals(256 << 20, DEFAULT.totalBytes());
    assertEquals(128 << 20, DEFAULT.fileBytes());
    assertEquals(200, DEFAULT.ratio());
    assertEquals(16 << 20, DEFAULT.ratioFrom());
    assertEquals(10_000, DEFAULT.entries());
    assertEquals(32, DEFAULT.depth());
    assertEquals(1 << 20, DEFAULT.manifestBytes());
  }

  @Test
  @DisplayName("are at least 1")
  void arePositive() {
    assertThrows(IllegalArgumentException.class, () -> DEFAULT.withBytes(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> DEFAULT.withBytes(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> DEFAULT.withBytes(1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> DEFAULT.withRatio(0, 1));
    assertThrows(IllegalArgumentException.class, () -> DEFAULT.withRatio(1, -1));
    assertThrows(IllegalArgumentException.class, () -> DEFAULT.withEntries(0));
    assertThrows(IllegalArgumentException.class, () -> DEFAULT.withDepth(0));
    assertThrows(IllegalArgumentException.class, () -> DEFAULT.withManifestBytes(0));
  }
}
