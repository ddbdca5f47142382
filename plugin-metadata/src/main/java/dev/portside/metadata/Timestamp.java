package dev.portside.metadata;

import org.jspecify.annotations.Nullable;

/**
 * Dates and times as Helm's YAML reader takes them: {@code 2024-1-2}, {@code 2024-1-2 3:4:5.6} and
 * {@code 2024-1-2T3:4:5.6+01:00}. Where a v1 manifest has one in place of a text, Helm sees it
 * written anew, in full and without trailing zeros.
 */
final class Timestamp {
  private static final int NO_NUMBER = -1;
  private static final int NANO_DIGITS = 9;

  private final String text;
  private int at;

  private Timestamp(String text) {
    this.text = text;
  }

  /**
   * Reads a timestamp.
   *
   * @return it as RFC 3339, or null if the text is not one or names no real date
   */
  static @Nullable String normalized(String text) {
    // Most numbers leave here: a year has four digits and a dash behind it.
    if (text.length() < 8 || text.charAt(4) != '-' || !isDigit(text.charAt(0))) {
      return null;
    }
    StringBuilder out = new StringBuilder(36);
    Timestamp cursor = new Timestamp(text);
    return cursor.date(out) && cursor.time(out) ? out.toString() : null;
  }

  private boolean date(StringBuilder out) {
    int year = 0;
    for (; at < 4; at++) {
      if (!isDigit(text.charAt(at))) {
        return false;
      }
      year = year * 10 + text.charAt(at) - '0';
    }
    out.append(text, 0, 4);
    if (!skip('-')) {
      return false;
    }
    int month = number(1, 12, out.append('-'));
    if (month == NO_NUMBER || !skip('-')) {
      return false;
    }
    return number(1, daysIn(year, month), out.append('-')) != NO_NUMBER;
  }

  private boolean time(StringBuilder out) {
    if (at == text.length()) {
      out.append("T00:00:00Z");
      return true;
    }
    boolean zoned = skip('T') || skip('t');
    boolean spaced = false;
    while (!zoned && skip(' ')) {
      spaced = true;
    }
    if (!zoned && !spaced) {
      return false;
    }
    out.append('T');
    if (number(0, 23, out) == NO_NUMBER || !skip(':')) {
      return false;
    }
    if (number(0, 59, out.append(':')) == NO_NUMBER || !skip(':')) {
      return false;
    }
    if (number(0, 59, out.append(':')) == NO_NUMBER) {
      return false;
    }
    fraction(out);
    if (!zoned) {
      out.append('Z');
      return at == text.length();
    }
    return zone(out) && at == text.length();
  }

  /** Digits behind a point or a comma; those beyond a nanosecond are dropped. */
  private void fraction(StringBuilder out) {
    if (at + 1 >= text.length()
        || (text.charAt(at) != '.' && text.charAt(at) != ',')
        || !isDigit(text.charAt(at + 1))) {
      return;
    }
    int start = at + 1;
    int end = start;
    at = start;
    while (at < text.length() && isDigit(text.charAt(at))) {
      if (text.charAt(at) != '0' && at < start + NANO_DIGITS) {
        end = at + 1;
      }
      at++;
    }
    if (end > start) {
      out.append('.').append(text, start, end);
    }
  }

  private boolean zone(StringBuilder out) {
    if (skip('Z')) {
      out.append('Z');
      return true;
    }
    boolean west = at < text.length() && text.charAt(at) == '-';
    if (text.length() - at != 6 || (!skip('-') && !skip('+'))) {
      return false;
    }
    int hours = twoDigits(at);
    int minutes = twoDigits(at + 3);
    // Go takes 24 hours and 60 minutes, too, and adds them up.
    if (hours < 0 || hours > 24 || minutes < 0 || minutes > 60 || text.charAt(at + 2) != ':') {
      return false;
    }
    at += 5;
    int offset = hours * 60 + minutes;
    if (offset == 0) {
      out.append('Z');
    } else {
      pad(offset / 60, out.append(west ? '-' : '+'));
      pad(offset % 60, out.append(':'));
    }
    return true;
  }

  private int twoDigits(int from) {
    return isDigit(text.charAt(from)) && isDigit(text.charAt(from + 1))
        ? (text.charAt(from) - '0') * 10 + text.charAt(from + 1) - '0'
        : NO_NUMBER;
  }

  /** One or two digits, written as two. */
  private int number(int min, int max, StringBuilder out) {
    if (at == text.length() || !isDigit(text.charAt(at))) {
      return NO_NUMBER;
    }
    int value = text.charAt(at++) - '0';
    if (at < text.length() && isDigit(text.charAt(at))) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    if (value < min || value > max) {
      return NO_NUMBER;
    }
    pad(value, out);
    return value;
  }

  private static void pad(int value, StringBuilder out) {
    out.append(value < 10 ? "0" : "").append(value);
  }

  private boolean skip(char expected) {
    if (at < text.length() && text.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }
}
