package dev.portside.api;

import static java.util.Objects.requireNonNull;

/**
 * The answer of a call.
 *
 * @param message what the plugin answered
 * @param usage what the call used
 * @param <O> the type of the answer
 */
public record Output<O>(O message, Usage usage) {
  /** Checks that nothing is null. */
  public Output {
    requireNonNull(message, "message");
    requireNonNull(usage, "usage");
  }
}
