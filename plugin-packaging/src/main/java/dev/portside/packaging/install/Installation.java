package dev.portside.packaging.install;

import static java.util.Objects.requireNonNull;

import dev.portside.packaging.VerifiedPlugin;
import dev.portside.packaging.lock.LockedPlugin;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was done to one plugin, or in a dry run what would have been.
 *
 * @param change what
 * @param dir the plugin's directory in its place
 * @param plugin its line in {@code plugins.lock}; of a plugin that was uninstalled, the former one
 * @param verified who signed what, if that was verified now
 */
public record Installation(
    Change change, Path dir, LockedPlugin plugin, Optional<VerifiedPlugin> verified) {
  /** What can be done to a plugin. */
  public enum Change {
    /** It was not there. */
    INSTALLED,
    /** It took the place of one that was there. */
    UPDATED,
    /** Nothing: what was there is what the source has. */
    UNCHANGED,
    /** It is not there any more. */
    UNINSTALLED
  }

  /** Checks that nothing is null. */
  public Installation {
    requireNonNull(change, "change");
    requireNonNull(dir, "dir");
    requireNonNull(plugin, "plugin");
    requireNonNull(verified, "verified");
  }
}
