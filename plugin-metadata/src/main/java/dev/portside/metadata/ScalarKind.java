package dev.portside.metadata;

import org.jspecify.annotations.Nullable;

/** What Helm's YAML reader takes a plain scalar for; go-yaml's {@code resolve.go}. */
enum ScalarKind {
  /** Nothing: empty, {@code ~} or a spelling of null. */
  NULL,
  /** A spelling of true or false as YAML 1.2 has them; {@code yes} is text. */
  BOOL,
  /** A whole number from -2^63 to 2^64-1, in any base. */
  INT,
  /** Any other number, infinity and not-a-number included. */
  FLOAT,
  /** A date, or a date with a time. */
  TIME,
  /** Everything else. */
  TEXT;

  /**
   * Sorts out a scalar by its first character, then by its whole text.
   *
   * @param text the scalar without its quotes
   * @param mayBeTime false if a tag says that it is something else
   */
  static ScalarKind of(String text, boolean mayBeTime) {
    if (text.isEmpty()) {
      return NULL;
    }
    char first = text.charAt(0);
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
      return numeric(text, first, mayBeTime);
    }
    if (text.length() > 5) {
      return TEXT;
    }
    return isNull(text) ? NULL : bool(text) != null ? BOOL : TEXT;
  }

  /** The truth value of a {@link #BOOL}, null for all other text. */
  static @Nullable Boolean bool(String text) {
    if (text.equals("true") || text.equals("True") || text.equals("TRUE")) {
      return Boolean.TRUE;
    }
    if (text.equals("false") || text.equals("False") || text.equals("FALSE")) {
      return Boolean.FALSE;
    }
    return null;
  }

  /**
   * The truth value of a word that YAML 1.1 took for one, null for all other text. Helm takes it
   * where it wants a boolean, quoted or not, and nowhere else.
   */
  static @Nullable Boolean oldBool(String text) {
    if (text.isEmpty() || text.length() > 3) {
      return null;
    }
    boolean yes =
        text.equals("y")
            || text.equals("Y")
            || text.equals("yes")
            || text.equals("Yes")
            || text.equals("YES")
            || text.equals("on")
            || text.equals("On")
            || text.equals("ON");
    boolean no =
        text.equals("n")
            || text.equals("N")
            || text.equals("no")
            || text.equals("No")
            || text.equals("NO")
            || text.equals("off")
            || text.equals("Off")
            || text.equals("OFF");
    return yes ? Boolean.TRUE : no ? Boolean.FALSE : null;
  }

  private static boolean isNull(String text) {
    return text.equals("~") || text.equals("null") || text.equals("Null") || text.equals("NULL");
  }

  private static ScalarKind numeric(String text, char first, boolean mayBeTime) {
    if (mayBeTime && Timestamp.normalized(text) != null) {
      return TIME;
    }
    if (first != '.' && WholeNumber.parse(text) != null) {
      return INT;
    }
    return Decimal.parse(text) == null ? TEXT : FLOAT;
  }
}
