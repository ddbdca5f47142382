package dev.portside.metadata;

import org.jspecify.annotations.Nullable;

/**
 * Finds tabs where Helm's YAML 1.1 reader wants none and the library does not mind: at the start of
 * a line, behind {@code -} and {@code ?}, in the indentation of a text of several lines. Between
 * brackets, quotes and words a tab is a space. Made only for texts that have a tab at all.
 */
final class Tabs {
  static final int NONE = -1;

  private final String text;

  /** Where the token before ended; what follows has not been looked at. */
  private int done;

  /** The indentation around the token before, if that was a plain scalar. */
  private int plainIndent = NONE;

  private Tabs(String text) {
    this.text = text;
  }

  static @Nullable Tabs in(String text) {
    return text.indexOf('\t') < 0 ? null : new Tabs(text);
  }

  /**
   * Looks at what stands before a token and takes it as done.
   *
   * @param inFlow whether it is within brackets or braces
   * @return the index of a tab, or {@link #NONE}
   */
  int before(int start, int end, boolean inFlow) {
    int bad = inFlow ? NONE : gap(start);
    done = Math.max(done, end);
    plainIndent = NONE;
    return bad;
  }

  /**
   * Looks into the plain scalar that was just taken.
   *
   * @param indent the column of the block that it is in, from 1; 0 if there is none
   */
  int inPlain(int start, int indent) {
    plainIndent = indent;
    for (int i = start; i < done; i++) {
      if (isBreak(i)) {
        int bad = badIndentation(i + 1, done, indent);
        if (bad != NONE) {
          return bad;
        }
      }
    }
    return NONE;
  }

  /** Looks into the literal or folded scalar that was just taken. */
  int inBlockScalar(int start) {
    int line = Math.min(lineAfter(start), done);
    for (int i = start; i < line; i++) {
      if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
        return NONE;
      }
    }
    int indent = Integer.MAX_VALUE;
    for (; line < done; line = lineAfter(line)) {
      int content = line;
      while (content < done && text.charAt(content) == ' ') {
        content++;
      }
      if (content < done && text.charAt(content) == '\t' && content - line < indent) {
        return content;
      }
      if (indent == Integer.MAX_VALUE && content < done && !isBreak(content)) {
        indent = content - line;
      }
    }
    return NONE;
  }

  private int gap(int to) {
    boolean lineStart = done == 0 || isBreak(done - 1);
    int i = done;
    if (plainIndent != NONE) {
      // The reader has swallowed these while it looked for more words.
      for (; i < to && isBlankOrBreak(i); i++) {
        lineStart |= isBreak(i);
        int bad = isBreak(i) ? badIndentation(i + 1, to, plainIndent) : NONE;
        if (bad != NONE) {
          return bad;
        }
      }
    }
    boolean afterComment = false;
    for (; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\t' && lineStart && !(afterComment && isBeforeComment(i))) {
        return i;
      }
      if (c == '#') {
        i = lineAfter(i) - 1;
        lineStart = true;
        afterComment = true;
      } else if (isBreak(i)) {
        lineStart = true;
      } else if (c == '-' || c == '?') {
        lineStart = isBlankOrBreak(i + 1) && (i == 0 || text.charAt(i - 1) != '-');
      } else if (c != ' ' && c != '\t') {
        lineStart &= c == ':';
      }
    }
    return NONE;
  }

  /** The first tab in the blanks that begin a line, if it is not deeper than the block. */
  private int badIndentation(int line, int to, int indent) {
    for (int i = line; i < to && i - line < indent && isBlankOrBreak(i) && !isBreak(i); i++) {
      if (text.charAt(i) == '\t') {
        return i;
      }
    }
    return NONE;
  }

  private boolean isBeforeComment(int blank) {
    int i = blank;
    while (isBlankOrBreak(i) && !isBreak(i)) {
      i++;
    }
    return i < text.length() && text.charAt(i) == '#';
  }

  private int lineAfter(int from) {
    int i = from;
    while (i < text.length() && !isBreak(i)) {
      i++;
    }
    return i + 1;
  }

  private boolean isBreak(int i) {
    return text.charAt(i) == '\n' || text.charAt(i) == '\r';
  }

  private boolean isBlankOrBreak(int i) {
    return i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || isBreak(i));
  }
}
