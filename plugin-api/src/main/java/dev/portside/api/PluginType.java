package dev.portside.api;

import java.util.Optional;

/**
 * A kind of plugin, such as {@code getter/v1}: its messages and its configuration. The object
 * itself is the token of a typed call, so the compiler knows what goes in and what comes out and a
 * runtime runs types it has never heard of. A service: registered with a public no-argument
 * constructor.
 *
 * <p>Every type has a message form (JSON, by codecs); it may have a command line form. A runtime
 * picks one. Implementations are stateless and safe for use by several threads.
 *
 * @param <I> the message that goes in
 * @param <O> the message that comes out
 * @param <C> the configuration, read from {@code config} of a manifest
 */
public interface PluginType<I, O, C extends Config> {
  /**
   * The name that manifests use.
   *
   * @return such as {@code getter/v1}; not blank, always the same
   */
  String id();

  /**
   * Reads the configuration of one plugin. Bad content is reported by the reader; an {@link
   * IllegalArgumentException} of the configuration's constructor becomes a finding, too, unless the
   * content has already given one.
   *
   * @param in the reader of {@code config}; ask it for every key there is, since what was not asked
   *     for is reported as unknown
   * @return the configuration
   */
  C readConfig(TreeReader in);

  /**
   * The message form of the input.
   *
   * @return the codec
   */
  Codec<I> input();

  /**
   * The message form of the output.
   *
   * @return the codec
   */
  Codec<O> output();

  /**
   * The command line form.
   *
   * @return empty if the type has none; it cannot be called on a process then
   */
  default Optional<CommandLine<I, O>> commandLine() {
    return Optional.empty();
  }
}
