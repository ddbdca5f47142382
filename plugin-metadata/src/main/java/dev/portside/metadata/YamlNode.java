package dev.portside.metadata;

import dev.portside.api.Tree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a YAML document as written: nothing is resolved, nothing merged, an alias points to its
 * anchor's node, perhaps to one that it is part of. Nodes live as long as one reading and belong to
 * its thread; the branches remember what has been made of them.
 */
abstract sealed class YamlNode {
  /** Where it begins, from 1. */
  final int line;

  /** Where it begins, from 1, in code points. */
  final int column;

  private YamlNode(int line, int column) {
    this.line = line;
    this.column = column;
  }

  /** A scalar, its quotes and escapes resolved. */
  static final class Scalar extends YamlNode {
    final String text;

    /** Whether it stands there without quotes and not as a block. */
    final boolean plain;

    /** The full name of an explicit tag; null if there is none, or only {@code !}. */
    final @Nullable String tag;

    Scalar(String text, boolean plain, @Nullable String tag, int line, int column) {
      super(line, column);
      this.text = text;
      this.plain = plain;
      this.tag = tag;
    }
  }

  /** What holds other nodes. */
  abstract static sealed class Branch extends YamlNode {
    /** Whether it is written with brackets or braces. */
    final boolean isFlow;

    /** What it was made into, null before. */
    @Nullable Tree tree;

    /** How {@link #tree} was read. */
    @Nullable Reading reading;

    /** Whether it is being made into a tree. */
    boolean open;

    /** How many nodes Helm would visit to decode it, saturated. */
    int weight;

    /** How deep it is, aliases included. */
    int height;

    private Branch(boolean isFlow, int line, int column) {
      super(line, column);
      this.isFlow = isFlow;
    }
  }

  /** A list. */
  static final class Sequence extends Branch {
    final List<YamlNode> items = new ArrayList<>();

    Sequence(boolean isFlow, int line, int column) {
      super(isFlow, line, column);
    }
  }

  /** A mapping: {@code keys.get(i)} belongs to {@code values.get(i)}. */
  static final class Mapping extends Branch {
    final List<YamlNode> keys = new ArrayList<>();
    final List<YamlNode> values = new ArrayList<>();

    Mapping(boolean isFlow, int line, int column) {
      super(isFlow, line, column);
    }
  }

  /** A reference to a node with an anchor. */
  static final class Alias extends YamlNode {
    final String name;
    final YamlNode target;

    Alias(String name, YamlNode target, int line, int column) {
      super(line, column);
      this.name = name;
      this.target = target;
    }
  }
}
