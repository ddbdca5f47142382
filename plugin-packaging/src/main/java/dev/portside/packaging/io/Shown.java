package dev.portside.packaging.io;

import java.util.HexFormat;

/** Foreign text in messages: nothing that a terminal would obey or an eye would miss. */
public final class Shown {
  private static final int LONGEST = 120;

  private Shown() {}

  /**
   * Text as it may be shown: what {@link #escape} writes, cut where a line would end.
   *
   * @param foreign any text
   * @return visible characters
   */
  public static String text(String foreign) {
    if (foreign.length() <= LONGEST) {
      return escape(foreign);
    }
    // Not between the halves of a character.
    int end = foreign.offsetByCodePoints(0, foreign.codePointCount(0, LONGEST));
    return escape(foreign.substring(0, end)) + (end < foreign.length() ? "..." : "");
  }

  /**
   * All of a text with each invisible character as <code>&#92;u{HEX}</code>, and a backslash twice.
   *
   * @param foreign any text
   * @return visible characters, of which no two texts have the same
   */
  public static String escape(String foreign) {
    StringBuilder shown = new StringBuilder(foreign.length());
    for (int i = 0; i < foreign.length(); ) {
      int point = foreign.codePointAt(i);
      if (point == '\\') {
        shown.append("\\\\");
      } else if (isVisible(point)) {
        shown.appendCodePoint(point);
      } else {
        shown.append(escape(point));
      }
      i += Character.charCount(point);
    }
    return shown.toString();
  }

  /**
   * A character as an escape, whether it needs one or not.
   *
   * @param point a code point
   * @return the escape
   */
  public static String escape(int point) {
    return "\\u{" + Integer.toHexString(point) + '}';
  }

  /**
   * The same as {@link #text} in quotation marks.
   *
   * @param foreign any text
   * @return visible characters
   */
  public static String quoted(String foreign) {
    return '"' + text(foreign) + '"';
  }

  /**
   * Bytes that are not UTF-8: ASCII as it is, all else as an escape.
   *
   * @param foreign any bytes
   * @return visible ASCII, cut as a text is
   */
  public static String bytes(byte[] foreign) {
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

  /**
   * Whether a character leaves ink, or is a plain space.
   *
   * @param point a code point
   * @return whether an eye can see it and no terminal obeys it
   */
  public static boolean isVisible(int point) {
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
