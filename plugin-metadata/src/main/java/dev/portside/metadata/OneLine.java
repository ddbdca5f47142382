package dev.portside.metadata;

/**
 * Makes a short help of one line, as Helm does for legacy manifests ({@code sanitizeString} in
 * {@code metadata_legacy.go}): every kind of space becomes a space, what cannot be printed goes.
 */
final class OneLine {
  private OneLine() {}

  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return cleaned(text);
      }
    }
    return text;
  }

  private static String cleaned(String text) {
    StringBuilder line = new StringBuilder(text.length());
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      if (isSpace(c)) {
        line.append(' ');
      } else if (isPrintable(c)) {
        line.appendCodePoint(c);
      }
    }
    return line.toString();
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> false;
      // A younger Unicode than this JVM's may have assigned it: an emoji, more often than not.
      case Character.UNASSIGNED -> !isNonCharacter(c);
      default -> true;
    };
  }

  private static boolean isNonCharacter(int c) {
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  }
}
