package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.type.CliV1;
import dev.portside.runtime.subprocess.ProcessCommand;
import dev.portside.runtime.subprocess.SubprocessPlugin;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/**
 * What {@code run NAME} comes to, told to the shell that asked: the script {@code portside} then
 * lets the plugin take its place. So the plugin has the shell's terminal, signals, open files and
 * arguments as they are, and no JVM beside it, which would have to load a hundred classes to start
 * a process and wait for it.
 *
 * <p>A plan is a shell text of three kinds of lines, with {@link #TITLE} before them, which tells
 * it from anything else that a JVM may print. For a plugin that is no process there is none, and
 * the script runs it as any other command.
 */
final class ExecPlan {
  /** The property by which the script asks for a plan. */
  static final String WANTED = "portside.plan";

  private static final String TITLE = "# portside plan\n";

  /** In the script, the first two words are {@code run NAME}. */
  private static final String PLUGIN_ARGS = " \"${@:3}\"";

  private ExecPlan() {}

  /** Prints the plan, or nothing if there is none. */
  static void print(Session session, String target) {
    Plugin plugin = session.find(target, CliV1.TYPE.id());
    CliV1.Settings settings = RunPlugin.settings(plugin.metadata());
    SubprocessPlugin process = plugin.unwrap(SubprocessPlugin.class).orElse(null);
    if (process == null) {
      return;
    }
    CallOptions options = session.options(session.shell().stdio());
    CliV1.Input input = new CliV1.Input(List.of());
    ProcessCommand command = process.prepare(CliV1.TYPE, input, options);
    if (!command.file().startsWith("/")) {
      return; // a shell would tell a script another path of itself
    }
    byte[] plan =
        text(command, session.shell().env(), settings.ignoreFlags()).getBytes(fileNameCharset());
    session.shell().out().write(plan, 0, plan.length);
  }

  /**
   * A plan as text.
   *
   * @param command what to run
   * @param env the variables that the shell has already
   * @param alone whether the plugin gets no arguments but its own
   */
  static String text(ProcessCommand command, Map<String, String> env, boolean alone) {
    StringBuilder text = new StringBuilder(TITLE);
    for (Map.Entry<String, String> variable : command.environment().entrySet()) {
      if (!variable.getValue().equals(env.get(variable.getKey()))) {
        text.append("export ").append(variable.getKey()).append('=');
        quote(variable.getValue(), text);
        text.append('\n');
      }
    }
    for (String name : env.keySet()) {
      if (!command.environment().containsKey(name)) {
        text.append("unset -v ").append(name).append('\n');
      }
    }
    text.append("exec -a");
    List<String> line = command.line();
    for (int i = 0; i < line.size(); i++) {
      quote(line.get(i), text.append(' '));
      if (i == 0) {
        quote(command.file(), text.append(" -- "));
      }
    }
    return text.append(alone ? "" : PLUGIN_ARGS).append('\n').toString();
  }

  /** In single quotes a shell takes everything as it is, but for themselves. */
  private static void quote(String word, StringBuilder text) {
    text.append('\'');
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\'') {
        text.append("'\\'");
      }
      text.append(c);
    }
    text.append('\'');
  }

  /** Variables and paths were read in it, so they become the same bytes again. */
  private static Charset fileNameCharset() {
    String name = System.getProperty("sun.jnu.encoding", "UTF-8");
    return name.equals("UTF-8") ? UTF_8 : Charset.forName(name);
  }
}
