package dev.portside.packaging.lock;

import dev.portside.packaging.io.Shown;
import org.jspecify.annotations.Nullable;

/**
 * Foreign text on one line: what would break the line, hide in it or command a terminal is written
 * <code>&#92;u{HEX}</code>, a backslash twice. Every text comes back as it was, unpaired surrogates
 * too.
 */
final class EscapedText {
  private static final String OPEN = "\\u{";

  private EscapedText() {}

  /** The text, or null if this is not what {@link Shown#escape(String)} writes. */
  static @Nullable String unescape(String escaped) {
    StringBuilder text = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); ) {
      char c = escaped.charAt(i);
      if (c != '\\') {
        if (Character.isISOControl(c)) {
          return null;
        }
        text.append(c);
        i++;
      } else if (escaped.startsWith("\\\\", i)) {
        text.append(c);
        i += 2;
      } else {
        int end = escaped.indexOf('}', i);
        int point = escaped.startsWith(OPEN, i) && end > 0 ? hex(escaped, i + 3, end) : -1;
        if (point < 0) {
          return null;
        }
        text.appendCodePoint(point);
        i = end + 1;
      }
    }
    return text.toString();
  }

  /** One to six digits that are a code point, or -1. */
  private static int hex(String text, int start, int end) {
    if (end == start || end - start > 6) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!isLowerHex(c)) {
        return -1;
      }
      value = value << 4 | Character.digit(c, 16);
    }
    return value > Character.MAX_CODE_POINT ? -1 : value;
  }

  static boolean isLowerHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
