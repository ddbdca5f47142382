package dev.portside.cli;

import dev.portside.api.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the options say that every command has.
 *
 * @param plugins directories of plugins, separated as in {@code PATH}, or null for the default
 * @param timeout how long a call may take, or null for as long as it takes
 * @param env variables for the plugin
 * @param denied permissions that plugins do not get; one without a target stands for its whole kind
 * @param debug whether failures are shown with their trace
 */
record Settings(
    @Nullable String plugins,
    @Nullable Duration timeout,
    Map<String, String> env,
    List<Permission> denied,
    boolean debug) {
  /** No option given. */
  static final Settings NONE = new Settings(null, null, Map.of(), List.of(), false);

  /** Whether a plugin that asks for a permission gets it. */
  boolean grants(Permission asked) {
    for (Permission no : denied) {
      boolean target = no.target().isEmpty() || no.target().equals(asked.target());
      if (target && no.kind().equals(asked.kind())) {
        return false;
      }
    }
    return true;
  }
}
