package dev.portside.cli;

import dev.portside.api.Finding;
import dev.portside.api.host.PluginManager;
import dev.portside.packaging.lock.LockCheck;
import dev.portside.packaging.lock.LockPolicy;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.packaging.lock.PluginsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    Path plugins = session.firstBase();
    options.installer(session, new InstallReport(session, options)).recover();
    LockCheck check = LockCheck.with(LockPolicy.REFUSE);
    List<String> wrong = new ArrayList<>();
    for (Path dir : directories(plugins)) {
      for (Finding finding : check.check(dir, session.manager().read(dir))) {
        wrong.add(finding.toString());
      }
    }
    for (LockedPlugin plugin : PluginsLock.read(plugins).plugins()) {
      Path dir = plugins.resolve(plugin.name());
      if (!Files.exists(dir.resolve(PluginManager.MANIFEST))) {
        wrong.add(
            dir + ": plugin " + plugin.name() + " is locked, but not there; run portside sync");
      }
    }
    if (options.isJson()) {
      print(session, wrong);
    } else {
      wrong.forEach(session.failures()::say);
      if (wrong.isEmpty()) {
        session.shell().out().println("All plugins are as locked in " + plugins);
      }
    }
    return wrong.isEmpty() ? 0 : Failures.FAILED;
  }

  private static List<Path> directories(Path plugins) throws IOException {
    if (!Files.isDirectory(plugins)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(plugins)) {
      return all.filter(dir -> Files.exists(dir.resolve(PluginManager.MANIFEST))).sorted().toList();
    }
  }

  private static void print(Session session, Object form) {
    session.shell().out().println(new Json().pretty(form));
  }
}
