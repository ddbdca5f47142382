package dev.portside.cli;

import dev.portside.api.Plugin;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hook}: what a plugin does when it is installed, updated or deleted. */
@Command(
    name = "hook",
    description = "Run a plugin's hook for an event; no hook is no error, as in Helm.")
final class HookCommand extends PluginCommand {
  @Parameters(index = "0", paramLabel = "NAME|DIR", description = "The plugin.")
  private String target = "";

  @Parameters(index = "1", paramLabel = "EVENT", description = "install, update or delete.")
  private String event = "";

  HookCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) {
    Plugin plugin = session.find(target, "");
    Set<String> hooks = new TreeSet<>(plugin.hooks());
    if (hooks.contains(event)) {
      session.runHook(plugin, event);
    } else {
      String has = hooks.isEmpty() ? "it has none" : "it has: " + String.join(", ", hooks);
      session
          .failures()
          .say("plugin \"" + plugin.metadata().name() + "\" has no hook \"" + event + "\"; " + has);
    }
    return 0;
  }
}
