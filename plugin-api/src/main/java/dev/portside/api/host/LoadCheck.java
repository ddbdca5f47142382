package dev.portside.api.host;

import dev.portside.api.Finding;
import dev.portside.api.Manifest;
import java.nio.file.Path;
import java.util.List;

/**
 * A host's condition for loading a plugin, such as a verified signature. It runs before any type or
 * runtime sees the plugin's content. Safe for use by several threads.
 */
@FunctionalInterface
public interface LoadCheck {
  /**
   * Checks a plugin.
   *
   * @param dir its directory
   * @param manifest its manifest, perhaps with errors
   * @return an error to refuse it, a warning to load it nevertheless, nothing to agree
   */
  List<Finding> check(Path dir, Manifest manifest);
}
