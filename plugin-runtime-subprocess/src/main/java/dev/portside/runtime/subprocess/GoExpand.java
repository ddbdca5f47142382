package dev.portside.runtime.subprocess;

import java.util.Map;

/**
 * Expands {@code $name} and {@code ${name}}. Follows {@code os.Expand} of Go, odd corners included:
 * a name is letters, digits and {@code _} of ASCII, or one of {@code * # $ @ ! ? -} or one digit;
 * between braces anything is a name; {@code ${}} and an open brace without its end are dropped
 * without a word; a {@code $} before anything else stays. What is not set is empty.
 */
final class GoExpand {
  private static final String SPECIAL = "*#$@!?-0123456789";

  private GoExpand() {}

  /** The text with all variables replaced, each by one look into the environment. */
  static String expand(String text, Map<String, String> env, Platform platform) {
    int dollar = text.indexOf('$');
    if (dollar < 0) {
      return text;
    }
    StringBuilder expanded = new StringBuilder(text.length() + 64);
    int copied = 0;
    while (dollar >= 0 && dollar + 1 < text.length()) {
      expanded.append(text, copied, dollar);
      int begin = dollar + 1;
      int end = begin;
      if (text.charAt(begin) == '{') {
        copied = braces(text, begin + 1, expanded, env, platform);
      } else {
        if (SPECIAL.indexOf(text.charAt(begin)) >= 0) {
          end = begin + 1;
        } else {
          while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
          }
        }
        if (end == begin) {
          expanded.append('$');
        } else {
          append(expanded, text.substring(begin, end), env, platform);
        }
        copied = end;
      }
      dollar = text.indexOf('$', copied);
    }
    return expanded.append(text, copied, text.length()).toString();
  }

  /** Handles what follows an opening brace and returns where to go on. */
  private static int braces(
      String text, int begin, StringBuilder expanded, Map<String, String> env, Platform platform) {
    int end = text.indexOf('}', begin);
    if (end < 0) {
      return begin;
    }
    if (end > begin) {
      append(expanded, text.substring(begin, end), env, platform);
    }
    return end + 1;
  }

  private static void append(
      StringBuilder expanded, String name, Map<String, String> env, Platform platform) {
    String value = Variables.value(env, name, platform);
    if (value != null) {
      expanded.append(value);
    }
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
