package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Plugin;
import dev.portside.api.Stdio;
import dev.portside.api.type.CliV1;
import dev.portside.runtime.subprocess.SubprocessPlugin;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Candidates that a plugin itself has for its arguments: those that its {@code plugin.complete}
 * prints, one a line. A last line that begins with a colon tells Helm's shell scripts more; ours do
 * not need it. Follows {@code pluginDynamicComp} in Helm's {@code pkg/cmd/load_plugins.go}.
 */
final class PluginCompletion {
  private static final String PROGRAM = "plugin.complete";

  private PluginCompletion() {}

  /**
   * Asks the plugin.
   *
   * @param words its name and its complete arguments
   * @param last the argument to complete
   * @return the candidates; none if it has no such program
   */
  static List<String> of(Session session, List<String> words, String last) {
    Plugin plugin = session.find(words.get(0), "");
    Optional<SubprocessPlugin> process = plugin.unwrap(SubprocessPlugin.class);
    Path program = plugin.dir().orElse(Path.of("")).resolve(PROGRAM);
    if (process.isEmpty() || !Files.isExecutable(program)) {
      return List.of();
    }
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Stdio stdio = Stdio.of(InputStream.nullInputStream(), printed, OutputStream.nullOutputStream());
    process
        .get()
        .invokeWithEnv(
            program.toString(), args(plugin, words, last), Map.of(), session.options(stdio));
    List<String> candidates = new ArrayList<>();
    for (String line : printed.toString(UTF_8).lines().toList()) {
      if (!line.startsWith(":")) {
        candidates.add(line);
      }
    }
    return candidates;
  }

  private static List<String> args(Plugin plugin, List<String> words, String last) {
    boolean none =
        plugin.metadata().config(CliV1.Settings.class).map(s -> s.ignoreFlags()).orElse(false);
    if (none) {
      return List.of();
    }
    List<String> args = new ArrayList<>(words.subList(1, words.size()));
    args.add(last);
    return args;
  }
}
