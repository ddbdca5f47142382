package dev.portside.packaging;

import static dev.portside.packaging.TestArchive.good;
import static dev.portside.packaging.TestArchive.header;
import static dev.portside.packaging.TestArchive.read;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.InvalidPluginException;
import dev.portside.packaging.io.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PluginArchiveTest {
  private static final String LONG = "good/" + "d".repeat(90) + "/" + "f".repeat(90);
  private static final ArchiveLimits LIMITS = ArchiveLimits.DEFAULT;

  @ParameterizedTest
  @CsvSource({
    "a.tgz, true",
    "a.tar.gz, true",
    "a.gz, true",
    "a.tar, false",
    "a.TGZ, false",
    ".tgz, true",
    ".gz, true",
    "a.tgz.prov, false",
    "dir/a.tgz, true",
    "a.tgz/, false",
    "'', false",
    "tgz, false",
    "a.tar.bz2, false",
    "plugin.json.gz, true",
  })
  @DisplayName("An archive is told by its extension, as Helm tells it")
  void isTarball(String name, boolean expected) {
    assertEquals(expected, PluginArchive.isTarball(name));
  }

  @Test
  @DisplayName("What is in an archive is told")
  void tellsWhatIsInIt() {
    byte[] bytes = good().file("good/bin/x.sh", "#!/bin/sh\n").tgz();
    PluginArchive archive = read(bytes);
    assertEquals("good", archive.folder());
    assertEquals(TestArchive.MANIFEST, archive.manifestContent().text());
    assertEquals(4, archive.entries(), "the directory that only the file mentions included");
    assertEquals(TestArchive.MANIFEST.length() + 10, archive.fileBytes());
    assertEquals(bytes.length, archive.size());
    assertEquals(TestArchive.FILE, archive.fileName());
    assertEquals(
        "good-1.0.0.tgz (4 entries, " + bytes.length + " bytes, sha256:" + archive.sha256() + ")",
        archive.toString());
  }

  @Test
  @DisplayName("The digest is that of the packed bytes")
  void hashes() {
    byte[] bytes = good().tgz();
    MessageDigest digest = Sha256.start();
    digest.update(bytes);
    assertEquals(Sha256.hex(digest), read(bytes).sha256());
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        Arguments.of("flat", TestArchive.empty().file("plugin.yaml", "name: good\n"), ""),
        Arguments.of(
            "with ./ before every name",
            TestArchive.empty()
                .directory("./")
                .directory("./good/")
                .file("./good/plugin.yaml", "name: good\n"),
            "good"),
        Arguments.of("without directories", good().file("good/a/b/c", ""), "good"),
        Arguments.of(
            "a directory after its files", good().file("good/a/b", "").directory("good/a"), "good"),
        Arguments.of("a nested plugin", good().file("good/examples/plugin.yaml", "x"), "good"),
        Arguments.of(
            "a directory called plugin.yaml", good().directory("good/a/plugin.yaml/"), "good"),
        Arguments.of(
            "a long name of POSIX", good().pax('x', "path", LONG).file("short", "x"), "good"),
        Arguments.of(
            "a long name of GNU", good().entry("@", 'L', LONG + "\0").file("cut", ""), "good"),
        Arguments.of("a comment for all", good().pax('g', "comment", "0123"), "good"),
        Arguments.of(
            "attributes of macOS",
            good().pax('x', "LIBARCHIVE.xattr.a", "\377").file("good/a", ""),
            "good"),
        Arguments.of("the type of old files", good().entry("good/old", '\0', "x"), "good"),
        Arguments.of(
            "a prefix",
            good().raw(TestArchive.changed(header("b", '0', 0), 345, "good/a"), ""),
            "good"),
        Arguments.of(
            "a header of GNU",
            good().raw(TestArchive.changed(header("good/g", '0', 0), 257, "ustar  \0"), ""),
            "good"),
        Arguments.of(
            "a size in binary",
            good()
                .raw(
                    TestArchive.changed(
                        header("good/b", '0', 0), 124, "\200\0\0\0\0\0\0\0\0\0\0\3"),
                    "abc"),
            "good"),
        Arguments.of("any letter", good().file(TestArchive.utf8("good/é漢😀"), "x"), "good"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  @DisplayName("Archives as programs write them are read")
  void reads(String what, TestArchive archive, String folder) {
    assertEquals(folder, read(archive.tgz()).folder(), what);
  }

  @Test
  @DisplayName("Zeros may follow the end, as many as the writer's blocks need")
  void readsPadding() {
    assertEquals("good", read(TestArchive.gzip(good().end("\0".repeat(9_001)).tar())).folder());
  }

  @Test
  @DisplayName("Where two sizes are given, the extended header's counts, as for Helm")
  void extendedSizeCounts() {
    byte[] hidden = header("good/hidden", '0', 0);
    String content = new String(hidden, ISO_8859_1);
    TestArchive archive = good().pax('x', "size", "512").raw(header("good/a", '0', 0), content);
    assertEquals(3, read(archive.tgz()).entries());
  }

  static Stream<Arguments> refused() {
    String type = "; expected files and directories only";
    String header = "an extended header of the archive is refused: ";
    String link = TestArchive.record("linkpath", "x");
    return Stream.of(
        of(good().entry("good/l", '2', ""), "good/l: it is a symbolic link" + type),
        of(good().entry("good/l", '1', ""), "good/l: it is a hard link" + type),
        of(good().entry("good/l", '3', ""), "good/l: it is a device" + type),
        of(good().entry("good/l", '4', ""), "good/l: it is a device" + type),
        of(good().entry("good/l", '6', ""), "good/l: it is a named pipe" + type),
        of(good().entry("good/l", '7', ""), "good/l: it is a contiguous file" + type),
        of(good().entry("good/l", 'S', ""), "good/l: it is a sparse file" + type),
        of(good().entry("good/l", 'K', ""), "good/l: it is the long name of a link" + type),
        of(good().entry("good/l", 'Q', ""), "good/l: it is of the unknown type \"Q\"" + type),
        of(good().entry("good/d/", '5', "abc"), "good/d/: a directory with a content of 3 bytes"),
        of(
            good().pax('x', "GNU.sparse.major", "1"),
            header + "it makes the entry a sparse file (GNU.sparse.major), pack without holes"),
        of(
            good().pax('x', "SCHILY.realsize", "1"),
            header + "it makes the entry a sparse file (SCHILY.realsize), pack without holes"),
        of(
            good().entry("p", 'x', link),
            header + "it has the key \"linkpath\", which is not for files"),
        of(
            good().pax('x', "hdrcharset", "BINARY"),
            header + "it has the key \"hdrcharset\", which is not for files"),
        of(good().pax('x', "path", ""), header + "it gives an empty name"),
        of(good().pax('x', "size", "-1"), header + "its size is not a number: -1"),
        of(
            good().pax('x', "size", "1".repeat(30)),
            header + "its size is not a number: " + "1".repeat(30)),
        of(
            good().pax('g', "path", "good/x"),
            header + "a global header gives all entries one name or size"),
        of(
            good().pax('g', "size", "1"),
            header + "a global header gives all entries one name or size"),
        of(good().entry("p", 'x', "99 path=x\n"), header + "a record has a wrong length"),
        of(good().entry("p", 'x', "path=x\n"), header + "a record has a wrong length"),
        of(good().entry("p", 'x', "7 path\n"), header + "a record is not \"LENGTH KEY=VALUE\\n\""),
        of(good().entry("p", 'x', "8 path=x"), header + "a record is not \"LENGTH KEY=VALUE\\n\""),
        of(
            good().entry("p", 'x', TestArchive.record("path", "a").repeat(2)),
            header + "the key \"path\" is there twice"),
        of(
            good().pax('x', "path", "a").pax('x', "path", "b"),
            "an extended header follows another, expected an entry"),
        of(
            good().entry("@", 'L', "a").entry("@", 'L', "b"),
            "a long name follows another, expected an entry"),
        of(
            good().entry("@", 'L', "a").pax('x', "path", "b").file("c", ""),
            "a: the entry has two long names, one of POSIX and one of GNU"),
        of(
            good().pax('x', "path", "a"),
            "the archive ends after an extended header, expected an entry"),
        of(
            good().raw(header("p", 'x', 1 << 22), ""),
            "an extended header has 4194304 bytes, expected at most 65536"),
        of(
            good().raw(TestArchive.changed(header("good/a", '0', 0), 124, "zzz"), ""),
            "good/a: its size is not a number: \"zzz00000000\\x00\""),
        of(
            good().raw(TestArchive.changed(header("good/a", '0', 0), 124, "\377".repeat(12)), ""),
            "good/a: its size is negative: -1"),
        of(
            good().raw(TestArchive.changed(header("good/a", '0', 0), 100, "9"), ""),
            "good/a: its mode is not a number: \"9000644\\x00\""),
        of(
            good().raw(TestArchive.changed(header("good/a", '0', 0), 257, "other"), ""),
            "a header of the archive is of an unknown kind: \"other\""),
        of(
            good().raw(new byte[512], "").raw(header("good/a", '0', 0), ""),
            "bytes follow the end mark of the archive, expected zeros or nothing"),
        of(
            TestArchive.empty(),
            "plugin.yaml not found in tarball, expected it at the top or in the only directory there"),
        of(
            TestArchive.empty().file("a/b/plugin.yaml", ""),
            "plugin.yaml not found in tarball, expected it at the top or in the only directory there"),
        of(
            TestArchive.empty().file("a/PLUGIN.YAML", ""),
            "plugin.yaml not found in tarball, expected it at the top or in the only directory there"),
        of(
            good().file("README", ""),
            "the plugin is in the directory \"good\", but there is more beside it; expected one directory and nothing else"),
        of(
            good().directory("other"),
            "the plugin is in the directory \"good\", but there is more beside it; expected one directory and nothing else"),
        of(
            good().file("other/plugin.yaml", ""),
            "other/plugin.yaml: a second plugin.yaml, after \"good/plugin.yaml\"; an archive holds one plugin, at its top or in its only directory"),
        of(
            good().file("plugin.yaml", ""),
            "plugin.yaml: a second plugin.yaml, after \"good/plugin.yaml\"; an archive holds one plugin, at its top or in its only directory"));
  }

  private static Arguments of(TestArchive archive, String error) {
    return Arguments.of(error, archive);
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("refused")
  @DisplayName("What two readers could understand in two ways is refused, with the reason")
  void refuses(String error, TestArchive archive) {
    byte[] bytes = archive.tgz();
    InvalidPluginException refusal =
        assertThrows(InvalidPluginException.class, () -> read(bytes, LIMITS));
    assertEquals("good-1.0.0.tgz: " + error, refusal.getMessage());
    assertEquals(
        List.of(TestArchive.FILE),
        refusal.findings().stream().map(each -> each.at().source()).toList());
  }

  @ParameterizedTest(name = "{0} bytes")
  @CsvSource({
    "0, 'the archive has no end mark, expected two records of zeros: truncated?'",
    "100, 'the archive breaks off within a header, or this is not tar'",
    "512, 'the archive has half an end mark, expected two records of zeros'",
    "1000, 'the archive has half an end mark, expected two records of zeros'",
  })
  @DisplayName("An archive ends in two records of zeros")
  void wantsAnEnd(int zeros, String error) {
    byte[] tar = good().tar();
    byte[] bytes = TestArchive.gzip(Arrays.copyOf(tar, tar.length + zeros));
    assertEquals(
        "good-1.0.0.tgz: " + error,
        assertThrows(InvalidPluginException.class, () -> read(bytes)).getMessage());
  }

  @Test
  @DisplayName("A checksum that is no number is as wrong as any")
  void noticesRubbish() {
    byte[] tar = good().end("").tar();
    tar[148] = 'p';
    assertEquals(
        "good-1.0.0.tgz: a header of the archive is damaged or this is not tar: wrong checksum",
        assertThrows(InvalidPluginException.class, () -> read(TestArchive.gzip(tar))).getMessage());
  }

  @Test
  @DisplayName("A damaged header is noticed")
  void noticesDamage() {
    byte[] tar = good().end("").tar();
    tar[3] ^= 1;
    assertEquals(
        "good-1.0.0.tgz: a header of the archive is damaged or this is not tar: wrong checksum",
        assertThrows(InvalidPluginException.class, () -> read(TestArchive.gzip(tar))).getMessage());
  }
}
