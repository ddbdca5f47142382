package dev.portside.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code run}: a plugin of type {@code cli/v1}. */
@Command(
    name = "run",
    description = "Run the command of a plugin on this terminal. After NAME all is the plugin's.")
final class RunCommand extends PluginCommand {
  @Parameters(index = "0", paramLabel = "NAME|DIR", description = "The plugin.")
  private String target = "";

  @Parameters(index = "1..*", paramLabel = "ARGS", description = "Arguments for the plugin.")
  private List<String> args = new ArrayList<>();

  RunCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) {
    RunPlugin.run(session, target, args);
    return 0;
  }
}
