package dev.portside.api;

import static java.util.Objects.requireNonNull;

/**
 * A place in a file.
 *
 * @param source the file as a person would name it, or empty if there is none
 * @param line from 1, or 0 if unknown
 * @param column from 1, or 0 if unknown
 */
public record Position(String source, int line, int column) {
  /** No place at all. */
  public static final Position NONE = new Position("", 0, 0);

  /** Checks the components; negative numbers are refused. */
  public Position {
    requireNonNull(source, "source");
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException("line and column are never negative");
    }
  }

  /**
   * A whole file or directory.
   *
   * @param source its name
   * @return the position without line and column
   */
  public static Position of(String source) {
    return new Position(source, 0, 0);
  }

  /** {@code file:line:column}, less what is unknown. */
  @Override
  public String toString() {
    if (line == 0) {
      return source;
    }
    String at = source.isEmpty() ? "line " + line : source + ":" + line;
    return column == 0 ? at : at + ":" + column;
  }
}
