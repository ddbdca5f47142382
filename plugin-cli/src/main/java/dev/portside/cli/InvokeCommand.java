package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.Stdio;
import dev.portside.api.type.CliV1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code invoke}: a plugin of any type, message in and message out as JSON. Standard output is that
 * message alone: what a command prints becomes its {@code data}.
 */
@Command(
    name = "invoke",
    description = "Call a plugin of any type with a JSON message, and print its answer.")
final class InvokeCommand extends PluginCommand {
  @Parameters(index = "0", paramLabel = "NAME|DIR", description = "The plugin.")
  private String target = "";

  @Option(
      names = {"-m", "--message"},
      required = true,
      paramLabel = "JSON|@FILE|-",
      description = "The message: itself, a file, or standard input.")
  private String message = "";

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Call it as this type (default: the plugin's first).")
  private String type = "";

  InvokeCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) throws IOException {
    Json json = new Json();
    Map<String, ?> input = json.object(content(session.shell()), source());
    Plugin plugin = session.find(target, type);
    Map<String, ?> output = call(session, plugin, input);
    Shell shell = session.shell();
    shell.out().println(shell.isOutTerminal() ? json.pretty(output) : json.line(output));
    return 0;
  }

  private Map<String, ?> call(Session session, Plugin plugin, Map<String, ?> input) {
    Shell shell = session.shell();
    String called = type.isEmpty() ? plugin.metadata().type() : type;
    boolean command = called.equals(CliV1.TYPE.id());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Stdio stdio = shell.stdio().withOut(command ? printed : shell.err());
    if (message.equals("-")) {
      stdio = stdio.withIn(InputStream.nullInputStream());
    }
    try {
      Map<String, ?> output = session.invokeJson(plugin, called, input, stdio);
      return command ? withData(output, printed) : output;
    } catch (InvalidPluginException e) {
      throw new UsageException("--message: " + e.getMessage()); // the plugin has loaded
    } catch (IllegalArgumentException e) {
      throw new PluginException("the answer is no JSON: " + e.getMessage(), e);
    }
  }

  private static Map<String, ?> withData(Map<String, ?> output, ByteArrayOutputStream printed) {
    if (printed.size() == 0) {
      return output;
    }
    Map<String, Object> whole = new LinkedHashMap<>(output);
    Bytes bytes = Bytes.copyOf(printed.toByteArray());
    String text =
        bytes
            .strictText()
            .orElseThrow(() -> new IllegalArgumentException(bytes + " that are not UTF-8"));
    whole.put("data", text);
    return whole;
  }

  private String source() {
    return message.startsWith("@") ? message.substring(1) : "--message";
  }

  private String content(Shell shell) throws IOException {
    if (message.equals("-")) {
      return new String(shell.in().readAllBytes(), UTF_8);
    }
    if (!message.startsWith("@")) {
      return message;
    }
    try {
      return new String(Files.readAllBytes(Path.of(source())), UTF_8);
    } catch (IOException e) {
      throw new UsageException("--message: " + Failures.reason(e));
    }
  }
}
