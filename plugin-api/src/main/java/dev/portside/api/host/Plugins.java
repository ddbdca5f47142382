package dev.portside.api.host;

import dev.portside.api.Finding;
import dev.portside.api.Plugin;
import dev.portside.api.PluginNotFoundException;
import java.util.ArrayList;
import java.util.List;

/**
 * The plugins that loaded, and what there is to say about these and the others. Immutable and safe
 * for use by several threads.
 *
 * @param loaded in the order of the directories that were searched
 * @param findings errors of plugins that did not load and warnings of those that did, in the same
 *     order
 */
public record Plugins(List<Plugin> loaded, List<Finding> findings) implements AutoCloseable {
  /** Copies the lists. */
  public Plugins {
    loaded = List.copyOf(loaded);
    findings = List.copyOf(findings);
  }

  /**
   * The plugins that a descriptor means. Follows {@code FindPlugins} of Helm.
   *
   * @param descriptor which ones
   * @return the plugins in order; one name may come from several base directories
   */
  public List<Plugin> find(Descriptor descriptor) {
    List<Plugin> found = new ArrayList<>();
    for (Plugin plugin : loaded) {
      if (descriptor.matches(plugin.metadata())) {
        found.add(plugin);
      }
    }
    return found;
  }

  /**
   * The first plugin that a descriptor means. Follows {@code FindPlugin} of Helm.
   *
   * @param descriptor which one
   * @return the plugin
   * @throws PluginNotFoundException if there is none
   */
  public Plugin get(Descriptor descriptor) {
    for (Plugin plugin : loaded) {
      if (descriptor.matches(plugin.metadata())) {
        return plugin;
      }
    }
    List<String> names = new ArrayList<>();
    Descriptor ofType = new Descriptor("", descriptor.type());
    for (Plugin plugin : find(ofType)) {
      names.add(plugin.metadata().name());
    }
    throw new PluginNotFoundException(descriptor.toString(), descriptor.name(), names, findings);
  }

  /** Closes every plugin, the others even if one fails; that failure is thrown in the end. */
  @Override
  public void close() {
    Closing.all(loaded, Plugin::close);
  }
}
