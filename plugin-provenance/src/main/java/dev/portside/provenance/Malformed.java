package dev.portside.provenance;

/**
 * Bytes that are not what they should be. It becomes a refusal, or a finding about a key, where
 * what was read is known; it never leaves the package.
 */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /** Something wrong in a line, from 1, or nowhere in particular, 0. */
  Malformed(int line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  /** Something wrong nowhere in particular. */
  Malformed(String message) {
    this(0, message);
  }

  /** The line, from 1, or 0. */
  int line() {
    return line;
  }

  /** What is wrong; never null. */
  String reason() {
    return String.valueOf(getMessage());
  }

  /** What is wrong, after the line if there is one. */
  String placed() {
    return line == 0 ? reason() : "line " + line + ": " + reason();
  }
}
