package dev.portside.metadata;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with a fraction or an exponent: which texts Helm's YAML reader takes for one, and how Go
 * writes one (the shortest digits that read back as the same number; {@code strconv}, format {@code
 * 'g'}).
 */
final class Decimal {
  /** As many significant digits survive the way through a double unchanged. */
  private static final int SAFE_DIGITS = 15;

  /** More digits are never needed to tell two doubles apart. */
  private static final int MOST_DIGITS = 17;

  /** Go writes an exponent if there are more than so many digits before the point. */
  private static final int LONGEST_WHOLE = 6;

  private Decimal() {}

  /**
   * Parses a number.
   *
   * @return the number, infinite or not-a-number only if spelled so; null if the text is not one
   */
  static @Nullable Double parse(String text) {
    String plain = text;
    if (text.charAt(0) != '.') {
      plain = WholeNumber.withoutUnderscores(text);
    } else if (text.indexOf('_') >= 0) {
      if (!underscoresSeparateDigits(text)) {
        return null;
      }
      plain = WholeNumber.withoutUnderscores(text);
    }
    if (isNumber(plain)) {
      double value = Double.parseDouble(plain);
      return Double.isInfinite(value) ? null : Double.valueOf(value);
    }
    return special(text);
  }

  /** The number as Go writes it: {@code 1.1}, {@code 1e+06}, {@code -0}, {@code .inf}. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = shortest(value);
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < LONGEST_WHOLE) {
      return shortest.toPlainString();
    }
    return (value < 0 ? "-" : "") + scientific(digits, exponent);
  }

  /**
   * The fewest digits that read back as this number, the nearest of these, no zeros at the end. Not
   * by {@code Double.toString}, which before JDK 19 gave a digit too many now and then.
   *
   * @param value a finite number
   */
  static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    if (exact.precision() <= SAFE_DIGITS) {
      return exact.stripTrailingZeros();
    }
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
      boolean belowReads = below.doubleValue() == value;
      boolean aboveReads = above.doubleValue() == value;
      if (belowReads && aboveReads) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
      }
      if (belowReads || aboveReads) {
        return (belowReads ? below : above).stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  private static String scientific(String digits, int exponent) {
    StringBuilder text = new StringBuilder(24).append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    return text.append(size < 10 ? "0" : "").append(size).toString();
  }

  /** {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?}. */
  private static boolean isNumber(String text) {
    int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int at = skipDigits(text, start);
    boolean whole = at > start;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = at + 1;
      at = skipDigits(text, fraction);
      if (!whole && at == fraction) {
        return false;
      }
    } else if (!whole) {
      return false;
    }
    if (at == text.length()) {
      return true;
    }
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    int exponent = at + 1;
    if (exponent < text.length()
        && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
      exponent++;
    }
    return exponent < text.length() && skipDigits(text, exponent) == text.length();
  }

  private static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean underscoresSeparateDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '_'
          && (i == 0
              || i + 1 == text.length()
              || !isDigit(text.charAt(i - 1))
              || !isDigit(text.charAt(i + 1)))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Double special(String text) {
    if (text.equals(".nan") || text.equals(".NaN") || text.equals(".NAN")) {
      return Double.NaN;
    }
    char first = text.charAt(0);
    String word = first == '-' || first == '+' ? text.substring(1) : text;
    if (word.equals(".inf") || word.equals(".Inf") || word.equals(".INF")) {
      return first == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return null;
  }
}
