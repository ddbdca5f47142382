package dev.portside.cli;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the plugin that {@code NAME|DIR} means. A valid name is looked for in the plugin
 * directories; anything else, and a name that none of them has, is a directory.
 *
 * <p>Helm reads every manifest there is. Here the directory called like the plugin is looked at
 * first, so that one plugin starts as fast beside a hundred others as alone; should a second one in
 * the same place claim the name, the one whose directory has the name is used.
 */
final class PluginSearch {
  private final PluginManager manager;
  private final List<Path> bases;

  PluginSearch(PluginManager manager, List<Path> bases) {
    this.manager = manager;
    this.bases = bases;
  }

  /**
   * Finds one plugin.
   *
   * @param target a name or a directory
   * @param type preferred if several plugins have the name; may be empty
   * @return the plugin, perhaps without that type
   * @throws PluginException if there is none, or it does not load
   */
  Plugin find(String target, String type) {
    if (!Metadata.isValidName(target)) {
      return load(target);
    }
    Descriptor wanted = new Descriptor(target, type);
    List<Plugin> loaded = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    InvalidPluginException broken = null;
    for (Path base : bases) {
      try {
        Plugin direct = direct(base.normalize().resolve(target), wanted);
        if (direct != null) {
          return direct;
        }
      } catch (InvalidPluginException e) {
        broken = broken == null ? e : broken;
      }
      Plugins here = manager.loadAll(base);
      List<Plugin> found = here.find(wanted);
      if (!found.isEmpty()) {
        return found.get(0);
      }
      loaded.addAll(here.loaded());
      findings.addAll(here.findings());
    }
    Plugins all = new Plugins(loaded, findings);
    Descriptor named = Descriptor.named(target);
    if (all.find(named).isEmpty()) {
      if (isPlugin(Path.of(target))) {
        return load(target);
      }
      if (broken != null) {
        throw broken; // the directory has the name: this is what was meant
      }
    }
    return all.get(named);
  }

  /** Null if it is not the one. */
  private @Nullable Plugin direct(Path dir, Descriptor wanted) {
    if (!isPlugin(dir)) {
      return null;
    }
    Plugin plugin = manager.load(dir);
    return wanted.matches(plugin.metadata()) ? plugin : null;
  }

  /** Plugins use {@code HELM_PLUGIN_DIR} from wherever they are, hence absolute. */
  private Plugin load(String target) {
    Path dir = Path.of(target);
    if (target.isEmpty() || (isPlainWord(target) && !Files.isDirectory(dir))) {
      throw new PluginException(
          "\""
              + target
              + "\" is neither the name of a plugin (a-z, A-Z, 0-9, _ and -) nor a directory",
          null);
    }
    return manager.load(dir.toAbsolutePath().normalize());
  }

  private static boolean isPlainWord(String target) {
    return Path.of(target).getNameCount() == 1 && !target.startsWith(".");
  }

  private static boolean isPlugin(Path dir) {
    return Files.exists(dir.resolve(PluginManager.MANIFEST));
  }
}
