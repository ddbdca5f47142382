package dev.portside.runtime.wasm.code;

import org.jspecify.annotations.Nullable;

/**
 * The bytes are no module that can run here: not WebAssembly, damaged, beyond a limit, or in need
 * of a feature that is not there. Asking again with the same bytes gives the same answer.
 */
public final class BadModuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was found, what was expected, and what to do, without where the bytes come from.
   *
   * @param cause what the library said, if it found the problem
   */
  BadModuleException(String problem, @Nullable Throwable cause) {
    super(problem, cause);
  }

  BadModuleException(String problem) {
    this(problem, null);
  }

  /** The same for one who asked: with the source of the bytes before the problem. */
  BadModuleException from(String source) {
    return new BadModuleException(source + ": " + getMessage(), getCause());
  }
}
