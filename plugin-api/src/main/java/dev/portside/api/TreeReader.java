package dev.portside.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one mapping of a {@link Tree}, once, in one thread.
 *
 * <p>It never throws for bad content: it reports a {@link Finding} with position and path, returns
 * the zero value and goes on, so that a person sees all problems at once. A null value counts as
 * absent. A key that nobody asked for is the unknown key of {@link #unknownKeys}, and what was
 * asked for is its list of suggestions; so ask for every key first and decide afterwards.
 *
 * <p>The file is long because every way to read a key is one documented method; they share the list
 * of what was asked, so they stay together.
 */
public final class TreeReader {
  /** The {@link #dialect()} of messages: keys are found without regard to case, as in Go. */
  public static final String JSON = "json";

  /** Up to here comparing all keys with each other is cheaper than a table. */
  private static final int FEW = 12;

  private final Tree tree;
  private final String path;
  private final String dialect;
  private final Consumer<Finding> sink;
  private final List<String> asked = new ArrayList<>();
  private final List<TreeReader> inner = new ArrayList<>();
  private final @Nullable TreeReader outer;
  private boolean open;
  private boolean failed;

  private TreeReader(
      Tree tree, String path, String dialect, Consumer<Finding> sink, @Nullable TreeReader outer) {
    this.tree = tree;
    this.path = path;
    this.dialect = dialect;
    this.sink = sink;
    this.outer = outer;
    if (!(tree instanceof Tree.Mapping) && !isNull(tree)) {
      expected("a mapping", tree, path);
    }
    reportDuplicates();
  }

  /**
   * A reader.
   *
   * @param tree what to read; a null scalar reads as an empty mapping, any other than a mapping is
   *     reported
   * @param path where the tree stands in its document, such as {@code runtimeConfig}, or empty
   * @param dialect the {@code apiVersion} of the manifest, or {@link #JSON}
   * @param sink receives each finding as it arises, in reading order
   * @return the reader
   */
  public static TreeReader of(Tree tree, String path, String dialect, Consumer<Finding> sink) {
    return new TreeReader(tree, path, dialect, sink, null);
  }

  /**
   * What wrote the tree.
   *
   * @return {@code legacy}, {@code v1} or another {@code apiVersion}, or {@link #JSON}
   */
  public String dialect() {
    return dialect;
  }

  /**
   * What is being read.
   *
   * @return the tree
   */
  public Tree tree() {
    return tree;
  }

  /**
   * Whether this reader, or one made by it, has reported an error.
   *
   * @return true after the first error
   */
  public boolean failed() {
    return failed;
  }

  /**
   * Whether a key is present, with a value other than null.
   *
   * @param key the key
   * @return true if it is
   */
  public boolean has(String key) {
    return find(key) != null;
  }

  /**
   * Declares a key as known that somebody else reads.
   *
   * @param key the key
   */
  public void skip(String key) {
    asked.add(key);
  }

  /**
   * All keys of a mapping whose keys are free, such as the names of hooks; none is unknown any
   * more.
   *
   * @return the keys in the order of the file
   */
  public Set<String> keys() {
    open = true;
    Set<String> keys = new LinkedHashSet<>();
    for (Tree.Entry entry : entries()) {
      keys.add(entry.key());
    }
    return Collections.unmodifiableSet(keys);
  }

  /**
   * A text.
   *
   * @param key the key
   * @return the text, empty if absent or not a text
   */
  public String text(String key) {
    return text(key, "");
  }

  /**
   * A text.
   *
   * @param key the key
   * @param otherwise what to return if the key is absent
   * @return the text, empty if it is not one
   */
  public String text(String key, String otherwise) {
    Tree value = find(key);
    return value == null ? otherwise : asText(value, pathOf(key));
  }

  /**
   * A truth value.
   *
   * @param key the key
   * @return the value, false if absent or not a truth value
   */
  public boolean bool(String key) {
    Tree value = find(key);
    if (value == null) {
      return false;
    }
    if (value instanceof Tree.Scalar scalar && scalar.bool() != null) {
      return scalar.bool();
    }
    expected("true or false", value, pathOf(key));
    return false;
  }

  /**
   * A whole number. A fraction is cut off, as Helm does, with a warning.
   *
   * @param key the key
   * @param min the least that is accepted
   * @param max the most that is accepted
   * @return the number, or empty if absent, not a number or out of range
   */
  public OptionalLong integer(String key, long min, long max) {
    BigInteger whole = integer(key, BigInteger.valueOf(min), BigInteger.valueOf(max));
    return whole == null ? OptionalLong.empty() : OptionalLong.of(whole.longValue());
  }

  /**
   * A whole number that may be too large for a {@code long}, such as Go's {@code uint64}. A
   * fraction is cut off, as Helm does, with a warning.
   *
   * @param key the key
   * @param min the least that is accepted
   * @param max the most that is accepted
   * @return the number, or null if absent, not a number or out of range
   */
  public @Nullable BigInteger integer(String key, BigInteger min, BigInteger max) {
    Tree value = find(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Tree.Scalar scalar) || scalar.number() == null) {
      expected("a whole number", value, pathOf(key));
      return null;
    }
    BigDecimal number = scalar.number();
    // The check comes first: writing out the digits of 1e999999999 would end the JVM.
    if (number.compareTo(new BigDecimal(min)) < 0 || number.compareTo(new BigDecimal(max)) > 0) {
      expected("a whole number from " + min + " to " + max, value, pathOf(key));
      return null;
    }
    // Nor may those of 1e-999999999 be written out, which toBigInteger would.
    boolean belowOne = number.precision() <= (long) number.scale();
    BigInteger whole = belowOne ? BigInteger.ZERO : number.toBigInteger();
    if (new BigDecimal(whole).compareTo(number) != 0) {
      warn(value, pathOf(key), scalar.written() + " is cut to " + whole);
    }
    return whole;
  }

  /**
   * A list of texts; null items are left out.
   *
   * @param key the key
   * @return the texts, empty if absent
   */
  public List<String> texts(String key) {
    List<String> texts = textsOrNull(key);
    return texts == null ? List.of() : texts;
  }

  /**
   * A list of texts, where absent and empty are two things; null items are left out.
   *
   * @param key the key
   * @return the texts, or null if absent
   */
  public @Nullable List<String> textsOrNull(String key) {
    List<Tree> items = items(key);
    if (items == null) {
      return null;
    }
    List<String> texts = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (!isNull(items.get(i))) {
        texts.add(asText(items.get(i), pathOf(key, i)));
      }
    }
    return List.copyOf(texts);
  }

  /**
   * A mapping of texts with free keys; a null value is an empty text.
   *
   * @param key the key
   * @return the texts in the order of the file, empty if absent
   */
  public Map<String, String> textMap(String key) {
    TreeReader map = child(key);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : map.keys()) {
      texts.put(name, map.text(name));
    }
    return Collections.unmodifiableMap(texts);
  }

  /**
   * A mapping within this one.
   *
   * @param key the key
   * @return its reader; of an empty mapping if the key is absent, so that reading goes on
   */
  public TreeReader child(String key) {
    Tree value = find(key);
    return add(value == null ? Tree.none(tree.at()) : value, pathOf(key));
  }

  /**
   * A list of mappings; null items are left out.
   *
   * @param key the key
   * @return a reader for each, empty if absent
   */
  public List<TreeReader> children(String key) {
    List<Tree> items = items(key);
    if (items == null) {
      return List.of();
    }
    List<TreeReader> children = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (!isNull(items.get(i))) {
        children.add(add(items.get(i), pathOf(key, i)));
      }
    }
    return children;
  }

  /**
   * Reports an error about a value that was read well but cannot be used.
   *
   * @param key the key, or empty for the whole mapping
   * @param message what was found and what was expected
   */
  public void reject(String key, String message) {
    Tree value = key.isEmpty() ? null : find(key);
    report(
        Finding.error(
            value == null ? tree.at() : value.at(), key.isEmpty() ? path : pathOf(key), message));
  }

  /**
   * Reports every key that nobody asked for, here and in all readers made by this one, with the
   * nearest key that somebody did ask for.
   *
   * @param severity of the findings
   */
  public void unknownKeys(Finding.Severity severity) {
    if (!open) {
      for (Tree.Entry entry : entries()) {
        if (!isKnown(entry.key())) {
          String message = "unknown key" + Names.hint(entry.key(), asked);
          report(new Finding(severity, entry.at(), pathOf(entry.key()), message));
        }
      }
    }
    for (TreeReader reader : inner) {
      reader.unknownKeys(severity);
    }
  }

  private boolean isKnown(String key) {
    for (String known : asked) {
      if (sameKey(known, key)) {
        return true;
      }
    }
    return false;
  }

  private boolean sameKey(String one, String other) {
    return dialect.equals(JSON) ? one.equalsIgnoreCase(other) : one.equals(other);
  }

  private List<Tree.Entry> entries() {
    return tree instanceof Tree.Mapping mapping ? mapping.entries() : List.of();
  }

  private @Nullable Tree find(String key) {
    asked.add(key);
    Tree found = null;
    List<Tree.Entry> entries = entries();
    for (int i = 0; i < entries.size(); i++) {
      Tree.Entry entry = entries.get(i);
      if (entry.key().equals(key)) {
        found = entry.value();
        break;
      }
      if (found == null && sameKey(key, entry.key())) {
        found = entry.value(); // unless a later key is written exactly so: free keys may be
      }
    }
    return found == null || isNull(found) ? null : found;
  }

  private @Nullable List<Tree> items(String key) {
    Tree value = find(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Tree.Sequence sequence) {
      return sequence.items();
    }
    expected("a list", value, pathOf(key));
    return null;
  }

  private TreeReader add(Tree value, String at) {
    TreeReader reader = new TreeReader(value, at, dialect, sink, this);
    inner.add(reader);
    return reader;
  }

  private String asText(Tree value, String at) {
    if (value instanceof Tree.Scalar scalar && scalar.text() != null) {
      if (!scalar.text().equals(scalar.written())) {
        warn(
            value,
            at,
            "unquoted " + scalar.written() + " is read as " + scalar.text() + "; quote it");
      }
      return scalar.text();
    }
    expected("text", value, at);
    return "";
  }

  private void reportDuplicates() {
    List<Tree.Entry> entries = entries();
    if (entries.size() <= FEW) {
      for (int i = 1; i < entries.size(); i++) {
        for (int j = 0; j < i; j++) {
          if (entries.get(i).key().equals(entries.get(j).key())) {
            duplicate(entries.get(i), entries.get(j));
            break;
          }
        }
      }
      return;
    }
    Map<String, Tree.Entry> first = new HashMap<>();
    for (Tree.Entry entry : entries) {
      Tree.Entry earlier = first.putIfAbsent(entry.key(), entry);
      if (earlier != null) {
        duplicate(entry, earlier);
      }
    }
  }

  private void duplicate(Tree.Entry entry, Tree.Entry earlier) {
    String message =
        "key \"" + entry.key() + "\" is already defined at line " + earlier.at().line();
    report(Finding.error(entry.at(), pathOf(entry.key()), message));
  }

  private void expected(String what, Tree found, String at) {
    report(Finding.error(found.at(), at, "expected " + what + ", found " + show(found)));
  }

  private void warn(Tree value, String at, String message) {
    report(Finding.warning(value.at(), at, message));
  }

  private void report(Finding finding) {
    if (finding.isError()) {
      for (TreeReader reader = this; reader != null; reader = reader.outer) {
        reader.failed = true;
      }
    }
    sink.accept(finding);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String pathOf(String key, int index) {
    return pathOf(key) + "[" + index + "]";
  }

  private static boolean isNull(Tree value) {
    return value instanceof Tree.Scalar scalar && scalar.isNull();
  }

  private static String show(Tree value) {
    if (value instanceof Tree.Scalar scalar) {
      return "\"" + Names.shorten(scalar.written()) + "\"";
    }
    return value instanceof Tree.Sequence ? "a list" : "a mapping";
  }
}
