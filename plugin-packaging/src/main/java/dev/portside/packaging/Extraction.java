package dev.portside.packaging;

import dev.portside.packaging.io.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes the entries of an archive below a directory that it makes itself, so that nothing of
 * anybody else is there: no link to follow, no file to write over. Modes are 0755 and 0644,
 * whatever the archive and the process say.
 */
final class Extraction implements TarReader.Visitor {
  private final Path target;
  private final Refusal refusal;
  private final boolean hasModes;
  private final byte[] buffer = new byte[1 << 16];

  private Extraction(Path target, Refusal refusal) {
    this.target = target;
    this.refusal = refusal;
    hasModes = Files.getFileAttributeView(target, PosixFileAttributeView.class) != null;
  }

  /** Makes the directory, which must not be there. */
  static Extraction into(Path target, Refusal refusal) throws IOException {
    Files.createDirectory(target);
    return new Extraction(target, refusal);
  }

  @Override
  public void directory(EntryName name) throws IOException {
    Path path = target;
    for (String part : name.parts()) {
      path = child(path, part);
      if (!Files.isDirectory(path)) {
        Files.createDirectory(path);
        setMode(path, "rwxr-xr-x");
      }
    }
  }

  @Override
  public void file(EntryName name, long size, boolean isExecutable, InputStream content)
      throws IOException {
    int last = name.parts().size() - 1;
    EntryName parent = new EntryName(name.parts().subList(0, last));
    directory(parent);
    Path path = target;
    for (String part : name.parts()) {
      path = child(path, part);
    }
    try (OutputStream out =
        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int count; (count = content.read(buffer)) > 0; ) {
        out.write(buffer, 0, count);
      }
    }
    setMode(path, isExecutable ? "rwxr-xr-x" : "rw-r--r--");
  }

  private Path child(Path parent, String part) {
    try {
      return parent.resolve(part);
    } catch (InvalidPathException e) {
      throw refusal.of(part, "this system has no such name: " + e.getReason());
    }
  }

  private void setMode(Path path, String mode) throws IOException {
    if (hasModes) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }

  /** Removes what there is, after a failure; a failure of its own is added to that one. */
  void undo(Throwable failure) {
    try {
      FileTree.delete(target, Files::delete);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
