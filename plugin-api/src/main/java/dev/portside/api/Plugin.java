package dev.portside.api;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A plugin that can be called. Safe for use by several threads.
 *
 * <p>Plugins that a {@code PluginManager} hands out check the capability, refuse calls after {@link
 * #close()}, turn foreign exceptions into {@link PluginCallException} and tell the host's listener;
 * runtimes implement the call alone. A decorator must delegate every method, {@link #hooks()},
 * {@link #runHook} and {@link #unwrap} too: their defaults answer for a plugin that has none.
 *
 * <p>Follows {@code Plugin} and {@code PluginHook} of Helm's {@code internal/plugin/plugin.go}.
 */
public interface Plugin extends AutoCloseable {
  /**
   * What this plugin is.
   *
   * @return always the same
   */
  Metadata metadata();

  /**
   * Where its files are, as the host named the place; not made absolute.
   *
   * @return the directory, empty for a plugin that a host made
   */
  Optional<Path> dir();

  /**
   * Calls the plugin and waits for its answer. An interrupt of the calling thread, or the timeout
   * in the options, ends the call and frees the process tree or the instance before this returns.
   *
   * @param type the plugin type to call it as; one of {@link Metadata#capabilities()}
   * @param message the message of that type
   * @param options streams, environment, timeout
   * @param <I> the type's input
   * @param <O> the type's output
   * @return the answer
   * @throws PluginExitException if the plugin said no
   * @throws PluginTimeoutException if it took longer than it may
   * @throws PluginInterruptedException if the calling thread was interrupted; its flag is set again
   * @throws PluginLimitException if it went beyond another limit
   * @throws PluginCallException if it could not be started or its answer not be read
   */
  <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options);

  /**
   * Calls the plugin without streams, environment or timeout of the caller's.
   *
   * @param type the plugin type to call it as
   * @param message the message of that type
   * @param <I> the type's input
   * @param <O> the type's output
   * @return the message of the answer
   * @throws PluginCallException as {@link #invoke} does
   */
  default <I, O> O call(PluginType<I, O, ?> type, I message) {
    return invoke(type, message, CallOptions.NONE).message();
  }

  /**
   * The events that this plugin has a hook for, such as {@code install}, {@code update} and {@code
   * delete}.
   *
   * @return the events; none by default
   */
  default Set<String> hooks() {
    return Set.of();
  }

  /**
   * Runs the hook for an event; does nothing if there is none.
   *
   * @param event the event
   * @param options streams, environment, timeout
   * @throws PluginCallException as {@link #invoke} does
   */
  default void runHook(String event, CallOptions options) {}

  /**
   * The plugin as its runtime made it, for what only one runtime has.
   *
   * @param kind the runtime's public plugin class
   * @param <T> that class
   * @return the plugin, or empty if it is of another class
   */
  default <T> Optional<T> unwrap(Class<T> kind) {
    return kind.isInstance(this) ? Optional.of(kind.cast(this)) : Optional.empty();
  }

  /** Frees what the plugin holds between calls. Idempotent; nothing is freed by default. */
  @Override
  default void close() {}
}
