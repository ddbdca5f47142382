package dev.portside.packaging;

import static dev.portside.packaging.TestArchive.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.InvalidPluginException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Unpacking")
class ExtractionTest {
  @TempDir Path scratch;

  private PluginArchive extract(InputStream in) throws IOException {
    return PluginArchive.extract(
        in, TestArchive.FILE, ArchiveLimits.DEFAULT, scratch.resolve("new"));
  }

  private List<String> tree() throws IOException {
    Path root = scratch.resolve("new");
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> !path.equals(root))
          .map(path -> root.relativize(path) + " " + mode(path))
          .sorted()
          .toList();
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("gives directories, files and two modes, whatever the archive asks for")
  void givesTwoModes() throws IOException {
    TestArchive archive =
        good()
            .raw(mode("good/setuid", "4755"), "")
            .raw(mode("good/sticky", "3777"), "")
            .raw(mode("good/none", "0000"), "")
            .raw(mode("good/other", "0601"), "")
            .file("good/a/b", "content")
            .directory("good/empty/");
    byte[] bytes = archive.tgz();
    PluginArchive found = extract(new ByteArrayInputStream(bytes));
    assertEquals(TestArchive.read(bytes).sha256(), found.sha256());
    assertEquals(
        List.of(
            "good rwxr-xr-x",
            "good/a rwxr-xr-x",
            "good/a/b rw-r--r--",
            "good/empty rwxr-xr-x",
            "good/none rw-r--r--",
            "good/other rwxr-xr-x",
            "good/plugin.yaml rw-r--r--",
            "good/setuid rwxr-xr-x",
            "good/sticky rwxr-xr-x"),
        tree());
    assertEquals("content", Files.readString(scratch.resolve("new/good/a/b")));
    assertEquals(TestArchive.MANIFEST, Files.readString(scratch.resolve("new/good/plugin.yaml")));
  }

  private static byte[] mode(String name, String octal) {
    return TestArchive.changed(TestArchive.header(name, '0', 0), 100, "000" + octal);
  }

  @Test
  @DisplayName("leaves nothing of an archive that turns out to be bad at its last byte")
  void leavesNothing() {
    byte[] bytes = good().file("good/a/b/c", "x").tgz();
    bytes[bytes.length - 1] ^= 1;
    assertThrows(InvalidPluginException.class, () -> extract(new ByteArrayInputStream(bytes)));
    assertFalse(Files.exists(scratch.resolve("new")));
  }

  @Test
  @DisplayName("leaves nothing when the stream fails")
  void leavesNothingOnFailure() {
    byte[] bytes = good().tgz();
    InputStream failing =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 60));
          }
        };
    InputStream broken =
        new InputStream() {
          private int left = 3;

          @Override
          public int read() throws IOException {
            throw new IOException("unplugged");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            if (left-- == 0) {
              throw new IOException("unplugged");
            }
            return failing.read(target, offset, length);
          }
        };
    IOException failure = assertThrows(IOException.class, () -> extract(broken));
    assertEquals("unplugged", failure.getMessage());
    assertFalse(Files.exists(scratch.resolve("new")));
  }

  @Test
  @DisplayName("wants a directory of its own, and touches none that is there")
  void wantsItsOwnDirectory() throws IOException {
    Path mine = Files.createDirectory(scratch.resolve("new")).resolve("mine");
    Files.writeString(mine, "precious");
    assertThrows(
        FileAlreadyExistsException.class, () -> extract(new ByteArrayInputStream(good().tgz())));
    assertEquals("precious", Files.readString(mine));
  }

  @Test
  @DisplayName("is done where a whole name has long parts in deep directories")
  void takesLongNames() throws IOException {
    String deep = "good" + "/dddddddddd".repeat(30);
    extract(new ByteArrayInputStream(good().pax('x', "path", deep + "/f").file("x", "y").tgz()));
    assertEquals("y", Files.readString(scratch.resolve("new/" + deep + "/f")));
  }
}
