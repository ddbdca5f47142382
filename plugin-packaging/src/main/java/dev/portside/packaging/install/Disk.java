package dev.portside.packaging.install;

import dev.portside.packaging.io.FileTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What an installation changes in a directory of plugins, one operation at a time. Whoever is
 * stopped between any two of them must be able to go on; tests stop it at each.
 */
class Disk {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Called before each operation. */
  void step() throws IOException {}

  /** Makes a directory that nobody else can enter; false if there is one of that name. */
  final boolean createPrivate(Path dir) throws IOException {
    step();
    boolean hasModes = dir.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      Files.createDirectory(
          dir, hasModes ? new FileAttribute<?>[] {PRIVATE} : new FileAttribute<?>[0]);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Writes a file that is there whole or not at all, and on the disk when it is there. */
  final void write(Path file, byte[] content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    step();
    try (FileChannel out =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
        out.write(rest);
      }
      out.force(true);
    }
    move(part, file);
  }

  /** Renames, and replaces what was there if both are files. */
  final void move(Path from, Path to) throws IOException {
    step();
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  final void createLink(Path link, Path target) throws IOException {
    step();
    Files.createSymbolicLink(link, target);
  }

  final void copy(Path from, Path to) throws IOException {
    step();
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  final void deleteIfExists(Path path) throws IOException {
    step();
    Files.deleteIfExists(path);
  }

  /** Deletes a directory after all that is in it; follows no link. */
  final void deleteTree(Path dir) throws IOException {
    if (!exists(dir)) {
      return;
    }
    FileTree.delete(dir, this::deleteIfExists);
  }

  /** Whether there is something of that name, be it a link to nowhere. */
  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
