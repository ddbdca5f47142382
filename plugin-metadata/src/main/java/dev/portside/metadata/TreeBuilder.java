package dev.portside.metadata;

import dev.portside.api.Position;
import dev.portside.api.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes trees of nodes. Whatever is made into a tree counts as decoded: what Helm would find wrong
 * with it (keys that are twice, tags that lie, bad merges, cycles) is reported here, and what
 * nobody makes into a tree goes unseen, as in Helm.
 *
 * <p>Aliases share one tree, so that a bomb stays a small graph.
 */
final class TreeBuilder {
  static final String CYCLE = "an anchor contains itself";
  static final String TOO_DEEP = "nested deeper than " + YamlDocument.DEPTH + " levels";

  private final Decoding decoding;
  private int depth;

  TreeBuilder(Decoding decoding) {
    this.decoding = decoding;
  }

  /** What a node is, in the words of findings. */
  static String kind(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return Shown.of(scalar.text);
    }
    return node instanceof YamlNode.Sequence ? "a list" : "a mapping";
  }

  /** What is wrong with a scalar whose tag does not fit. */
  static String wrongTag(YamlNode.Scalar scalar) {
    String tag = scalar.tag == null ? "" : ScalarReadings.shortTag(scalar.tag);
    return tag.equals("!!binary")
        ? "!!binary value contains invalid base64 data: " + Shown.of(scalar.text)
        : "cannot decode " + Shown.of(scalar.text) + " as " + tag;
  }

  /** The tree of a node where a scalar is expected: lists and mappings are not looked into. */
  Tree shallow(YamlNode node, TreePath path) {
    YamlNode target = node instanceof YamlNode.Alias alias ? alias.target : node;
    decoding.visit(1);
    if (target instanceof YamlNode.Scalar scalar) {
      return scalar(scalar, Reading.AS_WRITTEN, path);
    }
    Position at = decoding.at(node);
    return target instanceof YamlNode.Sequence
        ? new Tree.Sequence(List.of(), at)
        : new Tree.Mapping(List.of(), at);
  }

  /** The tree of a node with everything in it. */
  Tree tree(YamlNode node, Reading reading, TreePath path) {
    return tree(node, reading, path, false);
  }

  private Tree tree(YamlNode node, Reading reading, TreePath path, boolean item) {
    if (node instanceof YamlNode.Alias alias) {
      decoding.visit(1);
      decoding.enterAlias();
      Tree tree = tree(alias.target, reading, path, item);
      decoding.leaveAlias(alias, path);
      return tree;
    }
    if (node instanceof YamlNode.Branch branch) {
      return branch(branch, reading, path, item);
    }
    decoding.visit(1);
    return scalar((YamlNode.Scalar) node, reading, path);
  }

  private Tree scalar(YamlNode.Scalar scalar, Reading reading, TreePath path) {
    Position at = decoding.at(scalar);
    Tree.Scalar tree = ScalarReadings.of(scalar, reading, at);
    if (tree == null) {
      decoding.error(scalar, path, wrongTag(scalar));
      return Tree.none(at);
    }
    return tree;
  }

  private Tree branch(YamlNode.Branch branch, Reading reading, TreePath path, boolean item) {
    if (branch.open) {
      decoding.error(branch, path, CYCLE);
      return Tree.none(decoding.at(branch));
    }
    Tree known = branch.tree;
    if (known != null && branch.reading == reading) {
      decoding.visit(branch.weight);
      checkDepth(depth + branch.height, branch, path);
      return known;
    }
    int before = decoding.visited();
    decoding.visit(1);
    branch.open = true;
    checkDepth(++depth, branch, path);
    Tree tree =
        branch instanceof YamlNode.Sequence sequence
            ? sequence(sequence, reading, path)
            : mapping((YamlNode.Mapping) branch, reading, path, item);
    depth--;
    branch.open = false;
    branch.tree = tree;
    branch.reading = reading;
    branch.weight = decoding.visited() - before;
    return tree;
  }

  private void checkDepth(int reached, YamlNode node, TreePath path) {
    if (reached > YamlDocument.DEPTH) {
      throw decoding.fatal(node, path, TOO_DEEP);
    }
  }

  private Tree sequence(YamlNode.Sequence node, Reading reading, TreePath path) {
    List<Tree> items = new ArrayList<>(node.items.size());
    int height = 0;
    for (int i = 0; i < node.items.size(); i++) {
      YamlNode item = node.items.get(i);
      items.add(tree(item, reading, path.item(i), true));
      height = Math.max(height, heightOf(item));
    }
    node.height = height + 1;
    return new Tree.Sequence(items, decoding.at(node));
  }

  private Tree mapping(YamlNode.Mapping node, Reading reading, TreePath path, boolean item) {
    // The first level of config and runtimeConfig is a map of text keys to untyped values.
    Reading keys = path.isSection() ? Reading.AS_WRITTEN : reading;
    List<MappingFields.Field> fields = MappingFields.of(node, keys, path, decoding);
    List<Tree.Entry> entries = new ArrayList<>(fields.size());
    int height = 0;
    for (MappingFields.Field field : fields) {
      YamlNode value = field.value();
      Tree tree;
      if (item && reading == Reading.AS_WRITTEN && !LegacyManifest.isCommandKey(field.name())) {
        tree = Tree.none(decoding.at(value));
      } else {
        tree = tree(value, reading, path.key(field.name()), false);
        height = Math.max(height, heightOf(value));
      }
      entries.add(new Tree.Entry(field.name(), decoding.at(field.key()), tree));
    }
    node.height = height + 1;
    return new Tree.Mapping(entries, decoding.at(node));
  }

  private static int heightOf(YamlNode node) {
    YamlNode target = node instanceof YamlNode.Alias alias ? alias.target : node;
    return target instanceof YamlNode.Branch branch ? branch.height : 0;
  }
}
