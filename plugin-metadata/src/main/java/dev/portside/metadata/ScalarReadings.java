package dev.portside.metadata;

import dev.portside.api.Position;
import dev.portside.api.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * How Helm reads one scalar as text, as a boolean and as a number; go-yaml v3's {@code decode.go}.
 */
final class ScalarReadings {
  private static final String STANDARD = "tag:yaml.org,2002:";

  private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final String written;
  private final Reading reading;
  private final Position at;

  private ScalarReadings(String written, Reading reading, Position at) {
    this.written = written;
    this.reading = reading;
    this.at = at;
  }

  /**
   * Reads a scalar.
   *
   * @return its readings, or null if its tag says that it is something it is not
   */
  static Tree.@Nullable Scalar of(YamlNode.Scalar node, Reading reading, Position at) {
    ScalarReadings readings = new ScalarReadings(node.text, reading, at);
    if (node.tag == null) {
      return node.plain
          ? readings.as(ScalarKind.of(node.text, true))
          : readings.text(node.text, node.text);
    }
    return readings.tagged(node.tag);
  }

  /** The short name of a tag: {@code !!int}. */
  static String shortTag(String tag) {
    return tag.startsWith(STANDARD) ? "!!" + tag.substring(STANDARD.length()) : tag;
  }

  private Tree.@Nullable Scalar tagged(String tag) {
    return switch (shortTag(tag)) {
      case "!!null" -> only(ScalarKind.NULL);
      case "!!bool" -> only(ScalarKind.BOOL);
      case "!!int" -> only(ScalarKind.INT);
      case "!!timestamp" -> only(ScalarKind.TIME);
      case "!!float" -> floating();
      case "!!binary" -> binary();
      default -> text(written, written);
    };
  }

  private Tree.@Nullable Scalar binary() {
    String decoded = BinaryText.decode(written);
    return decoded == null ? null : text(decoded, decoded);
  }

  private Tree.@Nullable Scalar only(ScalarKind expected) {
    ScalarKind kind = ScalarKind.of(written, expected == ScalarKind.TIME);
    return kind == expected ? as(kind) : null;
  }

  private Tree.@Nullable Scalar floating() {
    ScalarKind kind = ScalarKind.of(written, false);
    if (kind == ScalarKind.FLOAT) {
      return as(kind);
    }
    BigInteger whole = kind == ScalarKind.INT ? WholeNumber.parse(written) : null;
    return whole == null || whole.compareTo(LONGEST) > 0 ? null : number(whole.doubleValue());
  }

  private Tree.Scalar as(ScalarKind kind) {
    if (kind == ScalarKind.TEXT) {
      return text(written, written);
    }
    if (kind == ScalarKind.NULL) {
      return new Tree.Scalar(written, null, null, null, at);
    }
    if (kind == ScalarKind.BOOL) {
      return bool();
    }
    if (kind == ScalarKind.TIME) {
      return text(written, time());
    }
    return kind == ScalarKind.INT ? whole() : fraction();
  }

  private Tree.Scalar bool() {
    Boolean value = ScalarKind.bool(written);
    return new Tree.Scalar(written, value(String.valueOf(value)), value, null, at);
  }

  private Tree.Scalar whole() {
    BigInteger value = WholeNumber.parse(written);
    BigDecimal number = value == null ? null : new BigDecimal(value);
    return new Tree.Scalar(written, value(String.valueOf(value)), null, number, at);
  }

  private Tree.Scalar fraction() {
    Double value = Decimal.parse(written);
    return number(value == null ? Double.NaN : value);
  }

  private Tree.Scalar number(double value) {
    boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
    // Not new BigDecimal(written): it would accept an exponent of nine digits.
    BigDecimal number = finite ? Decimal.shortest(value) : null;
    return new Tree.Scalar(written, value(Decimal.text(value)), null, number, at);
  }

  private String time() {
    String normalized = Timestamp.normalized(written);
    return normalized == null ? written : value(normalized);
  }

  private Tree.Scalar text(String shown, String text) {
    return new Tree.Scalar(shown, text, ScalarKind.oldBool(text), null, at);
  }

  /** What the value is written as, or what the file says, as this section is read. */
  private String value(String rendered) {
    return reading == Reading.AS_VALUE ? rendered : written;
  }
}
