package dev.portside.provenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A cursor over the lines of an armored file, one character for each byte, ended by a line feed
 * with or without a carriage return before it. Any other control character than a tab is refused:
 * readers disagree about what it does to a line, and between the readings fits an attack.
 */
final class Lines {
  private final byte[] file;
  private int at;
  private int number;

  private Lines(byte[] file) {
    this.file = file;
  }

  /** The lines of a file, all of which is checked first. */
  static Lines of(byte[] file) throws Malformed {
    int line = 1;
    for (int i = 0; i < file.length; i++) {
      int c = file[i] & 0xff;
      boolean allowed = c >= ' ' || c == '\n' || c == '\t' || isLineEnd(file, i);
      if (!allowed) {
        throw new Malformed(
            line,
            String.format(
                "found the control character 0x%02x; only tabs and line ends are allowed", c));
      }
      line += c == '\n' ? 1 : 0;
    }
    return new Lines(file);
  }

  private static boolean isLineEnd(byte[] file, int i) {
    return file[i] == '\r' && i + 1 < file.length && file[i + 1] == '\n';
  }

  /** Whether there is another line. */
  boolean hasNext() {
    return at < file.length;
  }

  /** Takes the next line; for a message, what should be there. */
  String next(String expected) throws Malformed {
    if (!hasNext()) {
      throw new Malformed(number, "the file ends here; expected " + expected);
    }
    int start = at;
    while (at < file.length && file[at] != '\n') {
      at++;
    }
    int end = at > start && at < file.length && file[at - 1] == '\r' ? at - 1 : at;
    at++;
    number++;
    return new String(file, start, end - start, ISO_8859_1);
  }

  /** Takes all lines that have nothing but blanks and tabs. */
  void skipBlank() {
    for (int i = at; i < file.length && file[i] <= ' ' && file[i] >= 0; i++) {
      if (file[i] == '\n') {
        at = i + 1;
        number++;
      } else if (i + 1 == file.length) {
        at = file.length;
      }
    }
  }

  /** The number of the line taken last, from 1. */
  int number() {
    return number;
  }

  /** What is wrong with the line taken last. */
  Malformed malformed(String message) {
    return new Malformed(number, message);
  }
}
