package dev.portside.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in two lines. */
final class UsageErrors implements IParameterExceptionHandler {
  private final Shell shell;

  UsageErrors(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String text =
        e instanceof UnmatchedArgumentException unmatched
            ? unknown(unmatched)
            : decapitalized(String.valueOf(e.getMessage()));
    return report(text, e.getCommandLine());
  }

  /** Says it, and how to learn more. */
  int report(String text, CommandLine commandLine) {
    new Failures(shell, false).say(text);
    shell.err().println("try: " + commandLine.getCommandSpec().qualifiedName() + " --help");
    return Failures.USAGE;
  }

  private static String decapitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String unknown(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().get(0);
    boolean root = e.getCommandLine().getParent() == null;
    String kind = e.isUnknownOption() ? "option" : root ? "command" : "argument";
    List<String> suggestions = e.getSuggestions();
    String hint = suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?";
    return "unknown " + kind + " \"" + argument + "\"" + hint;
  }
}
