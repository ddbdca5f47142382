package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.host.PluginManager;
import dev.portside.packaging.io.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of a directory goes into an archive, in the order of the archive: the same for the same
 * files, in whatever order, with whatever owners, times and locale they are found. Refuses what the
 * reader of the archive would refuse, so before anything is written.
 */
final class SourceTree {
  private static final Set<PosixFilePermission> ANY_X =
      Set.of(
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final String folder;
  private final HelmIgnore ignore;
  private final Predicate<Path> isOutput;
  private final ArchiveLimits limits;
  private final Refusal refusal;
  private final EntryTree tree;
  private final List<Source> sources = new ArrayList<>();

  private SourceTree(
      String folder,
      HelmIgnore ignore,
      Predicate<Path> isOutput,
      ArchiveLimits limits,
      Refusal refusal) {
    this.folder = folder;
    this.ignore = ignore;
    this.isOutput = isOutput;
    this.limits = limits;
    this.refusal = refusal;
    this.tree = new EntryTree(limits, refusal);
  }

  /**
   * A file or directory.
   *
   * @param path where it is
   * @param name as in the archive, a directory's with {@code /} at its end
   * @param size of a file
   * @param modified when, to notice that it changes
   * @param isExecutable whether anybody may execute it
   */
  record Source(Path path, String name, long size, FileTime modified, boolean isExecutable) {
    boolean isDirectory() {
      return name.endsWith("/");
    }
  }

  /**
   * Lists a directory.
   *
   * @param dir without links in its own path
   * @param folder the name it has in the archive
   * @param isOutput tells the archives that earlier runs have left there
   */
  static List<Source> list(
      Path dir, String folder, Predicate<Path> isOutput, ArchiveLimits limits, Refusal refusal)
      throws IOException {
    SourceTree tree = new SourceTree(folder, HelmIgnore.of(dir), isOutput, limits, refusal);
    tree.add(dir, "");
    String manifest = folder + "/" + PluginManager.MANIFEST;
    if (tree.sources.stream().noneMatch(each -> each.name().equals(manifest))) {
      throw refusal.of(
          PluginManager.MANIFEST,
          HelmIgnore.FILE + " leaves it out, but there is no plugin without");
    }
    // Helm takes the first plugin.yaml it meets, however deep: so the right one comes first.
    tree.sources.sort(
        Comparator.comparing((Source each) -> !each.name().equals(folder + "/"))
            .thenComparing(each -> !each.name().equals(manifest))
            .thenComparing(each -> each.name().getBytes(UTF_8), Arrays::compareUnsigned));
    return tree.sources;
  }

  private void add(Path path, String below) throws IOException {
    BasicFileAttributes attributes = attributes(path);
    boolean isDirectory = attributes.isDirectory();
    String name = below.isEmpty() ? folder : folder + "/" + below;
    tree.add(EntryName.parse(name, isDirectory, limits, refusal), isDirectory);
    if (attributes.isSymbolicLink()) {
      throw refusal.of(
          below,
          "it is a symbolic link to "
              + Shown.quoted(Files.readSymbolicLink(path).toString())
              + "; archives hold files and directories only: put what it points to in its place, or"
              + " name it in "
              + HelmIgnore.FILE);
    }
    if (isDirectory) {
      sources.add(new Source(path, name + "/", 0, attributes.lastModifiedTime(), true));
      children(path, below);
    } else if (attributes.isRegularFile()) {
      addFile(path, below, name, attributes);
    } else {
      throw refusal.of(
          below, "it is neither a file nor a directory (a pipe, socket or device); remove it");
    }
  }

  private void addFile(Path path, String below, String name, BasicFileAttributes attributes) {
    if (attributes.size() > limits.fileBytes()) {
      throw refusal.limit(below, "its size is " + attributes.size(), limits.fileBytes(), "bytes");
    }
    // Without a bit to go by, a program that cannot be run is worse than a text that can.
    boolean isExecutable =
        !(attributes instanceof PosixFileAttributes posix)
            || posix.permissions().stream().anyMatch(ANY_X::contains);
    sources.add(
        new Source(path, name, attributes.size(), attributes.lastModifiedTime(), isExecutable));
  }

  private void children(Path dir, String below) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(dir)) {
      for (Path entry : entries) {
        String name = name(entry);
        String path = below.isEmpty() ? name : below + "/" + name;
        if (!isOutput.test(entry) && !ignore.ignores(path, Files.isDirectory(entry))) {
          add(entry, path);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** What is known of a file now, without following links. */
  static BasicFileAttributes attributes(Path path) throws IOException {
    PosixFileAttributeView posix =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    return posix != null
        ? posix.readAttributes()
        : Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The last name of a path. In a locale without the letter, {@code toString} loses it; the URI has
   * the bytes of the file system.
   */
  static String name(Path path) {
    String plain = PluginArchive.baseName(path);
    if (plain.chars().allMatch(each -> each < 0x80)) {
      return plain;
    }
    String raw = path.toUri().getRawPath();
    raw = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = raw.lastIndexOf('/') + 1; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
      }
    }
    return bytes.toString(UTF_8);
  }
}
