package dev.portside.metadata;

/** How a text stands in the signed block. */
enum ScalarStyle {
  /** As it is. */
  PLAIN,
  /** In {@code '}, with {@code '} doubled. */
  SINGLE_QUOTED,
  /** In {@code "}, with escapes. */
  DOUBLE_QUOTED,
  /** Line by line behind {@code |}. */
  LITERAL;

  /**
   * Chooses the style, as go-yaml v2 does ({@code encode.go}, {@code select_scalar_style}).
   *
   * @param text the text
   * @param shape what is in it
   * @param simpleKey whether it is a key that stands on the line of its value
   */
  static ScalarStyle of(String text, ScalarShape shape, boolean simpleKey) {
    if (readsAsOther(text) || (simpleKey && shape.hasBreaks())) {
      return DOUBLE_QUOTED;
    }
    if (text.indexOf('\n') >= 0) {
      return shape.mayBeLiteral() ? LITERAL : DOUBLE_QUOTED;
    }
    if (shape.mayBePlain()) {
      return PLAIN;
    }
    return shape.mayBeSingleQuoted() ? SINGLE_QUOTED : DOUBLE_QUOTED;
  }

  /** Whether some YAML, old or new, would not take the plain text for text. */
  private static boolean readsAsOther(String text) {
    ScalarKind kind = ScalarKind.of(text, true);
    if (kind == ScalarKind.INT) {
      // YAML 1.1 has no 0o: only what reads as a number without knowing it counts.
      return !isOctalWithSignInside(text);
    }
    return kind != ScalarKind.TEXT || ScalarKind.oldBool(text) != null || isBase60(text);
  }

  private static boolean isOctalWithSignInside(String text) {
    String plain = WholeNumber.withoutUnderscores(text);
    return plain.startsWith("0o") && (plain.charAt(2) == '-' || plain.charAt(2) == '+');
  }

  /** {@code [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?}: 1:30 is 90 to YAML 1.1. */
  private static boolean isBase60(String text) {
    if (text.indexOf(':') < 0) {
      return false;
    }
    int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    if (!isDigit(text, at)) {
      return false;
    }
    at = skipDigitsAndUnderscores(text, at);
    int parts = 0;
    while (at < text.length() && text.charAt(at) == ':' && isDigit(text, at + 1)) {
      boolean two = isDigit(text, at + 2);
      if (two && text.charAt(at + 1) > '5') {
        return false;
      }
      at += two ? 3 : 2;
      parts++;
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at = skipDigitsAndUnderscores(text, at + 1);
    }
    return parts > 0 && at == text.length();
  }

  private static int skipDigitsAndUnderscores(String text, int from) {
    int at = from;
    while (isDigit(text, at) || (at < text.length() && text.charAt(at) == '_')) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
