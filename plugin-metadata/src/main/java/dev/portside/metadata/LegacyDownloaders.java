package dev.portside.metadata;

import dev.portside.api.Position;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The downloaders of a legacy manifest, which are both a getter's protocols and its commands; each
 * must have a command and at least one protocol. If one of them is wrong, none is used: what is
 * wrong has been reported under the name it has in the file.
 */
final class LegacyDownloaders {
  private static final String KEY = "downloaders";

  private final Position at;
  private final boolean usable;
  private final List<Tree> protocols = new ArrayList<>(4);
  private final List<Tree> commands = new ArrayList<>(2);

  LegacyDownloaders(TreeReader manifest, Tree.Mapping top) {
    List<TreeReader> downloaders = manifest.children(KEY);
    Position position = top.at();
    for (Tree.Entry entry : top.entries()) {
      if (entry.key().equals(KEY)) {
        position = entry.at();
      }
    }
    at = position;
    boolean sound = !downloaders.isEmpty();
    for (int i = 0; i < downloaders.size(); i++) {
      TreeReader downloader = downloaders.get(i);
      check(downloader, i);
      sound &= !downloader.failed();
    }
    usable = sound;
    for (TreeReader downloader : downloaders) {
      if (usable && downloader.tree() instanceof Tree.Mapping mapping) {
        convert(mapping);
      }
    }
  }

  /** Whether there is at least one, and nothing wrong with any. */
  boolean areUsable() {
    return usable;
  }

  /** Where they begin. */
  Position at() {
    return at;
  }

  /** The configuration of {@code getter/v1}: all protocols in order. */
  Tree getterConfig() {
    Tree list = new Tree.Sequence(protocols, at);
    return new Tree.Mapping(List.of(new Tree.Entry("protocols", at, list)), at);
  }

  /** The {@code protocolCommands} of the runtime: one for each downloader. */
  Tree protocolCommands() {
    return new Tree.Sequence(commands, at);
  }

  private static void check(TreeReader downloader, int index) {
    String name = "downloader " + index;
    String command = downloader.text("command");
    List<String> protocols = downloader.texts("protocols");
    if (downloader.failed()) {
      return;
    }
    if (command.isEmpty()) {
      downloader.reject("command", name + " has empty command");
    }
    if (protocols.isEmpty()) {
      downloader.reject("protocols", name + " has no protocols");
    }
    for (int i = 0; i < protocols.size(); i++) {
      if (protocols.get(i).isEmpty()) {
        downloader.reject("protocols", name + " has empty protocol at index " + i);
      }
    }
  }

  private void convert(Tree.Mapping downloader) {
    List<Tree.Entry> entries = new ArrayList<>(2);
    for (Tree.Entry entry : downloader.entries()) {
      if (entry.key().equals("protocols") && entry.value() instanceof Tree.Sequence list) {
        protocols.addAll(list.items());
        entries.add(entry);
      } else if (entry.key().equals("command")) {
        Tree command = new Tree.Mapping(List.of(entry), entry.at());
        Tree list = new Tree.Sequence(List.of(command), entry.at());
        entries.add(new Tree.Entry("platformCommand", entry.at(), list));
      }
    }
    commands.add(new Tree.Mapping(entries, downloader.at()));
  }
}
