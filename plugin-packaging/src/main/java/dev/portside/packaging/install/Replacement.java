package dev.portside.packaging.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.packaging.install.Installation.Change;
import dev.portside.packaging.install.Preparation.Ready;
import dev.portside.packaging.install.Preparation.Trust;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.packaging.lock.PluginsLock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a plugin and puts it in place, or in that of an older one: what installing, updating and
 * synchronizing have in common.
 *
 * @param site where
 * @param reference what to bring
 * @param trust whether it must be signed
 * @param options how
 * @param oldVersion the version that is replaced, or empty
 */
record Replacement(
    Site site, String reference, Trust trust, InstallOptions options, String oldVersion) {
  /** Decides, while nobody else changes the directory, what is to be done with what is ready. */
  interface Decision {
    Change on(Ready ready) throws IOException;
  }

  Installation run(Decision decision) throws IOException {
    Ready ready;
    Change change;
    try (Workspace work = site.open()) {
      ready = new Preparation(site, work).prepare(reference, trust, options.link());
      change = work.alone(() -> commit(ready, decision, work));
    }
    LockedPlugin plugin = ready.plugin();
    if (change != Change.UNCHANGED && options.hooks() && !options.dryRun()) {
      site.runHook(plugin.name(), change == Change.INSTALLED ? "install" : "update");
    }
    return new Installation(change, site.place(plugin.name()), plugin, ready.verified());
  }

  private Change commit(Ready ready, Decision decision, Workspace work) throws IOException {
    Change change = decision.on(ready);
    if (change != Change.UNCHANGED && !options.dryRun()) {
      LockedPlugin plugin = ready.plugin();
      prepareLock(site.lock().with(plugin), work);
      List<String> names = new ArrayList<>(Site.namesOf(plugin.name(), plugin.version()));
      names.addAll(Site.namesOf(plugin.name(), oldVersion));
      work.commit(names);
    }
    return change;
  }

  static void prepareLock(PluginsLock lock, Workspace work) throws IOException {
    work.prepare(PluginsLock.FILE, lock.toString().getBytes(UTF_8));
  }
}
