package dev.portside.runtime.subprocess;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginType;
import dev.portside.api.Usage;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that is a program. It runs every type that has a command line form, and knows none of
 * them. Hosts reach this class by {@link Plugin#unwrap} for what it alone has, {@link
 * #invokeWithEnv}. Immutable, safe for use by several threads; it holds nothing between calls.
 *
 * <p>A call returns when the program has ended and nobody holds the pipes to it any more, so what a
 * child in the background still writes is not lost. A timeout or an interrupt ends all of them.
 * Follows {@code SubprocessPluginRuntime} in Helm's {@code internal/plugin/runtime_subprocess.go}.
 */
public final class SubprocessPlugin implements Plugin {
  private final Host host;
  private final Metadata metadata;
  private final SubprocessConfig config;
  private final @Nullable Path dir;

  SubprocessPlugin(Host host, PluginSpec<SubprocessConfig> spec) {
    this.host = host;
    this.metadata = spec.metadata();
    this.config = spec.config();
    this.dir = spec.dir().orElse(null);
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public Optional<Path> dir() {
    return Optional.ofNullable(dir);
  }

  @Override
  public <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options) {
    long began = System.nanoTime();
    CommandLine<I, O> line = commandLine(type);
    CommandCall call = line.prepare(message);
    Execution execution = new Execution(host, metadata.name(), "", call, options);
    ProcessBuilder builder = new ProcessBuilder();
    Map<String, String> env = builder.environment();
    fill(env, "", options.env(), call.env());
    Bytes stdout = execution.run(builder, line(call, env), began);
    try {
      return new Output<>(line.result(stdout), execution.usage());
    } catch (IllegalArgumentException e) {
      String detail = execution.detail().strip();
      throw new PluginCallException(
          metadata.name(),
          "gave no usable answer: "
              + e.getMessage()
              + (detail.isEmpty() ? "" : "; the end of its standard error:\n" + detail),
          execution.usage(),
          e);
    }
  }

  /**
   * What {@link #invoke} would run, for a host that runs it by itself, such as a shell that lets
   * the program take its place. Nothing is started. Whether the program can be started is checked
   * as far as {@link #invoke} does before the system is asked.
   *
   * @param <I> the message's type
   * @param type a type that the plugin has; the plugin's own command line is all that is told, not
   *     what the type wants on standard input or takes from standard output
   * @param message the message
   * @param options the variables in it; streams and timeout are the host's affair then
   * @return program, arguments and environment
   * @throws PluginCallException if there is no such program, or {@link #invoke} could not prepare
   *     the call
   */
  public <I> ProcessCommand prepare(PluginType<I, ?, ?> type, I message, CallOptions options) {
    CommandCall call = commandLine(type).prepare(message);
    Map<String, String> env = new HashMap<>(host.environment());
    fill(env, "", options.env(), call.env());
    List<String> line = line(call, env);
    String program = line.get(0);
    try {
      line.set(0, host.locate(program));
      return new ProcessCommand(host.programs().find(program), line, env);
    } catch (CannotStart e) {
      throw failed("cannot be started: " + e.getMessage(), null);
    }
  }

  private <I, O> CommandLine<I, O> commandLine(PluginType<I, O, ?> type) {
    Optional<CommandLine<I, O>> form = type.commandLine();
    if (form.isEmpty()) {
      throw failed(
          "cannot run type \""
              + type.id()
              + "\": unsupported subprocess plugin type (it has no"
              + " command line form)",
          null);
    }
    return form.get();
  }

  /** {@inheritDoc} An event whose list of commands is empty has no hook. */
  @Override
  public Set<String> hooks() {
    Set<String> events = new LinkedHashSet<>();
    for (Map.Entry<String, List<PlatformCommand>> hook : config.platformHooks().entrySet()) {
      if (!hook.getValue().isEmpty()) {
        events.add(hook.getKey());
      }
    }
    return Collections.unmodifiableSet(events);
  }

  /**
   * {@inheritDoc} Unlike in Helm, hooks get the variables, streams and timeout of the caller, and
   * their exit code is told. A hook without a command for this platform is an error, as in Helm.
   */
  @Override
  public void runHook(String event, CallOptions options) {
    long began = System.nanoTime();
    List<PlatformCommand> commands = config.platformHooks().get(event);
    if (commands == null || commands.isEmpty()) {
      return;
    }
    String action = "hook \"" + event + "\" ";
    Execution execution = new Execution(host, metadata.name(), action, CommandCall.EMPTY, options);
    ProcessBuilder builder = new ProcessBuilder();
    Map<String, String> env = builder.environment();
    fill(env, action, options.env(), Map.of());
    List<String> line = prepare(commands, config.expandHookArgs(), List.of(), env, action);
    execution.run(builder, line, began);
  }

  /**
   * Runs another program on behalf of this plugin, such as the one that completes its command line
   * in a shell. Follows {@code InvokeWithEnv} of Helm.
   *
   * @param main the program; variables of the host's environment are expanded in it, but it is not
   *     split
   * @param argv its arguments, as they are
   * @param env variables that win over all others
   * @param options streams, environment, timeout
   * @return what the run used
   * @throws PluginCallException as {@link #invoke} does
   */
  public Usage invokeWithEnv(
      String main, List<String> argv, Map<String, String> env, CallOptions options) {
    long began = System.nanoTime();
    Execution execution = new Execution(host, metadata.name(), "", CommandCall.EMPTY, options);
    ProcessBuilder builder = new ProcessBuilder();
    fill(builder.environment(), "", options.env(), env);
    List<String> line = new ArrayList<>(argv.size() + 1);
    line.add(GoExpand.expand(main, host.environment(), host.platform));
    line.addAll(argv);
    execution.run(builder, line, began);
    return execution.usage();
  }

  private void fill(
      Map<String, String> env,
      String action,
      Map<String, String> callEnv,
      Map<String, String> messageEnv) {
    if (host.isClosed()) {
      throw failed(action + "cannot be started: its runtime is closed", null);
    }
    try {
      host.fill(env, callEnv, metadata.name(), dir);
      Variables.addAll(env, messageEnv, host.platform);
    } catch (IllegalArgumentException e) {
      throw failed(action + "cannot be started: " + e.getMessage(), e);
    }
  }

  private List<String> line(CommandCall call, Map<String, String> env) {
    String selector = call.selector().orElse(null);
    if (selector != null && !config.protocolCommands().isEmpty()) {
      List<PlatformCommand> commands = forProtocol(selector);
      String action = "protocol \"" + selector + "\" ";
      List<String> line = prepare(commands, false, call.args(), env, action);
      line.set(0, inDirectory(line.get(0)));
      return line;
    }
    if (config.isLiteral()) {
      PlatformCommand only = config.platformCommand().get(0);
      List<String> line = new ArrayList<>();
      line.add(only.command());
      line.addAll(only.args() == null ? List.of() : only.args());
      line.addAll(call.args());
      return line;
    }
    return prepare(config.platformCommand(), true, call.args(), env, "");
  }

  private List<String> prepare(
      List<PlatformCommand> commands,
      boolean expandArgs,
      List<String> extraArgs,
      Map<String, String> env,
      String action) {
    try {
      return Commands.prepare(commands, expandArgs, extraArgs, env, host.platform);
    } catch (IllegalArgumentException e) {
      throw failed(action + "cannot be started: " + e.getMessage(), null);
    }
  }

  private List<PlatformCommand> forProtocol(String protocol) {
    Set<String> served = new LinkedHashSet<>();
    for (ProtocolCommand command : config.protocolCommands()) {
      if (command.serves(protocol)) {
        List<PlatformCommand> commands = command.platformCommand();
        return commands == null ? List.of() : commands;
      }
      served.addAll(command.protocols() == null ? List.of() : command.protocols());
    }
    throw failed(
        "has no downloader for protocol \""
            + protocol
            + "\"; it serves: "
            + (served.isEmpty() ? "none" : String.join(", ", served)),
        null);
  }

  /**
   * Where the program of a protocol is: in the plugin's directory, be it written with a leading
   * slash or not, which is all that Helm knows. Only what is not there is taken for an absolute
   * path, or for a name on the {@code PATH}.
   */
  private String inDirectory(String program) {
    if (dir == null || program.isEmpty()) {
      return program;
    }
    String joined = PathRules.join(dir.toString(), program, host.platform);
    Programs programs = host.programs();
    if (new File(joined).isFile() || programs.withExtension(joined) != null) {
      return joined;
    }
    boolean elsewhere =
        PathRules.isAbsolute(program, host.platform)
            || (PathRules.isBare(program, host.platform) && programs.onPath(program) != null);
    return elsewhere ? program : joined;
  }

  private PluginCallException failed(String what, @Nullable Throwable cause) {
    return new PluginCallException(metadata.name(), what, Usage.UNKNOWN, cause);
  }
}
