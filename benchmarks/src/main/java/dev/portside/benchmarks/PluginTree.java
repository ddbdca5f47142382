package dev.portside.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A directory of many plugins: of ten, six commands, three in the old format, and a getter. */
final class PluginTree {
  private PluginTree() {}

  /** The name of the plugin of that number. */
  static String name(int number) {
    return "plugin-" + number;
  }

  /**
   * Writes the manifests of plugins 0 to {@code count - 1}, each in its directory.
   *
   * @param base made if need be
   * @param count how many
   * @throws IOException if writing fails; what was written stays
   */
  static void write(Path base, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String name = name(i);
      Path dir = Files.createDirectories(base.resolve(name));
      Files.writeString(dir.resolve("plugin.yaml"), manifest(name, i % 10));
    }
  }

  private static String manifest(String name, int kind) {
    if (kind < 6) {
      return Manifests.command(name);
    }
    return kind < 9 ? Manifests.legacy(name) : Manifests.getter(name);
  }

  /**
   * Deletes a directory with all that is in it.
   *
   * @param base the directory
   * @throws IOException if something cannot be deleted
   */
  static void delete(Path base) throws IOException {
    Files.walkFileTree(
        base,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
