package dev.portside.cli;

import dev.portside.packaging.install.Installation;
import dev.portside.packaging.lock.PluginsLock;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sync}: the directory of plugins as a lock says. */
@Command(
    name = "sync",
    description = {
      "Make the directory of plugins what a lock says, from the sources that it names.",
      "What they have must be what was locked; plugins that no lock has are left alone."
    })
final class SyncCommand extends PluginCommand {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "A directory with a plugins.lock (default: the directory of plugins).")
  private @Nullable Path dir;

  @Mixin private final InstallerOptions options = new InstallerOptions();

  SyncCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) throws IOException {
    Path from = dir == null ? session.firstBase() : dir;
    // No lock is not an empty one, which would uninstall all.
    PluginsLock wanted = PluginsLock.readFile(from.resolve(PluginsLock.FILE));
    InstallReport report = new InstallReport(session, options);
    try {
      for (Installation done : options.installer(session, report).sync(wanted, options.options())) {
        report.done(done);
      }
    } finally {
      report.end();
    }
    return 0;
  }
}
