package dev.portside.packaging.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("The hash of a tree")
class TreeHashTest {
  /** What the recipe of {@link TreeHash} says of {@link #grow}, with GNU find and sha256sum. */
  private static final String KNOWN =
      "7d4ba51a8c9cafcf7c8c1e291b818911c93c2fafacb74a7ff2839aba9ab31a60";

  @TempDir Path scratch;
  private Path tree;

  @BeforeEach
  void growOne() throws IOException {
    tree = grow(scratch.resolve("tree"));
  }

  private static Path grow(Path dir) throws IOException {
    mode("rwxr-xr-x", Files.createDirectory(dir));
    mode("rw-r--r--", Files.writeString(dir.resolve("plugin.yaml"), "name: x\n"));
    mode("rwxr-x---", Files.createDirectory(dir.resolve("bin")));
    mode("rwxr-xr-x", Files.writeString(dir.resolve("bin/run"), "#!/bin/sh\n"));
    mode("rw-------", Files.writeString(dir.resolve("bin!"), ""));
    mode("rwxrwxrwx", Files.createDirectory(dir.resolve("bin/empty")));
    mode("rw-r--r--", Files.writeString(dir.resolve("\u00e4 b"), "a".repeat(70_000)));
    Files.createSymbolicLink(dir.resolve("link"), Path.of("../no where"));
    return dir;
  }

  private static Path mode(String mode, Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static void unixMode(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode);
  }

  @Test
  @DisplayName("is what find, sort and sha256sum say")
  void isKnown() throws IOException {
    assertEquals(KNOWN, TreeHash.of(tree));
  }

  @Test
  @DisplayName("does not depend on place, order and times")
  void isOfTheContent() throws IOException {
    Path other = grow(Files.createDirectory(scratch.resolve("other")).resolve("x"));
    Files.setLastModifiedTime(other.resolve("plugin.yaml"), FileTime.fromMillis(1));
    Files.delete(other.resolve("bin!"));
    mode("rw-------", Files.writeString(other.resolve("bin!"), ""));
    assertEquals(KNOWN, TreeHash.of(other));
  }

  /** Changes a tree. */
  interface Change {
    void apply(Path tree) throws IOException;
  }

  static final List<Change> CHANGES =
      List.of(
          tree -> Files.writeString(tree.resolve("plugin.yaml"), "name: y\n"),
          tree -> Files.writeString(tree.resolve("plugin.yaml"), "name: x\n\n"),
          tree -> Files.writeString(tree.resolve("bin!"), "\0"),
          tree -> Files.writeString(tree.resolve("new"), ""),
          tree -> Files.createDirectory(tree.resolve("bin/empty/new")),
          tree -> Files.delete(tree.resolve("bin/empty")),
          tree -> Files.delete(tree.resolve("bin!")),
          tree -> Files.delete(tree.resolve("link")),
          tree -> Files.move(tree.resolve("bin!"), tree.resolve("bin/!")),
          tree -> Files.move(tree.resolve("bin/run"), tree.resolve("bin/Run")),
          tree -> mode("rwxr-xr-x", tree.resolve("bin!")),
          tree -> mode("rw-r-----", tree.resolve("bin!")),
          tree -> mode("rw----r--", tree.resolve("bin!")),
          tree -> mode("rw-----w-", tree.resolve("bin!")),
          tree -> mode("r--------", tree.resolve("bin!")),
          tree -> mode("rwxr-xr-x", tree.resolve("bin/empty")),
          tree -> mode("rwxrwxr-x", tree),
          tree -> unixMode(tree.resolve("bin/run"), 04755),
          tree -> unixMode(tree.resolve("bin/run"), 02755),
          tree -> unixMode(tree.resolve("bin/empty"), 01777),
          tree -> relink(tree.resolve("link"), "../no  where"),
          tree -> relink(tree.resolve("link"), "plugin.yaml"),
          tree -> relink(tree.resolve("bin!"), "../no where"),
          tree -> relink(tree.resolve("plugin.yaml"), "../tree/plugin.yaml"));

  private static void relink(Path link, String target) throws IOException {
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of(target));
  }

  @ParameterizedTest
  @FieldSource("CHANGES")
  @DisplayName("is another after any change of names, kinds, modes, contents or targets")
  void sees(Change change) throws IOException {
    change.apply(tree);
    assertNotEquals(KNOWN, TreeHash.of(tree));
  }

  @Test
  @DisplayName("tells files apart that only names with line ends and tabs make look alike")
  void isUnambiguous() throws IOException {
    Set<String> hashes = new HashSet<>();
    List<String> names =
        List.of("a\nb", "a\\nb", "a\\x0ab", "a\tb", "a\\x09b", "a\u007fb", "a\\", "a");
    for (String name : names) {
      Path dir = Files.createDirectory(scratch.resolve("d" + hashes.size()));
      Files.writeString(dir.resolve(name), "");
      hashes.add(TreeHash.of(dir));
    }
    for (String target : names) {
      Path dir = Files.createDirectory(scratch.resolve("d" + hashes.size()));
      Files.createSymbolicLink(dir.resolve("l"), Path.of(target));
      hashes.add(TreeHash.of(dir));
    }
    assertEquals(2 * names.size(), hashes.size());
  }

  @Test
  @DisplayName("follows no link and takes a tree of any depth")
  void goesDeep() throws IOException {
    Files.createSymbolicLink(tree.resolve("loop"), Path.of("."));
    Path deep = tree;
    for (int i = 0; i < 300; i++) {
      deep = Files.createDirectory(deep.resolve("d"));
    }
    String before = TreeHash.of(tree);
    Files.writeString(deep.resolve("f"), "");
    assertNotEquals(before, TreeHash.of(tree));
  }

  @Test
  @DisplayName("is not had of what is no directory, is not there, or holds a socket")
  void refuses() throws IOException {
    Path link = Files.createSymbolicLink(scratch.resolve("l"), tree);
    assertRefused(link, link + ": expected a directory, found a symbolic link");
    Path file = tree.resolve("plugin.yaml");
    assertRefused(file, file + ": expected a directory, found something else");
    Path none = tree.resolve("none");
    assertRefused(none, none + ": it is not there, or went away while it was read");
    Path socket = tree.resolve("s");
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));
    }
    assertRefused(
        tree,
        socket
            + ": expected a file, directory or symbolic link, found a pipe, socket or device;"
            + " remove it");
  }

  private static void assertRefused(Path dir, String error) {
    assertEquals(error, assertThrows(IOException.class, () -> TreeHash.of(dir)).getMessage());
  }

  @Test
  @DisplayName("lists names by their bytes, whatever the locale makes of them")
  void keepsBytes() throws IOException {
    Path target = Path.of("/\u00e4/b/\u20ac");
    assertEquals(
        new String(
            "/\u00e4/b/\u20ac".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
        RawName.all(target));
    assertEquals("\u00c3\u00a4", RawName.last(Path.of("x/\u00e4")));
    try (Stream<Path> files = Files.list(tree)) {
      assertEquals(1, files.filter(each -> RawName.last(each).equals("\u00c3\u00a4 b")).count());
    }
  }
}
