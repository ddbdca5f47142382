package dev.portside.packaging.install;

import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.packaging.install.Installation.Change;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.packaging.lock.PluginsLock;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes plugins away, with all that belongs to them. Of one that somebody has deleted by hand the
 * rest goes: its archive, and its line in the lock.
 *
 * @param site from where
 * @param options whether hooks run, and whether it is really done
 */
record Removal(Site site, InstallOptions options) {
  Installation run(String name) throws IOException {
    Optional<LockedPlugin> locked = site.lock().find(name);
    boolean isThere = Metadata.isValidName(name) && Disk.exists(site.place(name));
    if (!isThere && locked.isEmpty()) {
      throw site.notInstalled(name);
    }
    LockedPlugin plugin = locked.orElseGet(() -> unknown(name));
    if (!options.dryRun()) {
      if (options.hooks() && isThere) {
        site.runHook(name, "delete");
      }
      try (Workspace work = site.open()) {
        work.aloneFor(() -> {
          PluginsLock lock = site.lock();
          if (lock.find(name).isPresent()) {
            Replacement.prepareLock(lock.without(name), work);
          }
          work.commit(Site.namesOf(name, plugin.version()));
        });
      }
    }
    return new Installation(Change.UNINSTALLED, site.place(name), plugin, Optional.empty());
  }

  /** A plugin that is not in the lock, as all that others have installed. */
  private LockedPlugin unknown(String name) {
    String version = "";
    try {
      version = site.manager().read(site.place(name)).version();
    } catch (InvalidPluginException e) {
      site.warn(e.getMessage() + "; if there is an archive beside it, that stays");
    }
    return new LockedPlugin(name, version, "", "", "", "");
  }
}
