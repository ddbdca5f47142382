package dev.portside.metadata;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers as Helm's YAML reader takes them: decimal, {@code 0x1F}, {@code 0b11}, {@code
 * 0o17}, {@code 017}, with a sign and with {@code _} anywhere behind the first character.
 */
final class WholeNumber {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  /** The digits of 2^64 in base 2; a longer number is out of range in every base. */
  private static final int MOST_DIGITS = 64;

  private WholeNumber() {}

  /**
   * Parses a number.
   *
   * @return the number, or null if the text is not one from -2^63 to 2^64-1
   */
  static @Nullable BigInteger parse(String text) {
    String plain = withoutUnderscores(text);
    char first = plain.isEmpty() ? ' ' : plain.charAt(0);
    boolean signed = first == '-' || first == '+';
    BigInteger value = unsigned(signed ? plain.substring(1) : plain);
    if (value != null) {
      return inRange(value, first);
    }
    // An accident that files may depend on: behind a lower case prefix one more sign is taken.
    if (plain.startsWith("0b") || plain.startsWith("0o")) {
      return signInside(plain);
    }
    return null;
  }

  /** The text without {@code _}. */
  static String withoutUnderscores(String text) {
    return text.indexOf('_') < 0 ? text : text.replace("_", "");
  }

  private static @Nullable BigInteger inRange(BigInteger value, char sign) {
    if (sign == '-') {
      BigInteger negative = value.negate();
      return negative.compareTo(MIN) < 0 ? null : negative;
    }
    // Only a number without a sign may use the 64th bit.
    boolean fits = sign == '+' ? value.compareTo(MAX) <= 0 : value.bitLength() <= 64;
    return fits ? value : null;
  }

  private static @Nullable BigInteger unsigned(String text) {
    if (text.length() < 2 || text.charAt(0) != '0') {
      return digits(text, 10);
    }
    if (text.length() > 2) {
      char prefix = text.charAt(1);
      if (prefix == 'x' || prefix == 'X') {
        return digits(text.substring(2), 16);
      }
      if (prefix == 'o' || prefix == 'O') {
        return digits(text.substring(2), 8);
      }
      if (prefix == 'b' || prefix == 'B') {
        return digits(text.substring(2), 2);
      }
    }
    return digits(text.substring(1), 8);
  }

  private static @Nullable BigInteger signInside(String plain) {
    if (plain.length() < 4) {
      return null;
    }
    char sign = plain.charAt(2);
    if (sign != '-' && sign != '+') {
      return null;
    }
    BigInteger value = digits(plain.substring(3), plain.charAt(1) == 'b' ? 2 : 8);
    return value == null ? null : inRange(value, sign);
  }

  private static @Nullable BigInteger digits(String text, int base) {
    if (text.isEmpty()) {
      return null;
    }
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (valueOf(text.charAt(i)) >= base) {
        return null;
      }
      if (start == i && text.charAt(i) == '0') {
        start++;
      }
    }
    if (start == text.length()) {
      return BigInteger.ZERO;
    }
    if (text.length() - start > MOST_DIGITS) {
      return null;
    }
    return new BigInteger(text.substring(start), base);
  }

  private static int valueOf(char digit) {
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }
    if (digit >= 'a' && digit <= 'f') {
      return digit - 'a' + 10;
    }
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : Integer.MAX_VALUE;
  }
}
