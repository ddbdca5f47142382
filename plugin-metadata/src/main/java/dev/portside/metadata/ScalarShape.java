package dev.portside.metadata;

/**
 * What is in a text that decides how it can be written; go-yaml v2's {@code analyze_scalar}.
 *
 * @param hasBreaks whether it has a line break of any kind
 * @param mayBePlain whether it reads back without quotes
 * @param mayBeSingleQuoted whether it reads back from single quotes
 * @param mayBeLiteral whether it reads back line by line
 */
record ScalarShape(
    boolean hasBreaks, boolean mayBePlain, boolean mayBeSingleQuoted, boolean mayBeLiteral) {
  private static final String STARTS_SOMETHING_ELSE = "#,[]{}&*!|>'\"%@`";

  /** Looks at every character once. */
  static ScalarShape of(String text) {
    if (text.isEmpty()) {
      return new ScalarShape(false, true, true, false);
    }
    boolean special = false;
    boolean breaks = false;
    boolean spaceThenBreak = false;
    boolean breakThenSpace = false;
    int previous = 0;
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      special |= !isPrintable(c);
      breaks |= isBreak(c);
      spaceThenBreak |= isBreak(c) && previous == ' ';
      breakThenSpace |= c == ' ' && isBreak(previous);
      previous = c;
    }
    boolean endsInSpace = previous == ' ';
    boolean padded =
        endsInSpace || isBreak(previous) || text.charAt(0) == ' ' || isBreak(text.charAt(0));
    special |= spaceThenBreak;
    return new ScalarShape(
        breaks,
        !special && !breaks && !padded && !hasIndicator(text),
        !special && !breakThenSpace,
        !special && !endsInSpace);
  }

  /** Line feed and carriage return, next line, line and paragraph separator. */
  static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  /** What YAML 1.1 allows unescaped, less what go-yaml v2 escapes all the same. */
  static boolean isPrintable(int c) {
    return c == '\n'
        || (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF);
  }

  /** Whether a reader would take some character for a part of the document's structure. */
  private static boolean hasIndicator(String text) {
    if (text.startsWith("---") || text.startsWith("...")) {
      return true;
    }
    char first = text.charAt(0);
    if (STARTS_SOMETHING_ELSE.indexOf(first) >= 0) {
      return true;
    }
    boolean beforeBlank = text.length() == 1 || isBlank(text.charAt(1));
    if (beforeBlank && (first == '?' || first == ':' || first == '-')) {
      return true;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' && (i + 1 == text.length() || isBlank(text.charAt(i + 1)))) {
        return true;
      }
      if (c == '#' && isBlankOrBreak(text.charAt(i - 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isBlankOrBreak(char c) {
    return isBlank(c) || c == 0 || isBreak(c);
  }
}
