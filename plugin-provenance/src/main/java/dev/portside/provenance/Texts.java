package dev.portside.provenance;

import java.util.Collection;
import java.util.HexFormat;

/** How messages show what strangers have written. */
final class Texts {
  private static final int LONGEST = 80;

  private Texts() {}

  /**
   * A text for a terminal: what is not printable ASCII or a letter becomes an escape, and what is
   * too long is cut.
   */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && shown.length() <= LONGEST; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if ((c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c)) {
        shown.appendCodePoint(c);
      } else {
        shown.append("\\u{").append(Integer.toHexString(c)).append('}');
      }
    }
    return shown.length() <= LONGEST ? shown.toString() : shown.substring(0, LONGEST) + "...";
  }

  /** A text in quotation marks, as {@link #printable} shows it. */
  static String quoted(String text) {
    return '"' + printable(text) + '"';
  }

  /** At most ten of several things, with commas. */
  static String list(Collection<String> all) {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (String one : all) {
      if (shown == 10) {
        return text.append(" and ").append(all.size() - shown).append(" more").toString();
      }
      text.append(shown++ == 0 ? "" : ", ").append(one);
    }
    return text.toString();
  }

  /** Upper-case hexadecimal digits, as fingerprints are shown. */
  static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  /** A key id, 16 upper-case hexadecimal digits. */
  static String hex(long keyId) {
    return HexFormat.of().withUpperCase().toHexDigits(keyId);
  }
}
