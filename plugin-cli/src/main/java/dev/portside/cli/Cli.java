package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;

/** Every command line that {@link Main} does not read itself: read by picocli, run in one shell. */
final class Cli implements IExecutionExceptionHandler {
  /** The version of Portside. */
  static final String VERSION = "0.1.0-SNAPSHOT";

  /** In the order of the help. */
  private static final List<String> PLUGIN_COMMANDS =
      List.of(
          "run",
          "invoke",
          "get",
          "render",
          "hook",
          "list",
          "inspect",
          "install",
          "update",
          "uninstall",
          "lock",
          "sync",
          "package",
          "sign",
          "verify");

  /** After the plugin's name these leave everything to it. */
  private static final List<String> PASSING_ON = List.of("run", "render", "__complete");

  private final Shell shell;

  Cli(Shell shell) {
    this.shell = shell;
  }

  /**
   * Runs one command line. Whatever happens is said on the shell's streams.
   *
   * @param args without the name of the command
   * @return the exit code
   */
  int run(String... args) {
    return shell.finish(commandLine(args).execute(args));
  }

  private CommandLine commandLine(String... args) {
    PortsideCommand portside = new PortsideCommand(shell);
    CommandLine root = new CommandLine(portside);
    PluginCommand asked = args.length == 0 ? null : named(args[0], portside);
    if (asked != null) {
      root.addSubcommand(asked); // each that picocli must know takes some milliseconds
    } else {
      addAll(root, portside);
    }
    for (CommandLine command : root.getSubcommands().values()) {
      command.setStopAtPositional(PASSING_ON.contains(command.getCommandName()));
    }
    Ansi ansi = shell.isOutColoured() ? Ansi.ON : Ansi.OFF;
    return root.setExpandAtFiles(false) // @FILE has a meaning of its own, and may be a plugin's
        .registerConverter(ListFormat.class, new Choice<>(ListFormat.values()))
        .registerConverter(InspectFormat.class, new Choice<>(InspectFormat.values()))
        .registerConverter(
            CompletionCommand.Script.class, new Choice<>(CompletionCommand.Script.values()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setOut(writer(shell.out()))
        .setErr(writer(shell.err()))
        .setParameterExceptionHandler(new UsageErrors(shell))
        .setExecutionExceptionHandler(this);
  }

  private void addAll(CommandLine root, PortsideCommand portside) {
    for (String name : PLUGIN_COMMANDS) {
      root.addSubcommand(named(name, portside));
    }
    root.addSubcommand(new CompletionCommand(shell))
        .addSubcommand(new CompleteCommand(portside, root))
        .addSubcommand(new CommandLine.HelpCommand());
  }

  /** One of {@link #PLUGIN_COMMANDS}, or null. */
  private static @Nullable PluginCommand named(String name, PortsideCommand portside) {
    return switch (name) {
      case "run" -> new RunCommand(portside);
      case "invoke" -> new InvokeCommand(portside);
      case "get" -> new GetCommand(portside);
      case "render" -> new RenderCommand(portside);
      case "hook" -> new HookCommand(portside);
      case "list" -> new ListCommand(portside);
      case "inspect" -> new InspectCommand(portside);
      case "install" -> new InstallCommand(portside);
      case "update" -> new UpdateCommand(portside);
      case "uninstall" -> new UninstallCommand(portside);
      case "lock" -> new LockCommand(portside);
      case "sync" -> new SyncCommand(portside);
      case "package" -> new PackageCommand(portside);
      case "sign" -> new SignCommand(portside);
      case "verify" -> new VerifyCommand(portside);
      default -> null;
    };
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    return failure instanceof UsageException
        ? new UsageErrors(shell).report(String.valueOf(failure.getMessage()), commandLine)
        : new Failures(shell, debug(commandLine)).report(failure);
  }

  private static boolean debug(CommandLine commandLine) {
    return commandLine.getCommand() instanceof PluginCommand command && command.settings().debug();
  }
}
