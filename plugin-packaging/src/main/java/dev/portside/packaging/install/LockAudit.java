package dev.portside.packaging.install;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;
import dev.portside.api.host.PluginManager;
import dev.portside.packaging.lock.LockCheck;
import dev.portside.packaging.lock.LockPolicy;
import dev.portside.packaging.lock.LockedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the plugins and their lock against each other. One that is broken does not keep the others
 * from being looked at.
 *
 * @param site where they are
 */
record LockAudit(Site site) {
  List<Finding> run() throws IOException {
    List<Finding> wrong = new ArrayList<>();
    LockCheck check = LockCheck.with(LockPolicy.REFUSE);
    for (Path dir : site.directories()) {
      try {
        wrong.addAll(check.check(dir, site.manager().read(dir)));
      } catch (InvalidPluginException e) {
        wrong.addAll(e.findings());
      }
    }
    for (LockedPlugin plugin : site.lock().plugins()) {
      Path dir = site.place(plugin.name());
      if (!Files.exists(dir.resolve(PluginManager.MANIFEST))) {
        wrong.add(
            Finding.error(
                Position.of(dir.toString()),
                "",
                "plugin "
                    + plugin.name()
                    + " is locked, but not there; bring it again (portside sync), or uninstall it"));
      }
    }
    return wrong;
  }
}
