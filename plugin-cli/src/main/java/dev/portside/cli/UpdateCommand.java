package dev.portside.cli;

import dev.portside.packaging.install.InstallOptions;
import dev.portside.packaging.install.PluginInstaller;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code update}: plugins anew from where they came from. */
@Command(
    name = "update",
    description = "Install plugins again from where they came from, as plugins.lock says.")
final class UpdateCommand extends PluginCommand {
  @Parameters(arity = "1..*", paramLabel = "NAME", description = "The plugins.")
  private List<String> names = List.of();

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "Which version; it takes the place of the present one in the source's name.")
  private String version = "";

  @Mixin private final InstallerOptions options = new InstallerOptions();

  UpdateCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) throws IOException {
    if (!version.isEmpty() && names.size() > 1) {
      throw new UsageException("--version is for one plugin, found " + names.size());
    }
    InstallReport report = new InstallReport(session, options);
    PluginInstaller installer = options.installer(session, report);
    InstallOptions how = options.options().withVersion(version);
    int code = 0;
    for (String name : names) {
      try {
        report.done(installer.update(name, how));
      } catch (IOException | RuntimeException e) {
        code = session.failures().report(e);
      }
    }
    report.end();
    return code;
  }
}
