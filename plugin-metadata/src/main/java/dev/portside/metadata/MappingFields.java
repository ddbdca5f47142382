package dev.portside.metadata;

import dev.portside.api.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one mapping as Helm sees them when it decodes it: null keys left out, {@code <<}
 * resolved, keys that are twice reported. What is merged never replaces what the mapping says
 * itself, and of several merged mappings the first wins.
 */
final class MappingFields {
  /** Up to here comparing all keys with each other is cheaper than a table. */
  private static final int FEW = 12;

  private static final String MERGE = "<<";

  /**
   * A key with its value.
   *
   * @param name the key as text
   * @param key where the key stands
   * @param value its value, perhaps an alias
   */
  record Field(String name, YamlNode key, YamlNode value) {}

  private final Decoding decoding;
  private final Reading keys;
  private final TreePath path;
  private final List<Field> fields;
  private int depth;

  private MappingFields(Decoding decoding, Reading keys, TreePath path, int size) {
    this.decoding = decoding;
    this.keys = keys;
    this.path = path;
    this.fields = new ArrayList<>(size);
  }

  /**
   * Reads the fields.
   *
   * @param node the mapping
   * @param keys how to read keys that are not text to YAML
   * @param path where the mapping stands
   */
  static List<Field> of(YamlNode.Mapping node, Reading keys, TreePath path, Decoding decoding) {
    MappingFields reader = new MappingFields(decoding, keys, path, node.keys.size());
    reader.collect(node, null);
    return reader.fields;
  }

  private void collect(YamlNode.Mapping node, @Nullable Set<String> taken) {
    Map<String, YamlNode> seen = node.keys.size() > FEW ? new HashMap<>() : null;
    YamlNode merged = null;
    for (int i = 0; i < node.keys.size(); i++) {
      YamlNode key = node.keys.get(i);
      decoding.visit(1);
      YamlNode target = key instanceof YamlNode.Alias alias ? alias.target : key;
      if (!(target instanceof YamlNode.Scalar scalar)) {
        decoding.error(key, path, "a key must be text, found " + TreeBuilder.kind(target));
        continue;
      }
      YamlNode earlier = seen == null ? earlier(node, i, scalar) : seen.put(scalar.text, key);
      if (earlier != null) {
        String message =
            "key " + Shown.of(scalar.text) + " is already defined at line " + earlier.line;
        decoding.error(key, path.key(scalar.text), message);
      } else if (isMerge(key)) {
        merged = node.values.get(i);
      } else {
        add(scalar, key, node.values.get(i), taken);
      }
    }
    if (merged != null) {
      merge(merged, taken == null ? names() : taken);
    }
  }

  private void add(
      YamlNode.Scalar scalar, YamlNode key, YamlNode value, @Nullable Set<String> taken) {
    Tree.Scalar name = ScalarReadings.of(scalar, keys, decoding.at(key));
    if (name == null) {
      decoding.error(key, path, TreeBuilder.wrongTag(scalar));
    } else if (name.text() != null && (taken == null || taken.add(name.text()))) {
      fields.add(new Field(name.text(), key, value));
    }
  }

  /** The same key further up; keys are compared as written, as in Helm. */
  private static @Nullable YamlNode earlier(YamlNode.Mapping node, int i, YamlNode.Scalar key) {
    for (int j = 0; j < i; j++) {
      YamlNode other = node.keys.get(j);
      YamlNode target = other instanceof YamlNode.Alias alias ? alias.target : other;
      if (target instanceof YamlNode.Scalar scalar && scalar.text.equals(key.text)) {
        return other;
      }
    }
    return null;
  }

  private static boolean isMerge(YamlNode key) {
    if (!(key instanceof YamlNode.Scalar scalar) || !scalar.text.equals(MERGE)) {
      return false;
    }
    return scalar.tag == null
        ? scalar.plain
        : ScalarReadings.shortTag(scalar.tag).equals("!!merge");
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      names.add(field.name());
    }
    return names;
  }

  private void merge(YamlNode value, Set<String> taken) {
    if (value instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items) {
        mergeOne(item, taken);
      }
    } else {
      mergeOne(value, taken);
    }
  }

  private void mergeOne(YamlNode node, Set<String> taken) {
    YamlNode target = node instanceof YamlNode.Alias alias ? alias.target : node;
    if (!(target instanceof YamlNode.Mapping mapping)) {
      String found = TreeBuilder.kind(target);
      String message = "map merge requires map or sequence of maps as the value, found " + found;
      decoding.error(node, path.key(MERGE), message);
      return;
    }
    if (mapping.open) {
      decoding.error(node, path.key(MERGE), TreeBuilder.CYCLE);
      return;
    }
    if (++depth > YamlDocument.DEPTH) {
      throw decoding.fatal(node, path.key(MERGE), TreeBuilder.TOO_DEEP);
    }
    mapping.open = true;
    if (node instanceof YamlNode.Alias) {
      decoding.enterAlias();
      collect(mapping, taken);
      decoding.leaveAlias(node, path.key(MERGE));
    } else {
      collect(mapping, taken);
    }
    mapping.open = false;
    depth--;
  }
}
