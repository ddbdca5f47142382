package dev.portside.metadata;

/**
 * Text of a manifest within a finding: in quotes, cut if long, with escapes for what would break
 * the line or drive a terminal.
 */
final class Shown {
  private static final int LENGTH = 60;

  private Shown() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), LENGTH) + 5).append('"');
    for (int i = 0; i < text.length() && i < LENGTH; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        shown.append("\\n");
      } else if (c == '\t') {
        shown.append("\\t");
      } else if (Character.isISOControl(c)) {
        shown.append("\\x").append(c < 0x10 ? "0" : "").append(Integer.toHexString(c));
      } else {
        shown.append(c);
      }
    }
    return shown.append(text.length() > LENGTH ? "...\"" : "\"").toString();
  }
}
