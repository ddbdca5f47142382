package dev.portside.runtime.subprocess;

/** Why a program cannot be started; the message is the rest of "cannot be started: ". */
final class CannotStart extends Exception {
  private static final long serialVersionUID = 1L;

  CannotStart(String message) {
    super(message);
  }
}
