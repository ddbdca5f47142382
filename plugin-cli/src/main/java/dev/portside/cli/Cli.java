package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;

/** Every command line but the plainest {@code run}: read by picocli, run in one shell. */
final class Cli implements IExecutionExceptionHandler {
  /** The version of Portside. */
  static final String VERSION = "0.1.0-SNAPSHOT";

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
    return shell.finish(commandLine().execute(args));
  }

  private CommandLine commandLine() {
    PortsideCommand portside = new PortsideCommand(shell);
    CommandLine root = new CommandLine(portside);
    root.addSubcommand(new RunCommand(portside))
        .addSubcommand(new InvokeCommand(portside))
        .addSubcommand(new GetCommand(portside))
        .addSubcommand(new RenderCommand(portside))
        .addSubcommand(new HookCommand(portside))
        .addSubcommand(new ListCommand(portside))
        .addSubcommand(new InspectCommand(portside))
        .addSubcommand(new PackageCommand(portside))
        .addSubcommand(new SignCommand(portside))
        .addSubcommand(new VerifyCommand(portside))
        .addSubcommand(new CompletionCommand(shell))
        .addSubcommand(new CompleteCommand(portside, root))
        .addSubcommand(new CommandLine.HelpCommand());
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
