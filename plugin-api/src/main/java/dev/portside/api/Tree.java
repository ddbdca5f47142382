package dev.portside.api;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Content in the shape of JSON that knows where it was written: what a format adapter makes of a
 * manifest, or of a message. Read it with {@link TreeReader}.
 *
 * <p>Trees are immutable. One subtree may stand in several places (a YAML alias), so a small tree
 * can spell out a huge text: mappings and sequences therefore compare by identity, and their {@code
 * toString} says no more than their size.
 */
public sealed interface Tree {
  /**
   * Where it begins.
   *
   * @return the position, {@link Position#NONE} for trees made from values
   */
  Position at();

  /**
   * A key and its value.
   *
   * @param key the key's text
   * @param at where the key stands
   * @param value its value
   */
  record Entry(String key, Position at, Tree value) {
    /** Checks that nothing is null. */
    public Entry {
      requireNonNull(key, "key");
      requireNonNull(at, "at");
      requireNonNull(value, "value");
    }
  }

  /**
   * Keys and values in the order of the file; a key may stand there twice, {@link TreeReader}
   * reports it.
   *
   * @param entries the entries
   * @param at where it begins
   */
  record Mapping(List<Entry> entries, Position at) implements Tree {
    /** Copies the entries. */
    public Mapping {
      entries = List.copyOf(entries);
      requireNonNull(at, "at");
    }

    /**
     * The value of a key.
     *
     * @param key compared exactly
     * @return the first value, or null if there is none
     */
    public @Nullable Tree get(String key) {
      for (Entry entry : entries) {
        if (entry.key().equals(key)) {
          return entry.value();
        }
      }
      return null;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return "a mapping of " + entries.size();
    }
  }

  /**
   * A list.
   *
   * @param items its items in order
   * @param at where it begins
   */
  record Sequence(List<Tree> items, Position at) implements Tree {
    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
      requireNonNull(at, "at");
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return "a list of " + items.size();
    }
  }

  /**
   * A scalar with up to three readings; one without any is null. The adapter of the format fills
   * them in, so that nobody else needs to know its rules.
   *
   * @param written what the file says, quotes and escapes resolved
   * @param text how it reads as text, or null if it does not; a text other than {@code written} is
   *     worth a warning
   * @param bool how it reads as a boolean, or null
   * @param number how it reads as a number, or null
   * @param at where it begins
   */
  record Scalar(
      String written,
      @Nullable String text,
      @Nullable Boolean bool,
      @Nullable BigDecimal number,
      Position at)
      implements Tree {
    /** Checks what must not be null. */
    public Scalar {
      requireNonNull(written, "written");
      requireNonNull(at, "at");
    }

    /**
     * Whether this is the null of the format.
     *
     * @return true if there is no reading at all
     */
    public boolean isNull() {
      return text == null && bool == null && number == null;
    }
  }

  /**
   * The absent value.
   *
   * @param at where it would be
   * @return a scalar without any reading
   */
  static Tree none(Position at) {
    return new Scalar("null", null, null, null, at);
  }

  /**
   * A tree of JSON values, each with the one reading that JSON gives it.
   *
   * @param json null, or a {@code Map} (its keys as text), {@code Iterable}, {@code Boolean},
   *     {@code Number} or anything else by its {@code toString}
   * @return the tree, without positions
   */
  static Tree of(@Nullable Object json) {
    if (json == null) {
      return none(Position.NONE);
    }
    if (json instanceof Map<?, ?> map) {
      List<Entry> entries = new ArrayList<>(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        entries.add(new Entry(String.valueOf(entry.getKey()), Position.NONE, of(entry.getValue())));
      }
      return new Mapping(entries, Position.NONE);
    }
    if (json instanceof Iterable<?> list) {
      List<Tree> items = new ArrayList<>();
      for (Object item : list) {
        items.add(of(item));
      }
      return new Sequence(items, Position.NONE);
    }
    String written = json.toString();
    if (json instanceof Boolean bool) {
      return new Scalar(written, null, bool, null, Position.NONE);
    }
    if (json instanceof Number) {
      return new Scalar(written, null, null, new BigDecimal(written), Position.NONE);
    }
    return new Scalar(written, written, null, null, Position.NONE);
  }
}
