package dev.portside.packaging.lock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.portside.packaging.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The listing that {@link TreeHash} describes. Its lines are kept as texts of one byte a character,
 * whose order is that of the bytes.
 */
final class TreeListing {
  private static final int MOST_ENTRIES = 200_000;

  // As stat(2) has them, and with it the view "unix".
  private static final int KIND = 0170000;
  private static final int FILE = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;
  private static final int PERMISSIONS = 07777;

  private final Path root;
  private final boolean hasModes;
  private final MessageDigest sha256 = Sha256.start();
  private final byte[] buffer = new byte[1 << 16];
  private final List<String> lines = new ArrayList<>();
  private final Deque<Entry> directories = new ArrayDeque<>();

  TreeListing(Path root) {
    this.root = root;
    hasModes = root.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /** A file or directory, and its path as it is listed. */
  private record Entry(Path path, String name) {}

  /** What one look at an entry tells; {@code kind} is 0 for what has no place in a plugin. */
  private record State(int kind, String mode, long size) {}

  String hash() throws IOException {
    list();
    Collections.sort(lines);
    for (String line : lines) {
      sha256.update(line.getBytes(ISO_8859_1));
    }
    return Sha256.hex(sha256);
  }

  private void list() throws IOException {
    add(new Entry(root, "."));
    // One directory is open at a time, however deep they are.
    for (Entry next = directories.poll(); next != null; next = directories.poll()) {
      try {
        addChildren(next);
      } catch (FileSystemException e) {
        throw failure(next.path(), e);
      }
    }
  }

  private void addChildren(Entry directory) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory.path())) {
      for (Path child : children) {
        add(new Entry(child, directory.name() + '/' + RawName.escaped(RawName.last(child))));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void add(Entry entry) throws IOException {
    if (lines.size() == MOST_ENTRIES) {
      throw new IOException(root + ": there are more than " + MOST_ENTRIES + " files in it");
    }
    try {
      lines.add(entry.name() + '\t' + line(entry) + '\n');
    } catch (IOException e) {
      throw failure(entry.path(), e);
    }
  }

  private String line(Entry entry) throws IOException {
    Path path = entry.path();
    State state = state(path);
    if (lines.isEmpty() && state.kind() != DIRECTORY) {
      throw new IOException(
          "expected a directory, found "
              + (state.kind() == LINK ? "a symbolic link" : "something else"));
    }
    return switch (state.kind()) {
      case DIRECTORY -> {
        directories.add(entry);
        yield "d\t" + state.mode();
      }
      case FILE -> "f\t" + state.mode() + '\t' + state.size() + '\t' + digest(path, state.size());
      case LINK -> "l\t" + RawName.escaped(RawName.all(Files.readSymbolicLink(path)));
      default ->
          throw new IOException(
              "expected a file, directory or symbolic link, found a pipe, socket or device; remove"
                  + " it");
    };
  }

  /** One look, without following links. */
  private State state(Path path) throws IOException {
    if (hasModes) {
      Map<String, ?> attributes = Files.readAttributes(path, "unix:mode,size", NOFOLLOW_LINKS);
      if (attributes.get("mode") instanceof Integer mode
          && attributes.get("size") instanceof Long size) {
        return new State(mode & KIND, Integer.toOctalString(mode & PERMISSIONS), size);
      }
    }
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    int kind =
        attributes.isRegularFile()
            ? FILE
            : attributes.isDirectory() ? DIRECTORY : attributes.isSymbolicLink() ? LINK : 0;
    return new State(kind, "-", attributes.size());
  }

  private String digest(Path path, long size) throws IOException {
    long read = 0;
    try (InputStream in = Files.newInputStream(path, NOFOLLOW_LINKS)) {
      for (int count; read <= size && (count = in.read(buffer)) > 0; read += count) {
        sha256.update(buffer, 0, count);
      }
    }
    String digest = Sha256.hex(sha256);
    if (read != size) {
      throw new IOException(
          "its size changed while it was read; try again when nobody writes to it");
    }
    return digest;
  }

  private static IOException failure(Path path, IOException e) {
    return new IOException(path + ": " + IoReason.of(e), e);
  }
}
