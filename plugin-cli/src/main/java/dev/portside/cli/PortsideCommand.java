package dev.portside.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code portside} itself: what stands before the command, and how all help looks. */
@Command(
    name = "portside",
    description = "Run and look at Helm 4 plugins.",
    scope = ScopeType.INHERIT,
    version = "portside " + Cli.VERSION,
    abbreviateSynopsis = true,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "The exit code is the plugin's, 1 for other failures, 2 for a wrong command line."
    })
final class PortsideCommand {
  /** Here only: commands have a {@code --version} of their own, that of a plugin. */
  @SuppressWarnings("UnusedVariable") // picocli asks for it
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print version information and exit.")
  private boolean version;

  @Mixin private final CommonOptions options = new CommonOptions();

  private final Shell shell;

  PortsideCommand(Shell shell) {
    this.shell = shell;
  }

  CommonOptions options() {
    return options;
  }

  Shell shell() {
    return shell;
  }
}
