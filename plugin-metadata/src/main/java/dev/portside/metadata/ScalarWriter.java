package dev.portside.metadata;

/** Writes one scalar in each style; go-yaml v2's {@code write_*_scalar}. */
final class ScalarWriter {
  private static final String HEX = "0123456789ABCDEF";

  private final Page page;

  ScalarWriter(Page page) {
    this.page = page;
  }

  /**
   * Writes a text.
   *
   * @param text well-formed UTF-16
   * @param indent where continuation lines begin
   * @param shape of the text
   * @param simpleKey whether it must stay on one line
   */
  void write(String text, int indent, ScalarShape shape, boolean simpleKey) {
    switch (ScalarStyle.of(text, shape, simpleKey)) {
      case PLAIN -> plain(text, indent, !simpleKey);
      case SINGLE_QUOTED -> singleQuoted(text, indent, !simpleKey);
      case DOUBLE_QUOTED -> doubleQuoted(text, indent, !simpleKey);
      case LITERAL -> literal(text, indent);
    }
  }

  /** Writes a text that needs no quotes and has no line break. */
  void plain(String text, int indent, boolean foldable) {
    page.space();
    boolean afterSpace = false;
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      if (c != ' ') {
        page.character(c);
      } else if (foldable && !afterSpace && page.isWide() && text.charAt(next) != ' ') {
        page.indent(indent);
      } else {
        page.put(' ');
      }
      afterSpace = c == ' ';
    }
    page.endScalar();
  }

  private void singleQuoted(String text, int indent, boolean foldable) {
    page.spacedMark("'", false);
    boolean afterSpace = false;
    boolean afterBreak = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        if (foldable && !afterSpace && mayFold(text, i) && text.charAt(i + 1) != ' ') {
          page.indent(indent);
        } else {
          page.put(' ');
        }
        afterSpace = true;
      } else if (ScalarShape.isBreak(c)) {
        page.lineBreak(c);
        afterBreak = true;
      } else {
        if (afterBreak) {
          page.indent(indent);
        }
        if (c == '\'') {
          page.put('\'');
        }
        page.character(c);
        afterSpace = false;
        afterBreak = false;
      }
    }
    page.closeMark("'");
    page.endScalar();
  }

  private void doubleQuoted(String text, int indent, boolean foldable) {
    page.spacedMark("\"", false);
    // An oddity of go-yaml v2: behind a byte order mark nothing is left as it is.
    boolean escapeAll = text.startsWith("\uFEFF");
    boolean afterSpace = false;
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      if (escapeAll || needsEscape(c)) {
        escape(c);
      } else if (c == ' ') {
        if (foldable && !afterSpace && mayFold(text, i)) {
          page.indent(indent);
          if (text.charAt(next) == ' ') {
            page.put('\\');
          }
        } else {
          page.put(' ');
        }
      } else {
        page.put(c);
      }
      afterSpace = c == ' ';
    }
    page.closeMark("\"");
    page.endScalar();
  }

  private static boolean needsEscape(int c) {
    return c == '"' || c == '\\' || ScalarShape.isBreak(c) || !ScalarShape.isPrintable(c);
  }

  /** Neither the first nor the last character may be folded away. */
  private boolean mayFold(String text, int i) {
    return page.isWide() && i > 0 && i < text.length() - 1;
  }

  private void escape(int c) {
    page.put('\\');
    char letter = shortEscape(c);
    if (letter != 0) {
      page.put(letter);
      return;
    }
    int digits = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
    page.put(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      page.put(HEX.charAt((c >> shift) & 0xF));
    }
  }

  /** The letter of an escape that has one, 0 for all others. */
  private static char shortEscape(int c) {
    return switch (c) {
      case 0 -> '0';
      case 0x07 -> 'a';
      case 0x08 -> 'b';
      case '\t' -> 't';
      case '\n' -> 'n';
      case 0x0B -> 'v';
      case 0x0C -> 'f';
      case '\r' -> 'r';
      case 0x1B -> 'e';
      case '"' -> '"';
      case '\\' -> '\\';
      case 0x85 -> 'N';
      case 0xA0 -> '_';
      case 0x2028 -> 'L';
      case 0x2029 -> 'P';
      default -> 0;
    };
  }

  private void literal(String text, int indent) {
    page.spacedMark("|" + hints(text), false);
    page.startLines();
    boolean afterBreak = true;
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      if (ScalarShape.isBreak(c)) {
        page.lineBreak(c);
        afterBreak = true;
        continue;
      }
      if (afterBreak) {
        page.indent(indent);
        afterBreak = false;
      }
      page.character(c);
    }
  }

  /**
   * How deep the lines are indented, if that cannot be seen, and what becomes of the last break.
   */
  private static String hints(String text) {
    boolean invisible = text.charAt(0) == ' ' || ScalarShape.isBreak(text.charAt(0));
    int last = text.length() - 1;
    String chomp = "";
    if (!ScalarShape.isBreak(text.charAt(last))) {
      chomp = "-";
    } else if (last == 0 || ScalarShape.isBreak(text.charAt(last - 1))) {
      chomp = "+";
    }
    return (invisible ? "2" : "") + chomp;
  }
}
