package dev.portside.packaging.install;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure of the network or of a server that may be over at the next attempt. */
final class PassingException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Duration pause;

  PassingException(String message, Duration pause, @Nullable Throwable cause) {
    super(message, cause);
    this.pause = pause;
  }

  /** How long to wait before it. */
  Duration pause() {
    return pause;
  }
}
