package dev.portside.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * Writes a file so that others see all of it or nothing: under another name beside it, then moved
 * into place. After a failure neither is there, and what was there before is untouched.
 */
final class AtomicFile {
  /** How the names of unfinished files end. They begin with a dot. */
  static final String UNFINISHED = ".part";

  private AtomicFile() {}

  /** Writes the content. */
  interface Content<T> {
    T writeTo(OutputStream out) throws IOException;
  }

  static <T> T write(Path file, Content<T> content) throws IOException {
    String random = Long.toHexString(new SecureRandom().nextLong());
    Path unfinished =
        file.resolveSibling("." + PluginArchive.baseName(file) + "." + random + UNFINISHED);
    T result;
    try {
      try (OutputStream out =
          Files.newOutputStream(
              unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        result = content.writeTo(out);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      try {
        Files.deleteIfExists(unfinished);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
    return result;
  }
}
