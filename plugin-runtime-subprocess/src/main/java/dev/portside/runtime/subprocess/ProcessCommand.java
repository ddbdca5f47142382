package dev.portside.runtime.subprocess;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that is ready to be run. Immutable.
 *
 * @param file the path of the program; relative if the manifest names it by a relative path
 * @param line the program by the name that it sees, and its arguments; never empty
 * @param environment all its variables
 */
public record ProcessCommand(String file, List<String> line, Map<String, String> environment) {
  /** Copies list and map. */
  public ProcessCommand {
    line = List.copyOf(line);
    environment = Collections.unmodifiableMap(new HashMap<>(environment));
  }

  /** The program without arguments and variables, which may be secret. */
  @Override
  public String toString() {
    return "ProcessCommand[" + file + "]";
  }
}
