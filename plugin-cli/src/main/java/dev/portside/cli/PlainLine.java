package dev.portside.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command line of the plainest form, which can mean one thing only: {@code COMMAND [--option
 * VALUE]... OPERAND}, in any order after the command, no option twice, no value that looks like an
 * option. It says what picocli would say, and needs none of its classes.
 *
 * @param values by option, the dashes included
 * @param operand the word that is no option and no value
 */
record PlainLine(Map<String, String> values, String operand) {
  /**
   * Reads a line.
   *
   * @param command what it must begin with
   * @param options those that may be there, each with a value
   * @param args all of it
   * @return null if it is another command, or not of this form, be it right or wrong
   */
  static @Nullable PlainLine read(String command, Set<String> options, String... args) {
    if (args.length == 0 || !args[0].equals(command)) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    String operand = null;
    for (int i = 1; i < args.length; i++) {
      boolean isOption = options.contains(args[i]) && i + 1 < args.length;
      String word = isOption ? args[i + 1] : args[i];
      boolean isFirst = isOption ? values.put(args[i++], word) == null : operand == null;
      if (!isFirst || word.isEmpty() || word.startsWith("-")) {
        return null;
      }
      operand = isOption ? operand : word;
    }
    return operand == null ? null : new PlainLine(values, operand);
  }
}
