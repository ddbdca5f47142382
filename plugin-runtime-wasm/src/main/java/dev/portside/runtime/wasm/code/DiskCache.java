package dev.portside.runtime.wasm.code;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Compiled code on disk, one file for a module. Safe for several threads and processes: a file
 * appears complete, under its name, or not at all.
 *
 * <p>It only ever saves time. A directory that is missing, read-only, full or unfit, a file that is
 * damaged or foreign: each means that a module is compiled once more. The first such event of a
 * cache is logged at {@code DEBUG}.
 */
final class DiskCache {
  private static final String SUFFIX = ".code";

  /** The most bytes of one entry, checked before it is read. */
  private static final long LARGEST = 512L << 20;

  /** A use is noted on the file at most this often, for each note is a write. */
  private static final Duration NOTED = Duration.ofHours(12);

  private final Path directory;
  private final CacheSweep sweep;
  private final AtomicBoolean told = new AtomicBoolean();

  DiskCache(Path directory) {
    this(directory, CacheSweep.MOST_BYTES);
  }

  /** As the other, with the most bytes that all entries may have together. */
  DiskCache(Path directory, long mostBytes) {
    this.directory = directory;
    this.sweep = new CacheSweep(directory, SUFFIX, mostBytes);
  }

  /** The classes of a module, or null if they are not there or not to be trusted. */
  @Nullable CompiledClasses get(ModuleBytes module) {
    Path file = file(module);
    try {
      byte[] entry = read(file);
      CompiledClasses classes = entry == null ? null : CacheEntry.decode(entry, module);
      if (classes != null) {
        noteUse(file);
      }
      return classes;
    } catch (IOException | RuntimeException e) {
      refused("cannot be read", e);
      return null;
    }
  }

  /** Keeps the classes of a module if that is possible. */
  void put(ModuleBytes module, CompiledClasses classes) {
    try {
      CacheDirectory.create(directory);
      String unfit = CacheDirectory.unfit(directory);
      if (unfit != null) {
        refused(unfit, null);
        return;
      }
      write(file(module), CacheEntry.encode(module, classes));
      sweep.run();
    } catch (IOException | RuntimeException e) {
      refused("cannot be written", e);
    }
  }

  /** Logs why the cache does not help, once. */
  void refused(String reason, @Nullable Throwable cause) {
    if (told.compareAndSet(false, true)) {
      String text = "compiled code in " + directory + " is not used: " + reason;
      System.getLogger(DiskCache.class.getName()).log(Logger.Level.DEBUG, text, cause);
    }
  }

  private Path file(ModuleBytes module) {
    String name = Integer.toHexString(module.checksum()) + "-" + module.wasm().length + SUFFIX;
    return directory.resolve(name);
  }

  private byte @Nullable [] read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      String unfit = size > LARGEST ? "an entry is too large" : CacheDirectory.unfit(directory);
      if (unfit != null) {
        refused(unfit, null);
        return null;
      }
      byte[] entry = new byte[(int) size];
      ByteBuffer buffer = ByteBuffer.wrap(entry);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Until the end, or until the file turns out shorter than it was.
      }
      return entry;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void write(Path file, byte[] entry) throws IOException {
    Path temporary = Files.createTempFile(directory, "new-", CacheSweep.TEMPORARY);
    try {
      Files.write(temporary, entry);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void noteUse(Path file) {
    try {
      Instant now = Instant.now();
      if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(NOTED))) {
        Files.setLastModifiedTime(file, FileTime.from(now));
      }
    } catch (IOException e) {
      // In a read-only cache nothing is evicted either.
      return;
    }
  }
}
