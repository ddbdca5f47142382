package dev.portside.packaging;

import dev.portside.api.Bytes;
import dev.portside.api.host.PluginManager;
import dev.portside.packaging.io.Shown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the plugin among the entries as they pass: one {@code plugin.yaml}, at the top of the
 * archive or in the one directory that is there. What lies deeper belongs to the plugin and says
 * nothing about it.
 */
final class Contents implements TarReader.Visitor {
  private final TarReader.@Nullable Visitor next;
  private final ArchiveLimits limits;
  private final Refusal refusal;
  private final EntryTree tree;
  private @Nullable EntryName manifestName;
  private Bytes manifest = Bytes.EMPTY;
  private long fileBytes;

  /** With somebody who gets the same entries, once they are checked, or null. */
  Contents(TarReader.@Nullable Visitor next, ArchiveLimits limits, Refusal refusal) {
    this.next = next;
    this.limits = limits;
    this.refusal = refusal;
    this.tree = new EntryTree(limits, refusal);
  }

  @Override
  public void directory(EntryName name) throws IOException {
    tree.add(name, true);
    if (next != null) {
      next.directory(name);
    }
  }

  @Override
  public void file(EntryName name, long size, boolean isExecutable, InputStream content)
      throws IOException {
    tree.add(name, false);
    fileBytes += size;
    InputStream checked = content;
    int depth = name.parts().size();
    if (depth <= 2 && name.parts().get(depth - 1).equals(PluginManager.MANIFEST)) {
      checked = manifest(name, size, content);
    }
    if (next != null) {
      next.file(name, size, isExecutable, checked);
    }
  }

  private InputStream manifest(EntryName name, long size, InputStream content) throws IOException {
    if (manifestName != null) {
      throw refusal.of(
          name.toString(),
          "a second plugin.yaml, after "
              + Shown.quoted(manifestName.toString())
              + "; an archive holds one plugin, at its top or in its only directory");
    }
    if (size > limits.manifestBytes()) {
      throw refusal.limit(name.toString(), "its size is " + size, limits.manifestBytes(), "bytes");
    }
    manifestName = name;
    byte[] bytes = content.readAllBytes();
    manifest = Bytes.copyOf(bytes);
    return new ByteArrayInputStream(bytes);
  }

  /** The directory that the plugin is in, empty for the top; once all entries are known. */
  String folder() {
    if (manifestName == null) {
      throw refusal.of(
          "plugin.yaml not found in tarball, expected it at the top or in the only directory there");
    }
    if (manifestName.parts().size() == 1) {
      return "";
    }
    String folder = manifestName.parts().get(0);
    if (!folder.equals(tree.onlyTopDirectory())) {
      throw refusal.of(
          "the plugin is in the directory "
              + Shown.quoted(folder)
              + ", but there is more beside it; expected one directory and nothing else");
    }
    return folder;
  }

  Bytes manifest() {
    return manifest;
  }

  /** How many files and directories there are. */
  int entries() {
    return tree.count();
  }

  /** The size of all files. */
  long fileBytes() {
    return fileBytes;
  }
}
