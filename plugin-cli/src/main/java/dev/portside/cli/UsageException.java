package dev.portside.cli;

/** The command line is wrong, in a way that only the command itself can see. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param message what was found and what was expected
   */
  UsageException(String message) {
    super(message);
  }
}
