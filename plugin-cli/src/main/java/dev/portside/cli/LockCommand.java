package dev.portside.cli;

import dev.portside.api.Finding;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.packaging.lock.PluginsLock;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lock}: writes down what is installed, or holds what is installed against it. */
@Command(
    name = "lock",
    description = {
      "Write plugins.lock anew, of what is installed, whoever installed it.",
      "With --check: whether what is installed is what was locked; exit code 1 if not."
    })
final class LockCommand extends PluginCommand {
  @Option(names = "--check", description = "Change nothing; say what is not as locked.")
  private boolean check;

  @Mixin private final InstallerOptions options = new InstallerOptions();

  LockCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) throws IOException {
    return check ? check(session) : lock(session);
  }

  private int lock(Session session) throws IOException {
    InstallReport report = new InstallReport(session, options);
    PluginsLock lock = options.installer(session, report).lock(options.options());
    if (options.isJson()) {
      print(session, lock.plugins().stream().map(LockCommand::form).toList());
      return 0;
    }
    for (LockedPlugin plugin : lock.plugins()) {
      report.say((options.isDryRun() ? "Would lock plugin: " : "Locked plugin: ") + plugin.name());
    }
    return 0;
  }

  private static Map<String, Object> form(LockedPlugin plugin) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("name", plugin.name());
    form.put("version", plugin.version());
    form.put("source", plugin.source());
    form.put("archive", plugin.archive());
    form.put("tree", plugin.tree());
    form.put("verified", plugin.isVerified());
    form.put("fingerprint", plugin.signer());
    return form;
  }

  private int check(Session session) throws IOException {
    InstallReport report = new InstallReport(session, options);
    List<String> wrong =
        options.installer(session, report).check().stream().map(Finding::toString).toList();
    if (options.isJson()) {
      print(session, wrong);
    } else {
      wrong.forEach(session.failures()::say);
      if (wrong.isEmpty()) {
        session.shell().out().println("All plugins are as locked in " + session.firstBase());
      }
    }
    return wrong.isEmpty() ? 0 : Failures.FAILED;
  }

  private static void print(Session session, Object form) {
    session.shell().out().println(new Json().pretty(form));
  }
}
