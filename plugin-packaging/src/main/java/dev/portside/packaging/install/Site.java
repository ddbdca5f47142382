package dev.portside.packaging.install;

import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.ManifestReader;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.Position;
import dev.portside.api.host.PluginManager;
import dev.portside.packaging.ArchiveLimits;
import dev.portside.packaging.PluginSigning;
import dev.portside.packaging.lock.PluginsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory of plugins, and all that its installer was given. */
record Site(
    Path plugins,
    PluginManager manager,
    ManifestReader reader,
    PluginSigning signing,
    ArchiveLimits limits,
    List<PluginSource> sources,
    InstallListener listener,
    CallOptions hookOptions,
    Disk disk,
    Owner owner) {
  Path place(String name) {
    return plugins.resolve(name);
  }

  /** All directories that have a manifest, in the order of names. */
  List<Path> directories() throws IOException {
    if (!Files.isDirectory(plugins)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(plugins)) {
      return all.filter(dir -> Files.exists(dir.resolve(PluginManager.MANIFEST))).sorted().toList();
    }
  }

  PluginsLock lock() throws IOException {
    return PluginsLock.read(plugins);
  }

  Workspace open() throws IOException {
    return Workspace.open(plugins, disk, owner);
  }

  void recover() throws IOException {
    Workspace.recover(plugins, disk, owner);
  }

  /** All that belongs to a plugin in the directory, but its line in the lock. */
  static List<String> namesOf(String name, String version) {
    String archive = archiveName(name, version);
    return List.of(name, archive, archive + PluginSigning.PROVENANCE);
  }

  /** What Helm looks for beside a plugin when it lists where plugins come from. */
  static String archiveName(String name, String version) {
    return name + "-" + version + ".tgz";
  }

  /** Runs a hook, if the plugin has it. One that does not load can still be deleted. */
  void runHook(String name, String event) {
    Plugin plugin;
    try {
      plugin = manager.load(place(name));
    } catch (InvalidPluginException e) {
      if (!event.equals("delete")) {
        throw e;
      }
      warn(e.getMessage() + "; its hook for delete does not run");
      return;
    }
    try (plugin) {
      if (plugin.hooks().contains(event)) {
        listener.runsHook(plugin, event);
        plugin.runHook(event, hookOptions);
      }
    }
  }

  void warn(String message) {
    listener.warning(Finding.warning(Position.NONE, "", message));
  }

  PluginException notInstalled(String name) {
    return new PluginException("plugin: " + name + " not found in " + plugins, null);
  }
}
