package dev.portside.api;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A call that did not give an answer: the plugin could not be started, does not have the type, or
 * answered what cannot be read. Its subclasses tell the other reasons apart.
 */
public sealed class PluginCallException extends PluginException
    permits PluginExitException,
        PluginTimeoutException,
        PluginInterruptedException,
        PluginLimitException {
  private static final long serialVersionUID = 1L;

  private final String plugin;
  private final transient Usage usage;

  /**
   * An exception with the text {@code plugin "name" <what>}.
   *
   * @param plugin the plugin's name
   * @param what what happened, as the rest of a sentence
   * @param usage what the call had used by then
   * @param cause what led to it, or null
   */
  public PluginCallException(String plugin, String what, Usage usage, @Nullable Throwable cause) {
    super("plugin \"" + plugin + "\" " + what, cause);
    this.plugin = plugin;
    this.usage = requireNonNull(usage, "usage");
  }

  /**
   * Which plugin.
   *
   * @return its name
   */
  public String plugin() {
    return plugin;
  }

  /**
   * What the call had used.
   *
   * @return the usage as far as known
   */
  public Usage usage() {
    return usage == null ? Usage.UNKNOWN : usage;
  }
}
