package dev.portside.tck;

import dev.portside.api.Position;
import dev.portside.api.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Raw data as the tree of a manifest that was never written: every key and every item has a line of
 * its own, so a position can be told from any other.
 */
final class Trees {
  private final String source;
  private int line;

  private Trees(String source, int line) {
    this.source = source;
    this.line = line;
  }

  /** The tree of raw data, as if it began at a line of a manifest. */
  static Tree.Mapping of(Map<String, ?> raw, String source, int line) {
    return new Trees(source, line).mapping(raw, 3);
  }

  private Tree of(@Nullable Object raw, int column) {
    if (raw instanceof Map<?, ?> map) {
      return mapping(map, column);
    }
    if (raw instanceof Iterable<?> list) {
      Position at = new Position(source, line + 1, column);
      List<Tree> items = new ArrayList<>();
      for (Object item : list) {
        line++;
        items.add(of(item, column + 2));
      }
      return new Tree.Sequence(items, at);
    }
    Position at = new Position(source, line, column);
    if (raw == null) {
      return Tree.none(at);
    }
    String written = raw.toString();
    if (raw instanceof Boolean bool) {
      return new Tree.Scalar(written, written, bool, null, at);
    }
    if (raw instanceof Number) {
      return new Tree.Scalar(written, written, null, new BigDecimal(written), at);
    }
    return new Tree.Scalar(written, written, null, null, at);
  }

  private Tree.Mapping mapping(Map<?, ?> raw, int column) {
    Position at = new Position(source, line + 1, column);
    List<Tree.Entry> entries = new ArrayList<>();
    for (Map.Entry<?, ?> entry : raw.entrySet()) {
      line++;
      String key = String.valueOf(entry.getKey());
      Position keyAt = new Position(source, line, column);
      entries.add(new Tree.Entry(key, keyAt, of(entry.getValue(), column + key.length() + 2)));
    }
    return new Tree.Mapping(entries, at);
  }

  /** The mapping with one more key at its end, on a line of its own. */
  static Tree.Mapping with(Tree.Mapping tree, String key, String value) {
    int last = tree.at().line() + 1000;
    List<Tree.Entry> entries = new ArrayList<>(tree.entries());
    Position at = new Position(tree.at().source(), last, 3);
    Position valueAt = new Position(tree.at().source(), last, 3 + key.length() + 2);
    entries.add(new Tree.Entry(key, at, new Tree.Scalar(value, value, null, null, valueAt)));
    return new Tree.Mapping(entries, tree.at());
  }

  /** The mapping with another name for one of its keys. */
  static Tree.Mapping rename(Tree.Mapping tree, String key, String name) {
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry entry : tree.entries()) {
      String kept = entry.key().equals(key) ? name : entry.key();
      entries.add(new Tree.Entry(kept, entry.at(), entry.value()));
    }
    return new Tree.Mapping(entries, tree.at());
  }

  /** Ways to misspell a key: a letter less, one twice, one changed, two swapped, another case. */
  static List<String> misspelt(String key) {
    int middle = key.length() / 2;
    String begin = key.substring(0, middle);
    char letter = key.charAt(middle);
    String end = key.substring(middle + 1);
    String swapped = key.substring(0, middle - 1) + letter + key.charAt(middle - 1) + end;
    return List.of(
        begin + end,
        begin + letter + letter + end,
        begin + (letter == 'q' ? 'z' : 'q') + end,
        swapped.equals(key) ? key + "s" : swapped,
        "x" + key,
        key.equals(key.toUpperCase(Locale.ROOT)) ? key + "S" : key.toUpperCase(Locale.ROOT));
  }

  /** The mapping with another value for one of its keys. */
  static Tree.Mapping replace(Tree.Mapping tree, String key, Tree value) {
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry entry : tree.entries()) {
      entries.add(entry.key().equals(key) ? new Tree.Entry(key, entry.at(), value) : entry);
    }
    return new Tree.Mapping(entries, tree.at());
  }

  /** A value, at the same place, of a shape that nobody can take for that of the given one. */
  static Tree wrongShape(Tree value) {
    Position at = value.at();
    Tree odd = new Tree.Scalar("odd", "odd", null, null, at);
    if (value instanceof Tree.Sequence) {
      return new Tree.Mapping(List.of(new Tree.Entry("odd", at, odd)), at);
    }
    return new Tree.Sequence(List.of(odd), at);
  }

  /** Everything that {@code runtimeConfig} or {@code config} can be without being of any use. */
  static List<Tree> nonsense(Tree.Mapping good) {
    Position at = good.at();
    Tree text = new Tree.Scalar("nonsense", "nonsense", null, null, at);
    Tree number = new Tree.Scalar("1e999999999", "", null, new BigDecimal("1e999999999"), at);
    List<Tree> all = new ArrayList<>();
    all.add(Tree.none(at));
    all.add(text);
    all.add(number);
    all.add(new Tree.Sequence(List.of(text, Tree.none(at)), at));
    all.add(new Tree.Mapping(List.of(), at));
    Tree deep = text;
    for (int i = 0; i < 500; i++) {
      deep = i % 2 == 0 ? new Tree.Sequence(List.of(deep), at) : nested(deep, at);
    }
    for (Tree.Entry entry : good.entries()) {
      all.add(replace(good, entry.key(), Tree.none(at)));
      all.add(replace(good, entry.key(), number));
      all.add(replace(good, entry.key(), deep));
      all.add(replace(good, entry.key(), wrongShape(entry.value())));
      all.add(new Tree.Mapping(List.of(entry, entry), at));
    }
    return all;
  }

  private static Tree nested(Tree value, Position at) {
    return new Tree.Mapping(List.of(new Tree.Entry("odd", at, value)), at);
  }
}
