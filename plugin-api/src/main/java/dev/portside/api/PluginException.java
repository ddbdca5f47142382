package dev.portside.api;

import org.jspecify.annotations.Nullable;

/**
 * Something went wrong with a plugin, or with the set-up of the host. The root of what Portside
 * throws; its message is for people and stands alone.
 */
public sealed class PluginException extends RuntimeException
    permits InvalidPluginException, PluginNotFoundException, PluginCallException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param message what was found, what was expected, what to do
   * @param cause what led to it, or null
   */
  public PluginException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
