package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code completion}: the script by which a shell completes command lines of portside. */
@Command(
    name = "completion",
    description = "Print the script that completes portside in a shell.",
    footer = {
      "",
      "bash and zsh:  source <(portside completion bash)   # or zsh",
      "fish:          portside completion fish | source"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells there is a script for; each asks {@code portside __complete}. */
  enum Script {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return Choice.word(this);
    }
  }

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Script script = Script.BASH;

  @SuppressWarnings("UnusedVariable") // picocli asks for it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  private final Shell shell;

  CompletionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    String resource = "completion." + script;
    try (InputStream in = CompletionCommand.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      shell.out().print(new String(in.readAllBytes(), UTF_8));
    }
    return 0;
  }
}
