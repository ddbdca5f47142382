package dev.portside.cli;

import dev.portside.api.Environment;
import dev.portside.api.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of every command. They may stand before the command and after it; of a single value
 * the one nearer to the plugin wins, of a list all count.
 */
final class CommonOptions {
  /** After the options that a command has of its own. */
  private static final int LAST = 100;

  @Option(
      order = LAST,
      names = "--plugins",
      paramLabel = "DIR[:DIR]",
      description = "Where plugins are (default: $HELM_PLUGINS, then Helm's data directory).")
  private @Nullable String plugins;

  @Option(
      order = LAST,
      names = "--timeout",
      paramLabel = "DURATION",
      converter = GoDuration.class,
      description = "End the plugin after this time: 30s, 1m30s, 500ms (default, and 0: never).")
  private @Nullable Duration timeout;

  @Option(
      order = LAST,
      names = "--env",
      paramLabel = "K=V",
      converter = EnvironmentEntry.class,
      description = "A variable for the plugin; may be repeated.")
  private List<String> env = new ArrayList<>();

  @Option(
      order = LAST,
      names = "--deny",
      paramLabel = "KIND[:TARGET]",
      converter = PermissionText.class,
      description = "Refuse plugins that ask for this: exec:sh, host, tempDir; may be repeated.")
  private List<Permission> denied = new ArrayList<>();

  @SuppressWarnings("UnusedVariable") // picocli asks for it
  @Option(
      order = LAST,
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(order = LAST, names = "--debug", description = "Show the trace of failures.")
  private boolean debug;

  /** What these options and those before the command say together. */
  Settings after(CommonOptions before) {
    List<String> variables = concat(before.env, env);
    Duration limit = timeout == null ? before.timeout : timeout;
    return new Settings(
        plugins == null ? before.plugins : plugins,
        limit == null || limit.isZero() ? null : limit,
        Environment.parse(variables),
        concat(before.denied, denied),
        before.debug || debug);
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
