package dev.portside.api;

/**
 * The version rule of Helm: {@code MAJOR.MINOR.PATCH[-pre][+build]}, as Masterminds' {@code
 * semver.StrictNewVersion} has it. Such a version is safe in a file name.
 */
final class SemanticVersion {
  private static final String MAX = "18446744073709551615";

  private SemanticVersion() {}

  static boolean isValid(String version) {
    int plus = version.indexOf('+');
    String build = plus < 0 ? null : version.substring(plus + 1);
    String rest = plus < 0 ? version : version.substring(0, plus);
    int dash = rest.indexOf('-');
    String pre = dash < 0 ? null : rest.substring(dash + 1);
    String core = dash < 0 ? rest : rest.substring(0, dash);
    return isCore(core)
        && (pre == null || areIdentifiers(pre, true))
        && (build == null || areIdentifiers(build, false));
  }

  private static boolean isCore(String core) {
    int first = core.indexOf('.');
    int second = core.indexOf('.', first + 1);
    return first > 0
        && second > 0
        && isNumber(core.substring(0, first))
        && isNumber(core.substring(first + 1, second))
        && isNumber(core.substring(second + 1));
  }

  /** A number without leading zeros that fits 64 bits without sign. */
  private static boolean isNumber(String part) {
    if (part.isEmpty() || part.length() > MAX.length() || !isAllDigits(part)) {
      return false;
    }
    return (part.length() == 1 || part.charAt(0) != '0')
        && (part.length() < MAX.length() || part.compareTo(MAX) <= 0);
  }

  private static boolean areIdentifiers(String dotted, boolean refuseLeadingZeros) {
    int start = 0;
    while (true) {
      int dot = dotted.indexOf('.', start);
      String part = dotted.substring(start, dot < 0 ? dotted.length() : dot);
      if (!isIdentifier(part)) {
        return false;
      }
      if (refuseLeadingZeros && part.length() > 1 && part.charAt(0) == '0' && isAllDigits(part)) {
        return false;
      }
      if (dot < 0) {
        return true;
      }
      start = dot + 1;
    }
  }

  private static boolean isIdentifier(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c != '-' && !isDigit(c) && !isLetter(c)) {
        return false;
      }
    }
    return !part.isEmpty();
  }

  private static boolean isAllDigits(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (!isDigit(part.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
