package dev.portside.metadata;

/**
 * The text of a signed block while it is written: knows the column, and what stands before it.
 * Columns count code points from 0.
 */
final class Page {
  /** A text is folded at the first space behind this column. */
  static final int WIDTH = 80;

  private final StringBuilder text = new StringBuilder(512);
  private int column;
  private boolean afterSpace = true;
  private boolean onlyMarks = true;

  /** Whether nothing but indentation and marks that count as such stands on the line. */
  boolean onlyMarks() {
    return onlyMarks;
  }

  /** Whether the next space may become a line break. */
  boolean isWide() {
    return column > WIDTH;
  }

  /** Goes to a column, on a new line unless this one has nothing there yet. */
  void indent(int indent) {
    if (!onlyMarks || column > indent || (column == indent && !afterSpace)) {
      lineBreak('\n');
    }
    while (column < indent) {
      put(' ');
    }
    afterSpace = true;
    onlyMarks = true;
  }

  /** Writes a mark such as {@code -} or {@code :} behind a space. */
  void spacedMark(String mark, boolean keepsIndentation) {
    space();
    mark(mark);
    onlyMarks &= keepsIndentation;
  }

  /** Writes a mark right here. */
  void closeMark(String mark) {
    mark(mark);
    onlyMarks = false;
  }

  /** Writes a space unless one is there. */
  void space() {
    if (!afterSpace) {
      put(' ');
    }
  }

  /** Writes a character of a scalar. */
  void character(int c) {
    put(c);
    onlyMarks = false;
  }

  /** Writes characters that are part of an escape, or a space within a scalar. */
  void put(int c) {
    text.appendCodePoint(c);
    column++;
  }

  /** Writes a line break of whatever kind. */
  void lineBreak(int c) {
    text.appendCodePoint(c);
    column = 0;
    onlyMarks = true;
  }

  /** Begins the lines of a literal. */
  void startLines() {
    lineBreak('\n');
    afterSpace = true;
  }

  /** Ends a scalar. */
  void endScalar() {
    afterSpace = false;
    onlyMarks = false;
  }

  private void mark(String mark) {
    for (int i = 0; i < mark.length(); i++) {
      put(mark.charAt(i));
    }
    afterSpace = false;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
