package dev.portside.cli;

import dev.portside.packaging.install.InstallOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code install}: a plugin from anywhere into the directory of plugins. */
@Command(
    name = "install",
    description = {
      "Install a plugin from an archive, an http(s) URL of one, or a directory.",
      "A directory is linked to, for development; --copy makes it a plugin like others."
    })
final class InstallCommand extends PluginCommand {
  @Parameters(index = "0", paramLabel = "SRC", description = "An archive, a URL or a directory.")
  private String source = "";

  @Option(names = "--version", paramLabel = "V", description = "The version that it must be.")
  private String version = "";

  @Option(names = "--copy", description = "Copy a directory instead of linking to it.")
  private boolean copy;

  @Mixin private final InstallerOptions options = new InstallerOptions();

  InstallCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) throws IOException {
    InstallReport report = new InstallReport(session, options);
    InstallOptions how = options.options().withVersion(version).withLink(!copy);
    if (isDirectory(source) && !copy) {
      report.say("Installing plugin from local directory (development mode)");
    } else if (options.verify()) {
      report.say("Verifying plugin signature...");
    } else {
      report.say("WARNING: Skipping plugin signature verification");
    }
    try {
      report.done(options.installer(session, report).install(source, how));
    } finally {
      report.end();
    }
    return 0;
  }

  private static boolean isDirectory(String source) {
    try {
      return !source.isEmpty() && Files.isDirectory(Path.of(source));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
