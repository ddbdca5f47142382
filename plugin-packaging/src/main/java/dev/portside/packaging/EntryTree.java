package dev.portside.packaging;

import dev.portside.packaging.io.Shown;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All names of an archive as a tree, so that each is there once on every system: two names that
 * differ in case or in the composition of their letters only are one file on some. It grows by one
 * node for each file and directory, and no further than the limit.
 */
final class EntryTree {
  private final ArchiveLimits limits;
  private final Refusal refusal;
  private final Node root = new Node("", true);
  private int count;

  EntryTree(ArchiveLimits limits, Refusal refusal) {
    this.limits = limits;
    this.refusal = refusal;
  }

  /** A file or directory; a directory that has only been passed through is not declared. */
  private static final class Node {
    final String name;
    final boolean isDirectory;
    final Map<String, Node> children = new HashMap<>(2);
    boolean declared;

    Node(String name, boolean isDirectory) {
      this.name = name;
      this.isDirectory = isDirectory;
    }
  }

  /** How many files and directories there are, without the root. */
  int count() {
    return count;
  }

  /** The name of a directory that is all there is at the top, or null if there is more or less. */
  @Nullable String onlyTopDirectory() {
    if (root.children.size() != 1) {
      return null;
    }
    Node only = root.children.values().iterator().next();
    return only.isDirectory ? only.name : null;
  }

  /** Adds an entry, and the directories on the way to it. */
  void add(EntryName name, boolean isDirectory) {
    Node node = root;
    int last = name.parts().size() - 1;
    for (int i = 0; i <= last; i++) {
      node = child(node, name, i, i < last || isDirectory);
    }
    if (node.declared) {
      throw refusal.of(name.toString(), "this name is there twice, expected each entry once");
    }
    node.declared = true;
  }

  private Node child(Node parent, EntryName name, int index, boolean isDirectory) {
    String part = name.parts().get(index);
    String key = key(part);
    Node known = parent.children.get(key);
    if (known == null) {
      if (count == limits.entries()) {
        throw refusal.limit(
            name.toString(), "there are more files and directories", limits.entries(), "of them");
      }
      count++;
      Node created = new Node(part, isDirectory);
      parent.children.put(key, created);
      return created;
    }
    if (!known.name.equals(part)) {
      throw refusal.of(
          name.toString(),
          "the names "
              + Shown.quoted(known.name)
              + " and "
              + Shown.quoted(part)
              + " are one file on some systems");
    }
    if (known.isDirectory != isDirectory) {
      throw refusal.of(
          name.toString(), Shown.quoted(part) + " is both a file and a directory, expected one");
    }
    return known;
  }

  /** What two names have in common that are one file on macOS or Windows. */
  private static String key(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) >= 0x80) {
        String folded =
            Normalizer.normalize(part, Normalizer.Form.NFD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
      }
    }
    return part.toLowerCase(Locale.ROOT);
  }
}
