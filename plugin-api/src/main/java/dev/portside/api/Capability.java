package dev.portside.api;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a plugin can do.
 *
 * @param type the id of the plugin type, such as {@code getter/v1}
 * @param config the plugin's configuration for it
 */
public record Capability(String type, Config config) {
  /** Checks that nothing is null. */
  public Capability {
    requireNonNull(type, "type");
    requireNonNull(config, "config");
  }
}
