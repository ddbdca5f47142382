package dev.portside.metadata;

import java.util.Comparator;

/**
 * The order in which Helm writes the keys of a mapping: runs of digits by their value, letters
 * behind everything else; go-yaml v2's {@code sorter.go}. It is not transitive: a10 comes before
 * a1b, that before a2, that before a10. Helm writes such keys in another order each time.
 */
final class NaturalOrder implements Comparator<String> {
  NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    int common = Math.min(left.length, right.length);
    for (int i = 0; i < common; i++) {
      if (left[i] != right[i]) {
        return compareFrom(i, left, right);
      }
    }
    return Integer.compare(left.length, right.length);
  }

  /** Decides at the first difference. */
  private static int compareFrom(int i, int[] left, int[] right) {
    boolean leftLetter = Character.isLetter(left[i]);
    boolean rightLetter = Character.isLetter(right[i]);
    if (leftLetter || rightLetter) {
      return leftLetter && rightLetter
          ? Integer.compare(left[i], right[i])
          : Boolean.compare(leftLetter, rightLetter);
    }
    // A zero counts only behind a digit that is not one: a10 follows a2, but a01 precedes it.
    long start = (left[i] == '0' || right[i] == '0') && followsNumber(i, left) ? 1 : 0;
    int leftEnd = endOfDigits(i, left);
    int rightEnd = endOfDigits(i, right);
    int byValue = Long.compare(value(start, i, leftEnd, left), value(start, i, rightEnd, right));
    if (byValue != 0) {
      return byValue;
    }
    return leftEnd == rightEnd
        ? Integer.compare(left[i], right[i])
        : Integer.compare(leftEnd, rightEnd);
  }

  private static boolean followsNumber(int i, int[] text) {
    for (int j = i - 1; j >= 0 && Character.isDigit(text[j]); j--) {
      if (text[j] != '0') {
        return true;
      }
    }
    return false;
  }

  private static int endOfDigits(int from, int[] text) {
    int end = from;
    while (end < text.length && Character.isDigit(text[end])) {
      end++;
    }
    return end;
  }

  private static long value(long start, int from, int to, int[] digits) {
    long value = start;
    for (int i = from; i < to; i++) {
      value = value * 10 + digits[i] - '0';
    }
    return value;
  }
}
