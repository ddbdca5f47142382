package dev.portside.api.host;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Metadata;
import dev.portside.api.PluginType;

/**
 * Which plugins to find. Follows {@code Descriptor} of Helm's {@code
 * internal/plugin/descriptor.go}, but that it looks at every capability of a plugin, not at its
 * first alone.
 *
 * @param name the plugin's exact name, or empty for any
 * @param type the exact id of a type that the plugin has, or empty for any
 */
public record Descriptor(String name, String type) {
  /** Every plugin. */
  public static final Descriptor ANY = new Descriptor("", "");

  /** Checks that nothing is null. */
  public Descriptor {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
  }

  /**
   * Plugins of a name.
   *
   * @param name the name
   * @return the descriptor
   */
  public static Descriptor named(String name) {
    return new Descriptor(name, "");
  }

  /**
   * Plugins of a type.
   *
   * @param type the type
   * @return the descriptor
   */
  public static Descriptor of(PluginType<?, ?, ?> type) {
    return new Descriptor("", type.id());
  }

  /**
   * A copy that asks for a type, too.
   *
   * @param value the type
   * @return the copy
   */
  public Descriptor withType(PluginType<?, ?, ?> value) {
    return new Descriptor(name, value.id());
  }

  /**
   * Whether a plugin is meant.
   *
   * @param plugin its metadata
   * @return true if name and type agree
   */
  public boolean matches(Metadata plugin) {
    return (name.isEmpty() || name.equals(plugin.name())) && (type.isEmpty() || plugin.can(type));
  }

  /** As a phrase: {@code plugin "x" of type "cli/v1"}. */
  @Override
  public String toString() {
    String who = name.isEmpty() ? "plugin" : "plugin \"" + name + "\"";
    return type.isEmpty() ? who : who + " of type \"" + type + "\"";
  }
}
