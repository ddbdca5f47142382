package dev.portside.api;

/** The plugin ran, and said no. Follows {@code InvokeExecError} of Helm. */
public final class PluginExitException extends PluginCallException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String detail;

  /**
   * An exception.
   *
   * @param plugin the plugin's name
   * @param what what ended, as the rest of a sentence: {@code exited with error}
   * @param exitCode its exit code
   * @param detail the end of its standard error, or the guest's own error text; may be empty
   * @param usage what the call used
   */
  public PluginExitException(String plugin, String what, int exitCode, String detail, Usage usage) {
    super(plugin, text(what, exitCode, detail.strip()), usage, null);
    this.exitCode = exitCode;
    this.detail = detail;
  }

  /**
   * The exit code.
   *
   * @return the code; above 128 a process may have been ended by signal (code - 128)
   */
  public int exitCode() {
    return exitCode;
  }

  /**
   * What the plugin itself had to say.
   *
   * @return the end of its standard error, or the guest's error text; empty if there is none, or
   *     standard error was inherited
   */
  public String detail() {
    return detail;
  }

  private static String text(String what, int exitCode, String detail) {
    String code = what + " (exit code " + exitCode + ")";
    if (detail.isEmpty()) {
      return code;
    }
    return code + (detail.indexOf('\n') < 0 ? ": " : ":\n") + detail;
  }
}
