package dev.portside.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A shell pattern as Go's {@code path.Match} has it: {@code *} and {@code ?} stop at {@code /},
 * {@code [a-c]} and {@code [^a-c]} do not, {@code \} takes the next character as it is. The same on
 * every system.
 */
final class GlobPattern {
  /** One character of the text, or any number of them. */
  private record Step(IntPredicate takes, boolean repeats) {}

  /** Characters from one to another, both included. */
  private record Range(int low, int high) {
    boolean has(int point) {
      return low <= point && point <= high;
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final int[] pattern;
  private int at;

  private GlobPattern(String pattern) {
    this.pattern = pattern.codePoints().toArray();
    while (at < this.pattern.length) {
      steps.add(step());
    }
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it is none
   */
  static GlobPattern compile(String pattern) {
    return new GlobPattern(pattern);
  }

  private Step step() {
    int point = pattern[at++];
    return switch (point) {
      case '*' -> new Step(each -> each != '/', true);
      case '?' -> new Step(each -> each != '/', false);
      case '[' -> new Step(charClass(), false);
      case '\\' -> literal(next());
      default -> literal(point);
    };
  }

  private static Step literal(int point) {
    return new Step(each -> each == point, false);
  }

  private IntPredicate charClass() {
    boolean isNegated = at < pattern.length && pattern[at] == '^';
    if (isNegated) {
      at++;
    }
    List<Range> ranges = new ArrayList<>();
    while (ranges.isEmpty() || peek() != ']') {
      int low = bound();
      int high = low;
      if (peek() == '-') {
        at++;
        high = bound();
      }
      ranges.add(new Range(low, high));
    }
    at++;
    return each -> isNegated != ranges.stream().anyMatch(range -> range.has(each));
  }

  private int bound() {
    int point = next();
    if (point == '-' || point == ']') {
      throw bad();
    }
    return point == '\\' ? next() : point;
  }

  private int peek() {
    if (at == pattern.length) {
      throw bad();
    }
    return pattern[at];
  }

  private int next() {
    int point = peek();
    at++;
    return point;
  }

  private static IllegalArgumentException bad() {
    return new IllegalArgumentException("syntax error in pattern");
  }

  /** Whether the pattern describes the whole text. Takes time in proportion to both lengths. */
  boolean matches(String text) {
    boolean[] reached = new boolean[steps.size() + 1];
    reached[0] = true;
    skipRepeats(reached);
    int[] points = text.codePoints().toArray();
    for (int point : points) {
      boolean[] following = new boolean[reached.length];
      for (int i = 0; i < steps.size(); i++) {
        if (reached[i] && steps.get(i).takes().test(point)) {
          following[steps.get(i).repeats() ? i : i + 1] = true;
        }
      }
      reached = following;
      skipRepeats(reached);
    }
    return reached[steps.size()];
  }

  /** What takes any number of characters takes none as well. */
  private void skipRepeats(boolean[] reached) {
    for (int i = 0; i < steps.size(); i++) {
      reached[i + 1] |= reached[i] && steps.get(i).repeats();
    }
  }
}
