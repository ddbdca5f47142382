package dev.portside.api;

import static java.util.Objects.requireNonNull;

/**
 * Something to say about a plugin or about the set-up: where, what was found, what was expected.
 *
 * @param severity whether it stops the plugin from loading
 * @param at where, {@link Position#NONE} if nowhere in particular
 * @param path the key it is about, such as {@code runtimeConfig.memory.maxPages}, or empty
 * @param message for people, one or more lines, without the place and the path
 */
public record Finding(Severity severity, Position at, String path, String message) {
  /** How bad it is. */
  public enum Severity {
    /** The plugin does not load. */
    ERROR,
    /** The plugin loads, perhaps not as its author meant. */
    WARNING
  }

  /** Checks that nothing is null. */
  public Finding {
    requireNonNull(severity, "severity");
    requireNonNull(at, "at");
    requireNonNull(path, "path");
    requireNonNull(message, "message");
  }

  /**
   * An error.
   *
   * @param at where
   * @param path the key, or empty
   * @param message what was found and what was expected
   * @return the finding
   */
  public static Finding error(Position at, String path, String message) {
    return new Finding(Severity.ERROR, at, path, message);
  }

  /**
   * A warning.
   *
   * @param at where
   * @param path the key, or empty
   * @param message what was found and what was expected
   * @return the finding
   */
  public static Finding warning(Position at, String path, String message) {
    return new Finding(Severity.WARNING, at, path, message);
  }

  /**
   * Whether this is an error.
   *
   * @return true for {@link Severity#ERROR}
   */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code file:line:column: warning: path: message}, less what is empty. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(at.toString());
    if (text.length() > 0) {
      text.append(": ");
    }
    if (severity == Severity.WARNING) {
      text.append("warning: ");
    }
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    return text.append(message).toString();
  }
}
