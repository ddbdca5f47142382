package dev.portside.runtime.wasm;

/** The end of a long text, for exceptions: they are no place for a log. */
final class ErrorText {
  private static final int MOST = 8 << 10;

  private ErrorText() {}

  /** All of a short text; of a long one the last lines, or at least the last characters. */
  static String end(String text) {
    if (text.length() <= MOST) {
      return text;
    }
    int from = text.length() - MOST;
    int line = text.indexOf('\n', from);
    if (line >= 0 && line + 1 < text.length()) {
      from = line + 1;
    } else if (Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    return text.substring(from);
  }
}
