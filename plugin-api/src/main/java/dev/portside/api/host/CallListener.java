package dev.portside.api.host;

import dev.portside.api.Metadata;
import dev.portside.api.PluginException;
import dev.portside.api.Usage;
import java.time.Duration;
import java.util.Optional;

/**
 * Is told of every call when it has ended, in the thread of the call. It never sees messages: they
 * may hold secrets. Safe for use by several threads; what it throws is logged and dropped.
 */
@FunctionalInterface
public interface CallListener {
  /**
   * A call has ended.
   *
   * @param plugin which plugin
   * @param type the plugin type it was called as, or {@code hook:} and the event
   * @param wall how long it took
   * @param usage what it used
   * @param failure why it failed, or empty if it did not
   */
  void called(
      Metadata plugin, String type, Duration wall, Usage usage, Optional<PluginException> failure);
}
