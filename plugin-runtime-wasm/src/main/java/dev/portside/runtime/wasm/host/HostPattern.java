package dev.portside.runtime.wasm.host;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A host name or a glob of host names, with the syntax of Go's {@code gobwas/glob}, which Extism
 * uses: {@code *} and {@code **} any text, {@code ?} one character, {@code [a-c]} and {@code [!ab]}
 * a class, <code>{a,b}</code> alternatives, {@code \} the next character as it is. Case does not
 * count, as it does not in host names. Time is linear in the name, whatever the pattern. Immutable.
 */
final class HostPattern {
  /** One place in the pattern: what may be read there, and where it leads. */
  private static final class State {
    /** Null: nothing is read, it only leads on. */
    private final @Nullable IntPredicate reads;

    private final List<Integer> next = new ArrayList<>();

    State(@Nullable IntPredicate reads) {
      this.reads = reads;
    }
  }

  private final String text;
  private final List<State> states = new ArrayList<>();
  private final int end;
  private int at;

  private HostPattern(String text) {
    this.text = text.toLowerCase(Locale.ROOT);
    this.end = sequence(add(null), false);
    if (at < this.text.length()) {
      throw wrong("\"" + this.text.charAt(at) + "\" without its opening");
    }
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with the pattern and the place, if it cannot be read
   */
  static HostPattern of(String text) {
    return new HostPattern(text);
  }

  /** Whether a host is meant: by its exact name, or by the glob. */
  boolean matches(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals(text)) {
      return true;
    }
    BitSet current = closure(0, new BitSet());
    for (int i = 0; i < name.length(); i++) {
      BitSet next = new BitSet();
      for (int s = current.nextSetBit(0); s >= 0; s = current.nextSetBit(s + 1)) {
        IntPredicate reads = states.get(s).reads;
        if (reads != null && reads.test(name.charAt(i))) {
          states.get(s).next.forEach(target -> closure(target, next));
        }
      }
      current = next;
    }
    return current.get(end);
  }

  /** The state and all that are reached from it without reading. */
  private BitSet closure(int state, BitSet reached) {
    if (!reached.get(state)) {
      reached.set(state);
      if (states.get(state).reads == null) {
        states.get(state).next.forEach(target -> closure(target, reached));
      }
    }
    return reached;
  }

  private int add(@Nullable IntPredicate reads) {
    states.add(new State(reads));
    return states.size() - 1;
  }

  private void link(int from, int to) {
    states.get(from).next.add(to);
  }

  /** Reads terms up to the end, or up to a comma or brace if inside of braces. */
  private int sequence(int start, boolean inBraces) {
    int last = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '}' || (inBraces && c == ',')) {
        break;
      }
      at++;
      last =
          switch (c) {
            case '*' -> star(last);
            case '?' -> one(last, any -> true);
            case '[' -> one(last, characters());
            case '{' -> alternatives(last);
            case '\\' -> one(last, exactly(escaped()));
            default -> one(last, exactly(c));
          };
    }
    return last;
  }

  private static IntPredicate exactly(char wanted) {
    return c -> c == wanted;
  }

  private int one(int from, IntPredicate reads) {
    int reader = add(reads);
    int after = add(null);
    link(from, reader);
    link(reader, after);
    return after;
  }

  private int star(int from) {
    int reader = add(any -> true);
    int after = add(null);
    link(from, reader);
    link(from, after);
    link(reader, reader);
    link(reader, after);
    return after;
  }

  private int alternatives(int from) {
    int after = add(null);
    while (true) {
      int start = add(null);
      link(from, start);
      link(sequence(start, true), after);
      if (at == text.length()) {
        throw wrong("\"{\" without \"}\"");
      }
      if (text.charAt(at++) == '}') {
        return after;
      }
    }
  }

  private IntPredicate characters() {
    boolean not = at < text.length() && text.charAt(at) == '!';
    if (not) {
      at++;
    }
    IntPredicate within = null;
    while (at < text.length() && text.charAt(at) != ']') {
      char low = literal();
      char high = low;
      if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
        at++;
        high = literal();
      }
      char to = high;
      IntPredicate range = c -> c >= low && c <= to;
      within = within == null ? range : within.or(range);
    }
    if (at == text.length() || within == null) {
      throw wrong("\"[\" without characters and \"]\"");
    }
    at++;
    return not ? within.negate() : within;
  }

  private char literal() {
    char c = text.charAt(at++);
    return c == '\\' ? escaped() : c;
  }

  private char escaped() {
    if (at == text.length()) {
      throw wrong("\"\\\" with nothing after it");
    }
    return text.charAt(at++);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "allowedHosts: \"" + Texts.line(text) + "\" is no host name or glob, it has " + what);
  }

  /** The pattern, in lower case. */
  @Override
  public String toString() {
    return text;
  }
}
