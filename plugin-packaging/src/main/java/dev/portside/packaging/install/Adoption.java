package dev.portside.packaging.install;

import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.PluginException;
import dev.portside.packaging.install.Preparation.Ready;
import dev.portside.packaging.install.Preparation.Trust;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.packaging.lock.PluginsLock;
import dev.portside.packaging.lock.TreeHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes the lock of plugins that are there, whoever installed them. What a line of the present lock
 * says of where a plugin came from stays if its files are still the same.
 *
 * @param site where they are
 */
record Adoption(Site site) {
  PluginsLock run() throws IOException {
    PluginsLock present = site.lock();
    PluginsLock lock = PluginsLock.EMPTY;
    for (Path dir : site.directories()) {
      Optional<LockedPlugin> plugin = adopt(dir, present);
      if (plugin.isPresent()) {
        lock = lock.with(plugin.get());
      }
    }
    return lock;
  }

  private Optional<LockedPlugin> adopt(Path dir, PluginsLock present) throws IOException {
    Manifest manifest;
    try {
      manifest = site.manager().read(dir);
    } catch (InvalidPluginException e) {
      site.warn(e.getMessage() + "; it is not locked");
      return Optional.empty();
    }
    String name = manifest.name();
    if (!name.equals(String.valueOf(dir.getFileName()))) {
      site.warn(
          dir
              + " has the plugin "
              + name
              + "; expected a directory of that name, so it is not locked");
      return Optional.empty();
    }
    if (Files.isSymbolicLink(dir)) {
      return Optional.of(
          new LockedPlugin(name, manifest.version(), dir.toRealPath().toString(), "", "", ""));
    }
    String tree = TreeHash.of(dir);
    Optional<LockedPlugin> known = present.find(name);
    if (known.isPresent() && known.get().tree().equals(tree)) {
      return known;
    }
    return Optional.of(fromArchive(manifest, tree));
  }

  /** The archive beside a plugin counts if it has the very files that are installed. */
  private LockedPlugin fromArchive(Manifest manifest, String tree) throws IOException {
    String name = manifest.name();
    Path archive = site.place(Site.archiveName(name, manifest.version()));
    if (Files.isRegularFile(archive)) {
      try (Workspace work = site.open()) {
        Ready ready =
            new Preparation(site, work).prepare(archive.toString(), Trust.IF_SIGNED, false);
        LockedPlugin plugin = ready.plugin();
        if (plugin.tree().equals(tree)) {
          return new LockedPlugin(
              name, plugin.version(), "", plugin.archive(), tree, plugin.signer());
        }
        site.warn("the files of plugin " + name + " are not those of " + archive);
      } catch (PluginException e) {
        site.warn(e.getMessage() + "; plugin " + name + " is locked without its archive");
      }
    }
    return new LockedPlugin(name, manifest.version(), "", "", tree, "");
  }
}
