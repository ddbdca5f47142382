package dev.portside.api;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Runtime} makes a plugin of. Immutable.
 *
 * @param <C> the runtime's configuration
 */
public final class PluginSpec<C extends RuntimeConfig> {
  private final Metadata metadata;
  private final C config;
  private final @Nullable Path dir;

  private PluginSpec(Metadata metadata, C config, @Nullable Path dir) {
    this.metadata = requireNonNull(metadata, "metadata");
    this.config = requireNonNull(config, "config");
    this.dir = dir;
  }

  /**
   * A plugin in a directory.
   *
   * @param metadata what it is
   * @param config its runtime configuration, the one that {@code metadata} holds
   * @param dir its directory, as the host names it
   * @param <C> the runtime's configuration
   * @return the specification
   */
  public static <C extends RuntimeConfig> PluginSpec<C> of(Metadata metadata, C config, Path dir) {
    return new PluginSpec<>(metadata, config, requireNonNull(dir, "dir"));
  }

  /**
   * A plugin without a directory, made by a host.
   *
   * @param metadata what it is
   * @param config its runtime configuration, the one that {@code metadata} holds
   * @param <C> the runtime's configuration
   * @return the specification
   */
  public static <C extends RuntimeConfig> PluginSpec<C> of(Metadata metadata, C config) {
    return new PluginSpec<>(metadata, config, null);
  }

  /**
   * What the plugin is.
   *
   * @return the metadata
   */
  public Metadata metadata() {
    return metadata;
  }

  /**
   * What the manifest tells the runtime.
   *
   * @return the configuration, typed
   */
  public C config() {
    return config;
  }

  /**
   * Where the plugin's files are.
   *
   * @return the directory, empty for a plugin that a host made
   */
  public Optional<Path> dir() {
    return Optional.ofNullable(dir);
  }
}
