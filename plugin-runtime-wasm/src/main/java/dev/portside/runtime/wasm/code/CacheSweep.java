package dev.portside.runtime.wasm.code;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps a cache directory small: deletes the entries that were not used for longest. */
final class CacheSweep {
  /** What all entries may have together. */
  static final long MOST_BYTES = 512L << 20;

  /** The end of the name of a file that is being written. */
  static final String TEMPORARY = ".tmp";

  /** No write takes this long, so its process is gone. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path directory;
  private final String suffix;
  private final long mostBytes;

  CacheSweep(Path directory, String suffix, long mostBytes) {
    this.directory = directory;
    this.suffix = suffix;
    this.mostBytes = mostBytes;
  }

  private record Entry(Path file, long size, Instant used) {}

  /** Deletes what is too much. Another process may do the same meanwhile. */
  void run() throws IOException {
    List<Entry> entries = new ArrayList<>();
    long total = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        try {
          BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
          Entry entry =
              new Entry(file, attributes.size(), attributes.lastModifiedTime().toInstant());
          if (file.toString().endsWith(suffix)) {
            entries.add(entry);
            total += entry.size();
          } else if (abandoned(entry)) {
            Files.deleteIfExists(file);
          }
        } catch (NoSuchFileException e) {
          // Another process was faster.
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::used));
    for (Entry oldest : entries) {
      if (total <= mostBytes) {
        return;
      }
      Files.deleteIfExists(oldest.file());
      total -= oldest.size();
    }
  }

  private static boolean abandoned(Entry entry) {
    return entry.file().toString().endsWith(TEMPORARY)
        && entry.used().isBefore(Instant.now().minus(ABANDONED));
  }
}
