package dev.portside.metadata;

import org.jspecify.annotations.Nullable;

/**
 * Where a node stands, such as {@code runtimeConfig.platformCommand[0].args}. Made for each branch
 * on the way down, spelled out only when something is wrong.
 *
 * @param parent what it is in, null for a key of the manifest itself
 * @param key its key; empty for an item of a list
 * @param index its index, if it is an item
 */
record TreePath(@Nullable TreePath parent, String key, int index) {
  /** The manifest itself. */
  static final TreePath ROOT = new TreePath(null, "", 0);

  TreePath key(String name) {
    return new TreePath(this, name, -1);
  }

  TreePath item(int position) {
    return new TreePath(this, "", position);
  }

  /** Whether this is a key of the manifest itself. */
  boolean isSection() {
    return parent != null && parent.parent == null;
  }

  @Override
  public String toString() {
    if (parent == null) {
      return "";
    }
    String before = parent.toString();
    if (index >= 0) {
      return before + "[" + index + "]";
    }
    return before.isEmpty() ? key : before + "." + key;
  }
}
