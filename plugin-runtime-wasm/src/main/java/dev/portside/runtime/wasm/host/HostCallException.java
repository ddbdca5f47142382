package dev.portside.runtime.wasm.host;

import org.jspecify.annotations.Nullable;

/**
 * A host function that cannot do what the guest asked for. Ends the call: the guest never sees it,
 * as in the reference, where the host panics.
 */
public final class HostCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param message what was asked for and why it was refused; stands alone
   */
  public HostCallException(String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message what was asked for and why it failed; stands alone
   * @param cause what led to it, or null
   */
  public HostCallException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
