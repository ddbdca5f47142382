package dev.portside.runtime.wasm.code;

import static dev.portside.runtime.wasm.code.WasmBytes.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DiskCacheTest {
  private static final byte[] ONE = returning(1);
  private static final byte[] TWO = returning(2);

  @TempDir Path base;
  private Path directory;

  @BeforeEach
  void directory() {
    directory = base.resolve("some/cache");
  }

  private static byte[] returning(int value) {
    return WasmBytes.of("(module (func (export \"f\") (result i32) (i32.const " + value + ")))");
  }

  /** What {@code wasm} gives when it is loaded by a new cache, as by a new process. */
  private long answer(byte[] wasm) throws InterruptedException {
    try (CodeCache cache = new CodeCache(directory, CodeMode.COMPILED)) {
      return run(cache.load(wasm, "test.wasm"));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private Path entryOf(byte[] wasm) throws Exception {
    answer(wasm);
    String length = "-" + wasm.length + ".code";
    String name = Integer.toHexString(new ModuleBytes(wasm).checksum()) + length;
    return directory.resolve(name);
  }

  /** Puts the code of TWO where that of ONE is looked for: who answers 2 has read it. */
  private void plant() throws Exception {
    answer(TWO);
    DiskCache disk = new DiskCache(directory);
    CompiledClasses two = disk.get(new ModuleBytes(TWO));
    assertNotNull(two);
    disk.put(new ModuleBytes(ONE), two);
  }

  @Test
  @DisplayName("the directory appears with the first code, for its owner alone")
  void lazily() throws Exception {
    try (CodeCache cache = new CodeCache(directory, CodeMode.COMPILED)) {
      assertFalse(Files.exists(directory.getParent()));
      assertEquals(1, run(cache.load(ONE, "one.wasm")));
    }
    assertEquals(List.of(entryOf(ONE)), files());
    assumeTrue(Files.getFileStore(base).supportsFileAttributeView("posix"));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(entryOf(ONE))));
  }

  @Test
  @DisplayName("code that is there is not compiled again")
  void warm() throws Exception {
    plant();
    assertEquals(2, answer(ONE));
  }

  @Test
  @DisplayName("an entry that others could have written is neither read nor replaced")
  void writableByOthers() throws Exception {
    plant();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
    byte[] before = Files.readAllBytes(entryOf(TWO));
    assertEquals(1, answer(ONE));
    assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(Files.readAllBytes(entryOf(TWO))));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals(2, answer(ONE));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.3, 0.999})
  @DisplayName("an entry that was cut off is made again")
  void truncated(double part) throws Exception {
    plant();
    Path entry = entryOf(ONE);
    byte[] bytes = Files.readAllBytes(entry);
    Files.write(entry, java.util.Arrays.copyOf(bytes, (int) (bytes.length * part)));
    assertEquals(1, answer(ONE));
    assertNotNull(new DiskCache(directory).get(new ModuleBytes(ONE)), "it was replaced");
    assertEquals(1, answer(ONE));
  }

  @Test
  @DisplayName("a changed byte anywhere in an entry is found")
  void corrupt() throws Exception {
    plant();
    Path entry = entryOf(ONE);
    byte[] bytes = Files.readAllBytes(entry);
    DiskCache disk = new DiskCache(directory);
    ModuleBytes one = new ModuleBytes(ONE);
    for (int at = 0; at < bytes.length; at += Math.max(1, bytes.length / 200)) {
      bytes[at] ^= 4;
      Files.write(entry, bytes);
      assertNull(disk.get(one), "byte " + at);
      bytes[at] ^= 4;
    }
    assertEquals(1, answer(ONE));
  }

  @Test
  @DisplayName("an entry of another module with the same checksum and length serves nobody")
  void collision() throws Exception {
    Path two = entryOf(TWO);
    Files.copy(two, entryOf(ONE), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertNull(new DiskCache(directory).get(new ModuleBytes(ONE)));
    assertEquals(1, answer(ONE));
  }

  @Test
  @DisplayName("an entry of another format or compiler is made again")
  void otherVersion() throws Exception {
    plant();
    Path entry = entryOf(ONE);
    for (int at : new int[] {19, 24}) {
      plant();
      byte[] bytes = Files.readAllBytes(entry);
      bytes[at]++;
      CRC32 crc = new CRC32();
      crc.update(bytes, 16, bytes.length - 16);
      ByteBuffer.wrap(bytes).putLong(8, crc.getValue());
      Files.write(entry, bytes);
      assertEquals(1, answer(ONE), "byte " + at);
    }
  }

  @Test
  @DisplayName("classes that do not load are compiled again")
  void unloadable() throws Exception {
    plant();
    DiskCache disk = new DiskCache(directory);
    ModuleBytes one = new ModuleBytes(ONE);
    CompiledClasses classes = disk.get(one);
    assertNotNull(classes);
    disk.put(
        one, new CompiledClasses("not.There", classes.classes(), new int[0], classes.remainder()));
    assertEquals(1, answer(ONE));
  }

  @Test
  @DisplayName("where no directory can be made, code is compiled each time and nobody minds")
  void noDirectory() throws Exception {
    directory = Files.createFile(base.resolve("file")).resolve("below");
    assertEquals(1, answer(ONE));
    assertEquals(1, answer(ONE));
  }

  @Test
  @DisplayName("interpreting leaves nothing on disk")
  void interpreted() throws Exception {
    try (CodeCache cache = new CodeCache(directory, CodeMode.INTERPRETED)) {
      assertEquals(1, run(cache.load(ONE, "one.wasm")));
    }
    assertFalse(Files.exists(directory));
  }

  @Test
  @DisplayName("beyond its size the cache drops what was not used for longest")
  void swept() throws Exception {
    Path one = entryOf(ONE);
    Path two = entryOf(TWO);
    byte[] three = returning(3);
    Path last = entryOf(three);
    CompiledClasses classes = new DiskCache(directory).get(new ModuleBytes(three));
    assertNotNull(classes);
    age(one, Duration.ofDays(2));
    age(two, Duration.ofDays(3));
    assertEquals(1, answer(ONE));
    assertTrue(Files.getLastModifiedTime(one).toInstant().isAfter(past(Duration.ofHours(1))));

    new DiskCache(directory, 2 * Files.size(last) + 100).put(new ModuleBytes(three), classes);

    assertFalse(Files.exists(two));
    assertTrue(Files.exists(one));
    assertTrue(Files.exists(last));
  }

  @Test
  @DisplayName("what a killed process left half written is swept, what is being written is not")
  void abandoned() throws Exception {
    answer(TWO);
    Path old = Files.createFile(directory.resolve("new-1.tmp"));
    Path fresh = Files.createFile(directory.resolve("new-2.tmp"));
    Path foreign = Files.createFile(directory.resolve("notes.txt"));
    age(old, Duration.ofHours(2));
    age(foreign, Duration.ofDays(400));
    answer(ONE);
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(fresh));
    assertTrue(Files.exists(foreign));
  }

  private static Instant past(Duration age) {
    return Instant.now().minus(age);
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(past(age)));
  }

  @Test
  @DisplayName("many caches on one directory do not disturb each other")
  void together() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Long>> askers = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        byte[] wasm = i % 2 == 0 ? ONE : TWO;
        askers.add(() -> answer(wasm));
      }
      List<Future<Long>> answers = threads.invokeAll(askers);
      for (int i = 0; i < answers.size(); i++) {
        assertEquals(i % 2 + 1, answers.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(2, files().size());
  }
}
