package dev.portside.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Between the two forms of an environment: {@code NAME=value} lines and a map. Follows {@code
 * ParseEnv} and {@code FormatEnv} of Helm's {@code internal/plugin/runtime.go}.
 */
public final class Environment {
  private Environment() {}

  /**
   * Splits each line at its first {@code =}. A line without one has an empty value, one without a
   * name is dropped, of equal names the last wins; nothing is trimmed.
   *
   * @param lines such as {@code PATH=/bin}
   * @return a new map in the order of the first mention
   */
  public static Map<String, String> parse(Collection<String> lines) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      String name = equals < 0 ? line : line.substring(0, equals);
      if (!name.isEmpty()) {
        variables.put(name, equals < 0 ? "" : line.substring(equals + 1));
      }
    }
    return variables;
  }

  /**
   * One line for each variable.
   *
   * @param variables names to values; an empty name is kept, as in Helm
   * @return {@code NAME=value} lines in the order of the map
   */
  public static List<String> format(Map<String, String> variables) {
    List<String> lines = new ArrayList<>(variables.size());
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      lines.add(variable.getKey() + "=" + variable.getValue());
    }
    return lines;
  }
}
