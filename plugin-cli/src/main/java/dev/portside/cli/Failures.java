package dev.portside.cli;

import dev.portside.api.PluginException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginInterruptedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Says on standard error what went wrong, and knows the exit code that goes with it. */
final class Failures {
  /** A plugin, a file or a command failed, and has no exit code of its own. */
  static final int FAILED = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** What a shell reports of a program ended from the keyboard: 128 and SIGINT. */
  private static final int INTERRUPTED = 130;

  private final Shell shell;
  private final boolean debug;

  Failures(Shell shell, boolean debug) {
    this.shell = shell;
    this.debug = debug;
  }

  /**
   * Reports a failure.
   *
   * @param failure anything that a command threw
   * @return the exit code for it
   */
  int report(Throwable failure) {
    int code;
    if (failure instanceof PluginInterruptedException) {
      code = INTERRUPTED; // who ended us knows why
    } else {
      say(text(failure));
      code = failure instanceof PluginExitException exit ? passedOn(exit.exitCode()) : FAILED;
    }
    if (debug) {
      failure.printStackTrace(shell.err());
    }
    return code;
  }

  /** What people are told of a failure; what nobody foresaw is an internal error. */
  String text(Throwable failure) {
    if (failure instanceof PluginException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof UncheckedIOException wrapped) {
      IOException cause = wrapped.getCause();
      return cause == null ? String.valueOf(wrapped.getMessage()) : reason(cause);
    }
    if (failure instanceof IOException io) {
      return reason(io);
    }
    return "internal error: " + failure + (debug ? "" : "; run again with --debug for the trace");
  }

  /** One message for people. */
  void say(@Nullable String message) {
    print("31", "portside:", message);
  }

  /** One message that does not stop the command. */
  void warn(String message) {
    print("33", "portside: warning:", message);
  }

  private void print(String colour, String prefix, @Nullable String message) {
    String start =
        shell.isErrColoured() ? "\u001b[1;" + colour + "m" + prefix + "\u001b[m" : prefix;
    shell.err().println(start + " " + Visible.text(String.valueOf(message)));
  }

  /** Only the low eight bits reach the caller; a failure must not look like success there. */
  private static int passedOn(int exitCode) {
    return (exitCode & 0xff) == 0 ? FAILED : exitCode;
  }

  /** File and reason: Java's own text is often the file alone. */
  static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException e) {
      return e.getFile() + ": no such file or directory";
    }
    if (failure instanceof AccessDeniedException e) {
      return e.getFile() + ": permission denied";
    }
    if (failure instanceof FileSystemException e && e.getReason() != null) {
      return e.getFile() + ": " + e.getReason();
    }
    String text = failure.getMessage();
    return text == null || failure instanceof FileSystemException ? failure.toString() : text;
  }
}
