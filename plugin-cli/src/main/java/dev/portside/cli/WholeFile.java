package dev.portside.cli;

import dev.portside.api.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that are never seen half written. */
final class WholeFile {
  private WholeFile() {}

  /**
   * Writes beside the file and moves over it. What was there stays if that fails. A link is
   * followed; what is no file, such as {@code /dev/null}, is written to as it is.
   *
   * @param file the file; its directory exists
   * @param content all of it
   * @throws IOException if it cannot be written
   */
  static void write(Path file, Bytes content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      write(file, content, StandardOpenOption.WRITE);
      return;
    }
    Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path part = target.resolveSibling(name);
    try {
      // Not a temporary file of Java's: that would be for the owner's eyes only.
      write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(Path file, Bytes content, OpenOption... options) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, options)) {
      content.writeTo(out);
    }
  }
}
