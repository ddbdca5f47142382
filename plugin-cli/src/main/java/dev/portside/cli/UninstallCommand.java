package dev.portside.cli;

import dev.portside.packaging.install.PluginInstaller;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code uninstall}: plugins out of the directory of plugins. */
@Command(
    name = "uninstall",
    description = "Remove plugins, after their hooks for it; of a link only the link.")
final class UninstallCommand extends PluginCommand {
  @Parameters(arity = "1..*", paramLabel = "NAME", description = "The plugins.")
  private List<String> names = List.of();

  @Mixin private final InstallerOptions options = new InstallerOptions();

  UninstallCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) {
    InstallReport report = new InstallReport(session, options);
    PluginInstaller installer = options.installer(session, report);
    int code = 0;
    for (String name : names) {
      try {
        report.done(installer.uninstall(name, options.options()));
      } catch (IOException | RuntimeException e) {
        code = session.failures().report(e);
      }
    }
    report.end();
    return code;
  }
}
