package dev.portside.packaging.io;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A directory with all that is in it. */
public final class FileTree {
  private FileTree() {}

  /** How one entry is deleted. */
  @FunctionalInterface
  public interface Deletion {
    /**
     * Deletes a file, a link, or a directory that is empty.
     *
     * @param path the entry
     * @throws IOException if it cannot be deleted
     */
    void delete(Path path) throws IOException;
  }

  /**
   * Deletes a directory after all that is in it; follows no link.
   *
   * @param dir the directory
   * @param deletion deletes each entry
   * @throws IOException at the first that cannot be deleted; what is left then stays
   */
  public static void delete(Path dir, Deletion deletion) throws IOException {
    Files.walkFileTree(
        dir,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            deletion.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            deletion.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
