package dev.portside.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that works on plugins: with the common options, and a session for its time. */
abstract class PluginCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  private final PortsideCommand parent;

  PluginCommand(PortsideCommand parent) {
    this.parent = parent;
  }

  /** What the options say, those before the command included. */
  final Settings settings() {
    return options.after(parent.options());
  }

  @Override
  public final Integer call() throws IOException {
    try (Session session = new Session(parent.shell(), settings())) {
      return call(session);
    } catch (Error e) { // picocli hands on exceptions only
      return new Failures(parent.shell(), settings().debug()).report(e);
    }
  }

  /**
   * Does it.
   *
   * @param session closed by the caller
   * @return the exit code
   * @throws UsageException if the command line is wrong after all
   * @throws IOException if a file cannot be read or written
   */
  abstract int call(Session session) throws IOException;
}
