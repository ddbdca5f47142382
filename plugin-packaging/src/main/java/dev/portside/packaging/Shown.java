package dev.portside.packaging;

import java.util.HexFormat;

/** Foreign text in messages: nothing that a terminal would obey or an eye would miss. */
final class Shown {
  private static final int LONGEST = 120;

  private Shown() {}

  /** The text with every invisible character as an escape, cut where a line would end. */
  static String text(String foreign) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < foreign.length(); ) {
      int point = foreign.codePointAt(i);
      if (i >= LONGEST) {
        return shown.append("...").toString();
      }
      if (isVisible(point) && point != '\\') {
        shown.appendCodePoint(point);
      } else if (point == '\\') {
        shown.append("\\\\");
      } else {
        shown.append("\\u{").append(Integer.toHexString(point)).append('}');
      }
      i += Character.charCount(point);
    }
    return shown.toString();
  }

  static String quoted(String foreign) {
    return '"' + text(foreign) + '"';
  }

  /** Bytes that are not UTF-8: ASCII as it is, all else as an escape. */
  static String bytes(byte[] foreign) {
    StringBuilder shown = new StringBuilder();
    for (byte each : foreign) {
      if (shown.length() >= LONGEST) {
        return shown.append("...").toString();
      }
      if (each >= ' ' && each < 0x7f && each != '\\') {
        shown.append((char) each);
      } else {
        shown.append("\\x").append(HexFormat.of().toHexDigits(each));
      }
    }
    return shown.toString();
  }

  /** Whether a character leaves ink, or is a plain space. */
  static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
