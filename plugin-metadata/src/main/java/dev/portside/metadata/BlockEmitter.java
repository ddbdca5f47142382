package dev.portside.metadata;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Renders maps, lists and scalars as {@code sigs.k8s.io/yaml} does: Go's JSON first, then go-yaml
 * v2. The same values give the same bytes, whatever order the maps have.
 *
 * <p>Where Helm refuses to sign (U+007F, U+FFFE) or loses a character (U+0085), the character is
 * written as an escape. One emitter renders one document.
 */
final class BlockEmitter {
  /** Indentation of what has no parent. */
  private static final int ROOT = -1;

  /** A key of more bytes stands on a line of its own behind {@code ?}. */
  private static final int LONGEST_SIMPLE_KEY = 128;

  /** No whole number that is kept as such has more. */
  private static final int MOST_DIGITS = 20;

  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

  private final Page page = new Page();
  private final ScalarWriter scalars = new ScalarWriter(page);

  private BlockEmitter() {}

  /**
   * Renders a mapping.
   *
   * @param root names to null, {@code Boolean}, {@code Number}, {@code String}, {@code List} and
   *     {@code Map} of these
   * @return the text, ending in a line feed
   * @throws IllegalArgumentException for a value of another kind
   */
  static String render(Map<?, ?> root) {
    BlockEmitter emitter = new BlockEmitter();
    emitter.mapping(root, ROOT);
    emitter.page.indent(0);
    return emitter.page.toString();
  }

  private void mapping(Map<?, ?> map, int outer) {
    if (map.isEmpty()) {
      page.spacedMark("{}", false);
      return;
    }
    int indent = deeper(outer);
    // A heap does not mind an order with cycles; always filled alike, it always gives the same.
    PriorityQueue<String> keys = new PriorityQueue<>(new NaturalOrder());
    for (Object key : new TreeSet<>(map.keySet())) {
      keys.add((String) key);
    }
    for (String key = keys.poll(); key != null; key = keys.poll()) {
      page.indent(indent);
      key(wellFormed(key), indent);
      node(map.get(key), indent, true);
    }
  }

  private void key(String key, int indent) {
    ScalarShape shape = ScalarShape.of(key);
    if (!shape.hasBreaks() && utf8Length(key) <= LONGEST_SIMPLE_KEY) {
      scalars.write(key, deeper(indent), shape, true);
      page.closeMark(":");
      return;
    }
    page.spacedMark("?", true);
    scalars.write(key, deeper(indent), shape, false);
    page.indent(indent);
    page.spacedMark(":", true);
  }

  private void sequence(List<?> list, int outer, boolean inMapping) {
    if (list.isEmpty()) {
      page.spacedMark("[]", false);
      return;
    }
    // Directly below its key a list is not indented.
    int indent = inMapping && !page.onlyMarks() ? outer : deeper(outer);
    for (Object item : list) {
      page.indent(indent);
      page.spacedMark("-", true);
      node(item, indent, false);
    }
  }

  private void node(@Nullable Object value, int outer, boolean inMapping) {
    if (value instanceof Map<?, ?> map) {
      mapping(map, outer);
    } else if (value instanceof List<?> list) {
      sequence(list, outer, inMapping);
    } else if (value instanceof String string) {
      String text = wellFormed(string);
      scalars.write(text, deeper(outer), ScalarShape.of(text), false);
    } else {
      scalars.plain(bare(value), deeper(outer), true);
    }
  }

  private static int deeper(int outer) {
    return outer == ROOT ? 0 : outer + 2;
  }

  /** What stands there without quotes because it is no text. */
  private static String bare(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof BigInteger whole) {
      return number(whole);
    }
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return value.toString();
    }
    if (value instanceof BigDecimal decimal) {
      boolean whole = decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0;
      boolean small = decimal.precision() - (long) decimal.scale() <= MOST_DIGITS;
      return whole && small ? number(decimal.toBigInteger()) : number(decimal.doubleValue());
    }
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    throw new IllegalArgumentException(
        "a signed form holds text, numbers, booleans, null, lists and maps, not "
            + value.getClass().getName());
  }

  private static String number(BigInteger whole) {
    boolean fits = whole.signum() < 0 ? whole.compareTo(MIN) >= 0 : whole.bitLength() <= 64;
    return fits ? whole.toString() : Decimal.text(whole.doubleValue());
  }

  /** On its way through JSON a number without a fraction becomes a whole number. */
  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("a signed form cannot hold " + value);
    }
    BigDecimal shortest = Decimal.shortest(value);
    return shortest.scale() <= 0 && Math.abs(value) < 1e21
        ? number(shortest.toBigInteger())
        : Decimal.text(value);
  }

  /** As Go's JSON, which knows no unpaired surrogates. */
  private static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c)) {
        if (repaired == null) {
          repaired = new StringBuilder(text);
        }
        repaired.setCharAt(i, '\uFFFD');
      }
    }
    return repaired == null ? text : repaired.toString();
  }

  private static int utf8Length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }
}
