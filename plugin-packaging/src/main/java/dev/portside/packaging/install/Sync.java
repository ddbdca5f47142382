package dev.portside.packaging.install;

import dev.portside.api.PluginException;
import dev.portside.packaging.install.Installation.Change;
import dev.portside.packaging.install.Preparation.Trust;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.packaging.lock.PluginsLock;
import dev.portside.packaging.lock.TreeHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a directory of plugins what a lock says, one plugin after the other. */
final class Sync {
  private final Site site;
  private final InstallOptions options;
  private final Removal removal;

  Sync(Site site, InstallOptions options) {
    this.site = site;
    this.options = options;
    removal = new Removal(site, options);
  }

  List<Installation> run(PluginsLock wanted) throws IOException {
    List<Installation> done = new ArrayList<>();
    PluginsLock present = site.lock();
    for (LockedPlugin plugin : wanted.plugins()) {
      done.add(bring(plugin, present.find(plugin.name())));
    }
    for (LockedPlugin plugin : present.plugins()) {
      if (wanted.find(plugin.name()).isEmpty()) {
        done.add(removal.run(plugin.name()));
      }
    }
    return done;
  }

  private Installation bring(LockedPlugin wanted, Optional<LockedPlugin> present)
      throws IOException {
    Path place = site.place(wanted.name());
    if (present.equals(Optional.of(wanted)) && isInPlace(wanted, place)) {
      return new Installation(Change.UNCHANGED, place, wanted, Optional.empty());
    }
    if (wanted.source().isEmpty()) {
      throw new PluginException(
          "the lock does not say where plugin "
              + wanted.name()
              + " came from; install it from its source, then lock again",
          null);
    }
    Trust trust = options.verify() && wanted.isVerified() ? Trust.REQUIRED : Trust.SKIPPED;
    boolean isThere = Disk.exists(place);
    return new Replacement(
            site,
            wanted.source(),
            trust,
            options.withLink(wanted.isLink()),
            present.map(LockedPlugin::version).orElse(""))
        .run(ready -> {
          check(wanted, ready.plugin(), trust);
          return isThere ? Change.UPDATED : Change.INSTALLED;
        });
  }

  private static boolean isInPlace(LockedPlugin wanted, Path place) throws IOException {
    if (wanted.isLink()) {
      return Files.isSymbolicLink(place)
          && Files.readSymbolicLink(place).equals(Path.of(wanted.source()));
    }
    return Files.isDirectory(place)
        && !Files.isSymbolicLink(place)
        && TreeHash.of(place).equals(wanted.tree());
  }

  private static void check(LockedPlugin wanted, LockedPlugin found, Trust trust) {
    check(wanted, "name", wanted.name(), found.name());
    check(wanted, "version", wanted.version(), found.version());
    check(wanted, "archive", wanted.archive(), found.archive());
    check(wanted, "tree", wanted.tree(), found.tree());
    if (trust == Trust.REQUIRED) {
      check(wanted, "signer", wanted.signer(), found.signer());
    }
  }

  private static void check(LockedPlugin plugin, String what, String wanted, String found) {
    if (!wanted.equals(found)) {
      throw new PluginException(
          "plugin "
              + plugin.name()
              + " is not what was locked: its "
              + what
              + " from "
              + plugin.source()
              + " is "
              + (found.isEmpty() ? "none" : found)
              + ", the lock says "
              + (wanted.isEmpty() ? "none" : wanted)
              + "; if the change is meant, install it anew",
          null);
    }
  }
}
