package dev.portside.api.host;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Closes many things, all of them even if one fails. */
final class Closing {
  private Closing() {}

  /** Throws the first failure in the end, with the later ones attached to it. */
  static <T> void all(Collection<T> things, Consumer<T> close) {
    @Nullable RuntimeException failure = null;
    for (T thing : things) {
      try {
        close.accept(thing);
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
