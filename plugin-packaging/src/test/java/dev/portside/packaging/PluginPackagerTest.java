package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.InvalidPluginException;
import dev.portside.metadata.YamlManifestReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Packing")
class PluginPackagerTest {
  private static final String LONG = "d".repeat(120) + "/" + "é".repeat(60);
  private static final PluginPackager PACKAGER = PluginPackager.with(new YamlManifestReader());

  @TempDir Path scratch;
  private Path dir;
  private Path out;

  @BeforeEach
  void makePlugin() throws IOException {
    dir = Files.createDirectory(scratch.resolve("some-checkout"));
    out = Files.createDirectory(scratch.resolve("out"));
    put("plugin.yaml", TestArchive.MANIFEST);
  }

  private Path put(String name, String content) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private List<String> listed(byte[] archive) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new ByteArrayInputStream(archive)), "UTF-8")) {
      Stream.Builder<String> lines = Stream.builder();
      for (TarArchiveEntry each; (each = tar.getNextEntry()) != null; ) {
        lines.add(
            Integer.toOctalString(each.getMode()) + " " + each.getName() + " " + each.getSize());
        assertEquals("", each.getUserName() + each.getGroupName());
        assertEquals(0, each.getLongUserId() + each.getLongGroupId());
        assertEquals(0, each.getLastModifiedTime().toMillis());
      }
      return lines.build().toList();
    }
  }

  private byte[] packed(PluginPackager packager) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PluginArchive made = packager.createPluginTarball(dir, bytes);
    assertEquals(TestArchive.read(bytes.toByteArray()).toString(), made.toString());
    return bytes.toByteArray();
  }

  private List<String> left(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String refusal() throws IOException {
    String text =
        assertThrows(InvalidPluginException.class, () -> PACKAGER.createPluginTarball(dir, out))
            .getMessage();
    assertEquals(List.of(), left(out));
    return text.replace(dir.toString(), "DIR");
  }

  @Test
  @DisplayName("puts the manifest first, then all names in the order of their bytes")
  void orders() throws IOException {
    put("a-b", "1");
    put("a/b", "22");
    put("Z", "");
    put(".hidden", "");
    put("examples/plugin.yaml", "");
    Files.createDirectory(dir.resolve("empty"));
    Files.setPosixFilePermissions(put("run", ""), PosixFilePermissions.fromString("rw-r----x"));
    assertEquals(
        List.of(
            "755 good/ 0",
            "644 good/plugin.yaml " + TestArchive.MANIFEST.length(),
            "644 good/.hidden 0",
            "644 good/Z 0",
            "644 good/a-b 1",
            "755 good/a/ 0",
            "644 good/a/b 2",
            "755 good/empty/ 0",
            "755 good/examples/ 0",
            "644 good/examples/plugin.yaml 0",
            "755 good/run 0"),
        listed(packed(PACKAGER)));
  }

  @Test
  @DisplayName("gives the same bytes whatever the times, modes, order and threads")
  void isReproducible() throws IOException {
    byte[] noise = new byte[5 << 20];
    new Random(7).nextBytes(noise);
    Arrays.fill(noise, 1 << 20, 3 << 20, (byte) 'x');
    Files.write(put("noise", ""), noise);
    put(LONG, "long");
    byte[] first = packed(PACKAGER.withThreads(1));
    Path copy = Files.createDirectory(scratch.resolve("copy"));
    for (String name : List.of(LONG, "noise", "plugin.yaml")) {
      Path file = copy.resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(dir.resolve(name), file);
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    }
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
    dir = copy;
    assertArrayEquals(first, packed(PACKAGER.withThreads(3)));
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(first))) {
      assertEquals(true, gzip.readAllBytes().length > noise.length);
    }
    assertEquals(
        List.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff),
        Stream.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).map(i -> first[i] & 0xff).toList());
  }

  @Test
  @DisplayName("keeps names that are long or not ASCII, and the name of nobody")
  void keepsLongNames() throws IOException {
    put(LONG, "x");
    byte[] bytes = packed(PACKAGER);
    assertEquals("644 good/" + LONG + " 1", listed(bytes).get(3));
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      String tar = new String(gzip.readAllBytes(), ISO_8859_1);
      assertEquals(-1, tar.indexOf(System.getProperty("user.name") + "\0"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000, 1_046_000, 1_048_576, 2_097_152, 3_000_000})
  @DisplayName("loses no byte, wherever the blocks end")
  void losesNothing(int size) throws IOException {
    byte[] noise = new byte[size];
    new Random(size).nextBytes(noise);
    Files.write(put("noise", ""), noise);
    Path target = scratch.resolve("unpacked");
    PluginArchive.extract(
        new ByteArrayInputStream(packed(PACKAGER.withThreads(2))),
        "x.tgz",
        ArchiveLimits.DEFAULT,
        target);
    assertArrayEquals(noise, Files.readAllBytes(target.resolve("good/noise")));
  }

  @Test
  @DisplayName("packs what shrinks and stores what does not, block by block, in one gzip member")
  void storesWhatDoesNotShrink() throws IOException {
    byte[] mixed = new byte[8 << 20];
    Random random = new Random(5);
    random.nextBytes(mixed);
    for (int i = 2 << 20; i < 6 << 20; i++) {
      mixed[i] = (byte) ('a' + random.nextInt(16));
    }
    Files.write(put("mixed", ""), mixed);
    byte[] archive = packed(PACKAGER.withThreads(2));
    Path target = scratch.resolve("unpacked");
    PluginArchive.extract(
        new ByteArrayInputStream(archive), "x.tgz", ArchiveLimits.DEFAULT, target);
    assertArrayEquals(mixed, Files.readAllBytes(target.resolve("good/mixed")));
    // 4 MiB of noise as it is, 4 MiB of letters of four bits each as half of that.
    int expected = 6 << 20;
    assertEquals(expected, archive.length, expected * 0.06);
  }

  @Test
  @DisplayName("takes the time of SOURCE_DATE_EPOCH")
  void takesTime() throws IOException {
    byte[] bytes = packed(PACKAGER.withTimeFrom(Map.of("SOURCE_DATE_EPOCH", "1700000000")));
    assertArrayEquals(bytes, packed(PACKAGER.withTime(Instant.parse("2023-11-14T22:13:20.9Z"))));
    assertArrayEquals(packed(PACKAGER), packed(PACKAGER.withTimeFrom(Map.of("HOME", "/"))));
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      assertEquals(1_700_000_000_000L, tar.getNextEntry().getLastModifiedTime().toMillis());
    }
  }

  @Test
  @DisplayName("never packs its own output, nor that of earlier runs")
  void leavesOutItsOutput() throws IOException {
    PluginArchive first = PACKAGER.createPluginTarball(dir, dir);
    Files.writeString(dir.resolve("good-1.0.0.tgz.prov"), "x");
    Files.writeString(dir.resolve("good-0.9.0.tgz"), "x");
    Files.writeString(dir.resolve(".good-1.0.0.tgz.1f.part"), "x");
    assertEquals(first.sha256(), PACKAGER.createPluginTarball(dir, dir).sha256());
    Files.writeString(dir.resolve("good-x.tgz"), "mine");
    assertEquals(3, PACKAGER.createPluginTarball(dir, dir).entries());
    assertEquals(7, PACKAGER.createPluginTarball(dir, out).entries(), "elsewhere they are files");
  }

  @Test
  @DisplayName("leaves out what .helmignore names, and version control")
  void obeysIgnore() throws IOException {
    put(".helmignore", "*.md\nbuild/\n");
    put("README.md", "");
    put("build/x", "");
    put(".git/config", "");
    put("sub/.git", "gitdir: x");
    assertEquals(
        List.of("good/", "good/plugin.yaml", "good/.helmignore", "good/sub/"),
        listed(packed(PACKAGER)).stream().map(line -> line.split(" ", -1)[1]).toList());
    put(".helmignore", "plugin.*\n");
    assertEquals(
        "DIR: plugin.yaml: .helmignore leaves it out, but there is no plugin without", refusal());
  }

  @Test
  @DisplayName("refuses links and special files, unless they are left out")
  void refusesLinks() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("../else\nwhere"));
    assertEquals(
        "DIR: link: it is a symbolic link to \"../else\\u{a}where\"; archives hold files and"
            + " directories only: put what it points to in its place, or name it in .helmignore",
        refusal());
    put(".helmignore", "link");
    assertEquals(3, PACKAGER.createPluginTarball(dir, dir).entries());
    Files.delete(link);
    Path socket = dir.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertEquals(
          "DIR: socket: it is neither a file nor a directory (a pipe, socket or device); remove it",
          refusal());
    }
  }

  @Test
  @DisplayName("follows a link to the directory itself")
  void followsLinkToDirectory() throws IOException {
    byte[] bytes = packed(PACKAGER);
    dir = Files.createSymbolicLink(scratch.resolve("link"), dir);
    assertArrayEquals(bytes, packed(PACKAGER));
  }

  @Test
  @DisplayName("refuses what readers of the archive would refuse")
  void refusesWhatReadersRefuse() throws IOException {
    Path nul = put("NUL", "");
    assertEquals("DIR: good/NUL: the name \"NUL\" is a device on Windows", refusal());
    Files.delete(nul);
    put("a", "");
    Path upper = put("A", "");
    String text = refusal();
    assertEquals(true, text.endsWith("are one file on some systems"), text);
    Files.delete(upper);
    Files.write(put("zeros", ""), new byte[20 << 20]);
    text = refusal();
    assertEquals(true, text.contains("which readers take for a decompression bomb"), text);
  }

  @Test
  @DisplayName("leaves what was there, and nothing else, when it fails half way")
  void leavesNothing() throws IOException {
    Files.writeString(out.resolve(TestArchive.FILE), "old");
    byte[] noise = new byte[4 << 20];
    new Random(1).nextBytes(noise);
    Files.write(put("noise", ""), noise);
    PluginPackager limited =
        PACKAGER.withLimits(ArchiveLimits.DEFAULT.withBytes(3 << 20, 9 << 20, 9 << 20));
    assertEquals(
        dir
            + ": the archive is larger, the limit is 3145728 bytes; a host may raise it"
            + " (ArchiveLimits)",
        assertThrows(InvalidPluginException.class, () -> limited.createPluginTarball(dir, out))
            .getMessage());
    assertEquals(List.of(TestArchive.FILE), left(out));
    assertEquals("old", Files.readString(out.resolve(TestArchive.FILE)));
    IOException full =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    out.resolve(TestArchive.FILE),
                    stream -> {
                      stream.write(1);
                      throw new IOException("No space left on device");
                    }));
    assertEquals("No space left on device", full.getMessage());
    assertEquals(List.of(TestArchive.FILE), left(out));
  }

  @Test
  @DisplayName("notices a file that changes meanwhile, and ends its threads")
  void noticesChange() throws IOException, InterruptedException {
    byte[] noise = new byte[8 << 20];
    new Random(1).nextBytes(noise);
    Files.write(put("a", ""), noise);
    Path later = put("b", "as listed");
    OutputStream meddling =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            write(new byte[1], 0, 1);
          }

          @Override
          public void write(byte[] source, int offset, int length) throws IOException {
            Files.writeString(later, "longer than listed");
          }
        };
    assertEquals(
        dir + ": good/b: the file has changed while it was packed; try again",
        assertThrows(
                InvalidPluginException.class, () -> PACKAGER.createPluginTarball(dir, meddling))
            .getMessage());
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("portside-pack")) {
        thread.join(10_000);
        assertEquals(false, thread.isAlive(), thread.getName());
      }
    }
  }

  @Test
  @DisplayName("wants a directory to go to, a manifest without errors, and a version")
  void wantsAManifest() throws IOException {
    Path nowhere = scratch.resolve("nowhere");
    assertEquals(
        nowhere + ": no such directory to put the archive in",
        assertThrows(NoSuchFileException.class, () -> PACKAGER.createPluginTarball(dir, nowhere))
            .getMessage());
    put("plugin.yaml", "name: legacy\ncommand: x\n");
    assertEquals(
        "DIR/plugin.yaml: a plugin without a version cannot be packed; expected \"version: 1.0.0\""
            + " or such",
        refusal());
    put("plugin.yaml", "name: a/b\ncommand: x\n");
    assertEquals(true, refusal().contains("invalid plugin name \"a/b\""));
    Files.delete(dir.resolve("plugin.yaml"));
    assertEquals(
        "DIR: plugin metadata (plugin.yaml) missing; expected a plugin's directory", refusal());
  }
}
