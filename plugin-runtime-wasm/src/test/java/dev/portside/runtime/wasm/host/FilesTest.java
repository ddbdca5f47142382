package dev.portside.runtime.wasm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
  private static final String WASI = "wasi_snapshot_preview1 ";
  private static final String[] IMPORTS = {
    WASI + "path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)",
    WASI + "path_symlink (param i32 i32 i32 i32 i32) (result i32)",
    WASI + "path_rename (param i32 i32 i32 i32 i32 i32) (result i32)",
    WASI + "path_link (param i32 i32 i32 i32 i32 i32 i32) (result i32)",
    WASI + "path_create_directory (param i32 i32 i32) (result i32)",
    WASI + "path_remove_directory (param i32 i32 i32) (result i32)",
    WASI + "path_unlink_file (param i32 i32 i32) (result i32)",
    WASI + "path_filestat_get (param i32 i32 i32 i32 i32) (result i32)",
    WASI + "path_readlink (param i32 i32 i32 i32 i32 i32) (result i32)",
    WASI + "fd_filestat_get (param i32 i32) (result i32)",
    WASI + "fd_filestat_set_size (param i32 i64) (result i32)",
    WASI + "fd_allocate (param i32 i64 i64) (result i32)",
    WASI + "fd_readdir (param i32 i32 i32 i64 i32) (result i32)",
    WASI + "fd_prestat_get (param i32 i32) (result i32)",
    WASI + "fd_prestat_dir_name (param i32 i32 i32) (result i32)",
    WASI + "fd_write (param i32 i32 i32 i32) (result i32)",
    WASI + "fd_read (param i32 i32 i32 i32) (result i32)",
    WASI + "fd_renumber (param i32 i32) (result i32)",
    WASI + "fd_close (param i32) (result i32)"
  };
  private static final int ROOT = 3;
  private static final int RESULT = 512;
  private static final int CREATE = 1;
  private static final int DIRECTORY = 2;
  private static final long READ_WRITE = 2 | 64;
  private static final long READ = 2;

  private final Set<Path> before = directories();
  private final ExtismFunctionsTest.Recorder log =
      new ExtismFunctionsTest.Recorder(System.Logger.Level.ALL);
  private final TestGuest guest =
      new TestGuest(
          TestGuest.settings().tempDirectory(true).logger(log).build(),
          CallScope.builder().build(),
          IMPORTS);

  @TempDir private Path outside;

  @AfterEach
  void leavesNothing() {
    guest.close();
    assertEquals(Set.of(), made());
  }

  private static Set<Path> directories() {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return Set.copyOf(
          all.filter(path -> path.getFileName().toString().startsWith("portside-")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directories that are there and were not before. */
  private Set<Path> made() {
    Set<Path> now = new HashSet<>(directories());
    now.removeAll(before);
    return now;
  }

  private Path root() {
    return made().iterator().next();
  }

  private int open(int base, String path, int flags, long rights) {
    int at = guest.put(path);
    return (int) guest.call("path_open", base, 1, at, path.length(), flags, rights, 0, 0, RESULT);
  }

  private int descriptor() {
    return guest.memory().readInt(RESULT);
  }

  private int one(String function, String path) {
    return (int) guest.call(function, ROOT, guest.put(path), path.length());
  }

  private int two(String function, String from, String to) {
    return (int)
        switch (function) {
          case "path_rename" ->
              guest.call(
                  function, ROOT, guest.put(from), from.length(), ROOT, guest.put(to), to.length());
          case "path_link" ->
              guest.call(
                  function,
                  ROOT,
                  0,
                  guest.put(from),
                  from.length(),
                  ROOT,
                  guest.put(to),
                  to.length());
          default ->
              guest.call(
                  function, guest.put(from), from.length(), ROOT, guest.put(to), to.length());
        };
  }

  private int write(int descriptor, String text) {
    int vector = guest.vector(guest.put(text), text.length());
    return (int) guest.call("fd_write", descriptor, vector, 1, RESULT);
  }

  private void file(String path, String text) {
    assertEquals(Errno.SUCCESS, open(ROOT, path, CREATE, READ_WRITE));
    int descriptor = descriptor();
    assertEquals(Errno.SUCCESS, write(descriptor, text));
    assertEquals(Errno.SUCCESS, (int) guest.call("fd_close", descriptor));
  }

  private String read(String path) {
    assertEquals(Errno.SUCCESS, open(ROOT, path, 0, READ));
    int descriptor = descriptor();
    int vector = guest.vector(60_000, 100);
    assertEquals(Errno.SUCCESS, (int) guest.call("fd_read", descriptor, vector, 1, RESULT));
    String text = guest.memoryText(60_000, guest.memory().readInt(RESULT));
    guest.call("fd_close", descriptor);
    return text;
  }

  @Test
  @DisplayName("Nothing is made before the guest touches a file")
  void isLazy() {
    assertEquals(Errno.SUCCESS, (int) guest.call("fd_prestat_get", ROOT, 0));
    assertEquals(4, guest.memory().readInt(4));
    assertEquals(Errno.SUCCESS, (int) guest.call("fd_prestat_dir_name", ROOT, 0, 4));
    assertEquals("/tmp", guest.memoryText(0, 4));
    assertEquals(Set.of(), made());
  }

  @Test
  @DisplayName("The directory is for its owner alone, and another one in the next call")
  void isPrivateToTheCall() throws IOException {
    file("a", "of the first call");
    Path first = root();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(first)));
    assertTrue(Files.exists(first.resolve("a")));
    guest.next(CallScope.builder().build());
    assertFalse(Files.exists(first));
    assertEquals(Errno.NOENT, open(ROOT, "a", 0, READ));
    assertFalse(root().equals(first));
  }

  @Test
  @DisplayName("Files are written, read, renamed over each other, linked, listed and removed")
  void servesFiles() {
    assertEquals(Errno.SUCCESS, one("path_create_directory", "d"));
    file("d/a", "one");
    file("b", "two");
    assertEquals(Errno.SUCCESS, two("path_rename", "d/a", "b"));
    assertEquals("one", read("b"));
    assertEquals(Errno.SUCCESS, two("path_link", "b", "d/c"));
    assertEquals("one", read("d/../d/c"));
    assertEquals(Errno.SUCCESS, (int) guest.call("fd_readdir", ROOT, 70_000, 4096, 0, RESULT));
    String listing = guest.memoryText(70_000, guest.memory().readInt(RESULT));
    assertTrue(listing.contains("b") && listing.contains("d"), listing);
    assertEquals(Errno.SUCCESS, one("path_unlink_file", "d/c"));
    assertEquals(Errno.SUCCESS, one("path_remove_directory", "d"));
    assertEquals(Errno.SUCCESS, (int) guest.call("fd_filestat_get", ROOT, 70_000));
    assertEquals(3, guest.memory().read(70_016));
  }

  @Test
  @DisplayName("A rename says what stands in its way")
  void explainsRename() {
    one("path_create_directory", "d");
    one("path_create_directory", "d/full");
    one("path_create_directory", "e");
    file("f", "x");
    assertEquals(Errno.NOENT, two("path_rename", "missing", "x"));
    assertEquals(Errno.ISDIR, two("path_rename", "f", "d"));
    assertEquals(Errno.NOTDIR, two("path_rename", "e", "f"));
    assertEquals(Errno.NOTEMPTY, two("path_rename", "e", "d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../x", "d/../../x", "/etc/passwd", "./../../etc/passwd"})
  @DisplayName("No path leads out, whatever function it is given to")
  void refusesPathsOut(String path) {
    assertEquals(Errno.PERM, open(ROOT, path, 0, READ));
    assertEquals(Errno.PERM, open(ROOT, path, CREATE, READ_WRITE));
    assertEquals(Errno.PERM, one("path_create_directory", path));
    assertEquals(Errno.PERM, one("path_unlink_file", path));
    assertEquals(Errno.PERM, one("path_remove_directory", path));
    file("a", "x");
    assertEquals(Errno.PERM, two("path_rename", "a", path));
    assertEquals(Errno.PERM, two("path_rename", path, "b"));
    assertEquals(Errno.PERM, two("path_link", path, "b"));
    assertEquals(Errno.PERM, two("path_link", "a", path));
    int at = guest.put(path);
    assertEquals(
        Errno.PERM, (int) guest.call("path_filestat_get", ROOT, 1, at, path.length(), 70_000));
    assertEquals(
        Errno.PERM,
        (int) guest.call("path_readlink", ROOT, at, path.length(), 70_000, 100, RESULT));
  }

  @Test
  @DisplayName("A directory below does not lead out either, nor does moving it")
  void refusesPathsOutOfBelow() {
    one("path_create_directory", "d");
    assertEquals(Errno.SUCCESS, open(ROOT, "d", DIRECTORY, READ));
    int below = descriptor();
    assertEquals(Errno.PERM, open(below, "..", DIRECTORY, READ));
    assertEquals(Errno.PERM, open(below, "../a", CREATE, READ_WRITE));
    one("path_create_directory", "e");
    assertEquals(Errno.SUCCESS, two("path_rename", "d", "e/d"));
    assertEquals(Errno.PERM, open(below, "../../../x", CREATE, READ_WRITE));
    assertEquals(Errno.SUCCESS, (int) guest.call("fd_renumber", ROOT, below));
    assertEquals(Errno.PERM, open(below, "..", DIRECTORY, READ));
  }

  @ParameterizedTest
  @CsvSource({"/etc/passwd", "../../etc/passwd", "a"})
  @DisplayName("A guest can make no symbolic link")
  void makesNoLink(String target) {
    assertEquals(Errno.PERM, two("path_symlink", target, "link"));
    assertEquals(Errno.NOENT, open(ROOT, "link", 0, READ));
  }

  @Test
  @DisplayName("A symbolic link that somebody else put there is neither followed nor replaced")
  void followsNoForeignLink() throws IOException {
    file("a", "x");
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(root().resolve("link"), secret);
    Files.createSymbolicLink(root().resolve("dir"), outside);
    Files.createSymbolicLink(root().resolve("dangling"), outside.resolve("new"));
    assertEquals(Errno.LOOP, open(ROOT, "link", 0, READ));
    assertEquals(Errno.LOOP, open(ROOT, "dir", DIRECTORY, READ));
    assertEquals(Errno.LOOP, open(ROOT, "dir/secret", 0, READ));
    assertEquals(Errno.LOOP, open(ROOT, "dangling", CREATE, READ_WRITE));
    assertEquals(Errno.LOOP, one("path_create_directory", "dir/made"));
    assertEquals(Errno.LOOP, one("path_unlink_file", "dir/secret"));
    assertEquals(Errno.LOOP, two("path_link", "link", "hard"));
    assertEquals(Errno.LOOP, two("path_rename", "a", "dir/a"));
    guest.close();
    assertEquals("secret", Files.readString(secret));
    assertEquals(List.of(secret), list(outside));
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "", "d/.."})
  @DisplayName("The directory itself is not removed or renamed")
  void keepsRoot(String path) {
    one("path_create_directory", "d");
    assertEquals(Errno.BUSY, one("path_remove_directory", path));
    assertEquals(Errno.BUSY, two("path_rename", path, "x"));
    assertEquals(Errno.BUSY, two("path_rename", "d", path));
  }

  @Test
  @DisplayName("What a call writes is bounded, deleted or not, and the limit is logged")
  void boundsBytes() {
    assertEquals(Errno.SUCCESS, open(ROOT, "a", CREATE, READ_WRITE));
    int file = descriptor();
    long half = GuestFiles.MOST_BYTES / 2;
    assertEquals(Errno.SUCCESS, (int) guest.call("fd_filestat_set_size", file, half));
    one("path_unlink_file", "a");
    assertEquals(Errno.SUCCESS, (int) guest.call("fd_filestat_set_size", file, half));
    assertEquals(Errno.NOSPC, write(file, "x"));
    assertEquals(Errno.NOSPC, (int) guest.call("fd_allocate", file, 0, 1));
    assertEquals(
        "WARNING a call asked to write 1 bytes after 268435456 of 268435456 in its temporary"
            + " directory, and was told that there is no space left",
        log.lines.get(0));
    guest.next(CallScope.builder().build());
    file("a", "there is room again");
  }

  @Test
  @DisplayName("Files that are made, held open or too deep are bounded")
  void boundsFiles() {
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      answers.add(open(ROOT, "same", CREATE, READ_WRITE));
    }
    assertEquals(Errno.SUCCESS, answers.get(200));
    assertEquals(Errno.MFILE, answers.get(299));
    assertEquals(Errno.NAMETOOLONG, one("path_create_directory", "d/".repeat(65)));
    assertEquals(Errno.NAMETOOLONG, (int) guest.call("path_create_directory", ROOT, 0, 1_000_000));
    assertEquals(Errno.NAMETOOLONG, (int) guest.call("path_create_directory", ROOT, 0, -1));
  }

  @Test
  @DisplayName("Sizes that a guest made up are refused before memory is taken for them")
  void refusesHostileSizes() {
    assertEquals(Errno.SUCCESS, open(ROOT, "a", CREATE, READ_WRITE));
    int file = descriptor();
    for (int length : new int[] {-1, Integer.MAX_VALUE, 1 << 20}) {
      int vector = guest.vector(0, length);
      assertEquals(Errno.FAULT, (int) guest.call("fd_read", file, vector, 1, RESULT));
      assertEquals(Errno.FAULT, (int) guest.call("fd_write", file, vector, 1, RESULT));
    }
    int vector = guest.vector(0, 1);
    assertEquals(Errno.FAULT, (int) guest.call("fd_read", file, vector, -1, RESULT));
    assertEquals(Errno.FAULT, (int) guest.call("fd_read", file, vector, 1 << 20, RESULT));
    assertEquals(Errno.INVAL, (int) guest.call("fd_filestat_set_size", file, -1));
    assertEquals(Errno.INVAL, (int) guest.call("fd_readdir", ROOT, 0, -1, 0, RESULT));
  }
}
