package dev.portside.api;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted, and the call ended. The thread's interrupt flag is set. */
public final class PluginInterruptedException extends PluginCallException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param plugin the plugin's name
   * @param usage what the call had used
   * @param cause the interrupt, or null
   */
  public PluginInterruptedException(
      String plugin, Usage usage, @Nullable InterruptedException cause) {
    super(plugin, "was ended because its caller was interrupted", usage, cause);
  }
}
