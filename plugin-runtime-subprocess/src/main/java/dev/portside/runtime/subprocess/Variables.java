package dev.portside.runtime.subprocess;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Environments as maps. On Windows {@code Path} and {@code PATH} are one name, elsewhere two. */
final class Variables {
  private Variables() {}

  /** The value of a variable, or null if it is not set. */
  static @Nullable String value(Map<String, String> env, String name, Platform platform) {
    String value = env.get(name);
    if (value != null || !platform.isWindows()) {
      return value;
    }
    for (Map.Entry<String, String> variable : env.entrySet()) {
      if (variable.getKey().equalsIgnoreCase(name)) {
        return variable.getValue();
      }
    }
    return null;
  }

  /**
   * Adds variables; they win over those that are there.
   *
   * @throws IllegalArgumentException if one cannot be handed to a process; its value is not told
   */
  static void addAll(Map<String, String> env, Map<String, String> layer, Platform platform) {
    for (Map.Entry<String, String> variable : layer.entrySet()) {
      add(env, variable.getKey(), variable.getValue(), platform);
    }
  }

  /** Adds one variable, see {@link #addAll}. */
  static void add(Map<String, String> env, String name, String value, Platform platform) {
    if (name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the name of the environment variable \""
              + name.replace("\0", "\\0")
              + "\" contains = or a NUL character");
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the value of the environment variable \"" + name + "\" contains a NUL character");
    }
    if (platform.isWindows()) {
      remove(env, name, platform);
    }
    env.put(name, value);
  }

  /** Removes a variable, if it is there. */
  static void remove(Map<String, String> env, String name, Platform platform) {
    if (!platform.isWindows()) {
      env.remove(name);
      return;
    }
    for (Iterator<String> names = env.keySet().iterator(); names.hasNext(); ) {
      if (names.next().equalsIgnoreCase(name)) {
        names.remove();
      }
    }
  }
}
