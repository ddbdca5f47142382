package dev.portside.metadata;

import dev.portside.api.Metadata;
import org.jspecify.annotations.Nullable;

/** What to write instead of a name or version that is refused. */
final class Advice {
  private static final int PARTS = 3;

  /** Nobody meant anything with a longer name or version. */
  private static final int LONG = 60;

  private Advice() {}

  /** The finding about a plugin's name, null if it is valid. */
  static @Nullable String aboutName(String name) {
    if (Metadata.isValidName(name)) {
      return null;
    }
    String message =
        "invalid plugin name " + Shown.of(name) + ": must contain only a-z, A-Z, 0-9, _ and -";
    if (name.isEmpty()) {
      return message + "; every plugin needs a name";
    }
    String better = name.length() > LONG ? null : betterName(name);
    return better == null ? message : message + "; \"" + better + "\" would do";
  }

  /** The finding about a plugin's version, null if it is valid. */
  static @Nullable String aboutVersion(String version) {
    if (Metadata.isValidVersion(version)) {
      return null;
    }
    String message =
        "invalid plugin version "
            + Shown.of(version)
            + ": must be valid semver, MAJOR.MINOR.PATCH without a leading v";
    String better = version.length() > LONG ? null : betterVersion(version);
    return better == null ? message : message + "; did you mean \"" + better + "\"?";
  }

  private static @Nullable String betterName(String name) {
    StringBuilder better = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      String c = name.substring(i, i + 1);
      if (Metadata.isValidName(c)) {
        better.append(c);
      } else if (better.length() > 0 && better.charAt(better.length() - 1) != '-') {
        better.append('-');
      }
    }
    int end = better.length();
    while (end > 0 && better.charAt(end - 1) == '-') {
      end--;
    }
    return end == 0 ? null : better.substring(0, end);
  }

  /** Drops a leading v and leading zeros, and fills up with zeros. */
  private static @Nullable String betterVersion(String version) {
    String trimmed = version.strip();
    int start = 0;
    while (start < trimmed.length() && "vV=".indexOf(trimmed.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < trimmed.length() && "0123456789.".indexOf(trimmed.charAt(end)) >= 0) {
      end++;
    }
    StringBuilder better = new StringBuilder();
    int parts = 0;
    int from = start;
    while (from < end) {
      int dot = trimmed.indexOf('.', from);
      int to = dot < 0 || dot > end ? end : dot;
      better.append(parts++ == 0 ? "" : ".").append(withoutZeros(trimmed.substring(from, to)));
      from = to + 1;
    }
    if (parts == 1 && end < trimmed.length()) {
      return null;
    }
    for (; parts > 0 && parts < PARTS; parts++) {
      better.append(".0");
    }
    String candidate = better.append(trimmed, end, trimmed.length()).toString();
    return Metadata.isValidVersion(candidate) ? candidate : null;
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
