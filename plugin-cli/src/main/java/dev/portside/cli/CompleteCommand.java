package dev.portside.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code __complete}: what could stand for the last of the words; the completion scripts ask. */
@Command(name = "__complete", hidden = true)
final class CompleteCommand extends PluginCommand {
  @Parameters(paramLabel = "WORDS")
  private List<String> words = new ArrayList<>();

  private final CommandLine root;

  CompleteCommand(PortsideCommand parent, CommandLine root) {
    super(parent);
    this.root = root;
  }

  @Override
  int call(Session session) {
    if (!words.isEmpty()) {
      for (String candidate : new Completion(root, session).of(words)) {
        session.shell().out().println(candidate);
      }
    }
    return 0;
  }
}
