package dev.portside.cli;

/**
 * Text of plugins made fit for a terminal: what would steer it (colours, cursor, direction of
 * writing) is shown as an escape instead.
 */
final class Visible {
  private Visible() {}

  /** Lines stay lines, and tabs tabs. */
  static String text(String text) {
    return escape(text, true);
  }

  /** One line, whatever is in it. */
  static String line(String text) {
    return escape(text, false);
  }

  private static String escape(String text, boolean keepLines) {
    StringBuilder visible = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!steers(c) || (keepLines && (c == '\n' || c == '\t'))) {
        visible.append(c);
      } else if (c == '\n') {
        visible.append("\\n");
      } else {
        String digits = Integer.toHexString(c);
        visible.append("\\u").append("0000", digits.length(), 4).append(digits);
      }
    }
    return visible.toString();
  }

  private static boolean steers(char c) {
    boolean lineBreak = c == '\u2028' || c == '\u2029';
    boolean direction = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    return Character.isISOControl(c) || lineBreak || direction;
  }
}
