package dev.portside.api;

/**
 * A technology that runs plugins: processes, WebAssembly, or one of your own. A service: registered
 * in {@code META-INF/services} and as {@code provides}, with a public no-argument constructor.
 *
 * <p>A runtime is safe for use by several threads. Its configuration type belongs to it alone. The
 * {@code plugin-tck} holds every runtime to one contract.
 *
 * @param <C> its configuration, read from {@code runtimeConfig} of a manifest
 */
@SuppressWarnings("AvoidCommonTypeNames") // the field's word, and an import settles it
public interface Runtime<C extends RuntimeConfig> extends AutoCloseable {
  /**
   * The name that manifests use.
   *
   * @return such as {@code subprocess}; not blank, always the same
   */
  String name();

  /**
   * Reads the configuration of one plugin. Bad content is reported by the reader; an {@link
   * IllegalArgumentException} of the configuration's constructor becomes a finding, too, unless the
   * content has already given one.
   *
   * @param in the reader of {@code runtimeConfig}; ask it for every key there is, since what was
   *     not asked for is reported as unknown
   * @return the configuration
   */
  C readConfig(TreeReader in);

  /**
   * Makes a plugin. Cheap: no compilation, no process; that is for the first call.
   *
   * @param spec what the plugin is
   * @return the plugin
   * @throws InvalidPluginException if the plugin can never run, such as a missing file
   */
  Plugin createPlugin(PluginSpec<C> spec);

  /** Frees what plugins of this runtime share. They cannot be called any more. Idempotent. */
  @Override
  default void close() {}
}
