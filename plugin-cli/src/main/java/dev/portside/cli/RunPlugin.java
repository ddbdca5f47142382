package dev.portside.cli;

import dev.portside.api.Capability;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.GetterV1;
import java.util.List;

/** Runs a plugin's command: what {@code run} does, however its command line was read. */
final class RunPlugin {
  private RunPlugin() {}

  /**
   * Runs it on the streams of the shell. Follows {@code loadCLIPlugins} of Helm's {@code
   * pkg/cmd/load_plugins.go}.
   *
   * @param target a name or a directory
   * @param args for the plugin; it gets none if it says {@code ignoreFlags}, as in Helm
   */
  static void run(Session session, String target, List<String> args) {
    Plugin plugin = session.find(target, CliV1.TYPE.id());
    CliV1.Settings settings = settings(plugin.metadata());
    CliV1.Input input = new CliV1.Input(settings.ignoreFlags() ? List.of() : args);
    CliV1.Output output = session.invoke(plugin, CliV1.TYPE, input, session.shell().stdio());
    byte[] answer = output.data().toArray(); // empty, unless it came as a message
    session.shell().out().write(answer, 0, answer.length);
  }

  /**
   * The settings of a plugin that has a command.
   *
   * @throws PluginException if it has none; says what it has
   */
  static CliV1.Settings settings(Metadata metadata) {
    for (Capability capability : metadata.capabilities()) {
      if (capability.config() instanceof CliV1.Settings settings) {
        return settings;
      }
    }
    throw new PluginException(refusal(metadata), null);
  }

  /** What it is instead, and which command is for that. */
  private static String refusal(Metadata metadata) {
    StringBuilder text = new StringBuilder("plugin \"").append(metadata.name());
    text.append("\" has no command to run: it is of type ");
    text.append(Types.of(metadata)).append("; try: portside ");
    return switch (metadata.type()) {
      case "getter/v1" -> text.append("get ").append(url(metadata)).toString();
      case "postrenderer/v1" -> text.append("render ").append(metadata.name()).toString();
      default ->
          text.append("invoke ").append(metadata.name()).append(" --message JSON").toString();
    };
  }

  private static String url(Metadata metadata) {
    return metadata.config() instanceof GetterV1.Settings getter
        ? getter.protocols().get(0) + "://..."
        : "URL";
  }
}
