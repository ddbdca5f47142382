package dev.portside.runtime.wasm.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Texts of guests, made fit for messages and logs. */
final class Texts {
  private static final int LINE = 200;

  private Texts() {}

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  /** One line, no longer than a person reads. */
  static String line(String text) {
    return plain(text, LINE);
  }

  /**
   * Nothing that a terminal obeys and nothing that looks like a line of its own: control characters
   * but the tab are written as Java would write them.
   */
  static String plain(String text, int longest) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), longest) + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == longest) {
        return shown.append("... (").append(text.length()).append(" characters)").toString();
      }
      if (c == '\n') {
        shown.append("\\n");
      } else if (Character.isISOControl(c) && c != '\t') {
        shown.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  /** The known name with the fewest changed letters, or null if none is close. */
  static @Nullable String nearest(String name, Collection<String> known) {
    String best = null;
    int least = Math.max(2, name.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(row[j - 1], above[j]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
