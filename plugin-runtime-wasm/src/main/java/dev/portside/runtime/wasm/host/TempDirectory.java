package dev.portside.runtime.wasm.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a guest sees as {@code /tmp}. It is made when first needed, for this user
 * alone, under a name that nobody can guess; what exists already is never taken. It is gone after
 * {@link #delete}, or at the latest when the process ends in order.
 */
final class TempDirectory {
  static final String GUEST_NAME = "/tmp";

  private final Path path;
  private @Nullable Thread atExit;

  TempDirectory(Path parent) {
    byte[] name = new byte[16];
    new SecureRandom().nextBytes(name);
    path = parent.resolve("portside-" + HexFormat.of().formatHex(name));
  }

  /** In the directory for temporary files of this process. */
  static TempDirectory ofProcess() {
    return new TempDirectory(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Where it is, or will be. */
  Path path() {
    return path;
  }

  /** Makes it, unless it is there. */
  void make() {
    if (atExit != null) {
      return;
    }
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owner =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createDirectory(path, owner);
    } catch (IOException e) {
      throw new HostCallException(
          "cannot make the temporary directory of the call, " + path + ": " + e.getMessage(), e);
    }
    atExit = new Thread(this::deleteTree, "portside-temp");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Deletes it with all that is in it. What cannot be deleted is logged, and left. */
  void delete() {
    Thread hook = atExit;
    if (hook == null) {
      return;
    }
    atExit = null;
    deleteTree();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends, and the hook is running or has run.
    }
  }

  private void deleteTree() {
    if (Files.notExists(path)) {
      return;
    }
    try {
      Files.walkFileTree(path, new Deleting());
    } catch (IOException | UncheckedIOException e) {
      System.getLogger(TempDirectory.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "could not delete the temporary directory of a plugin: " + path,
              e);
    }
  }

  /** Follows no link. */
  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
