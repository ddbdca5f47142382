package dev.portside.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call in command line form. Immutable; start with {@link #EMPTY} and add. */
public final class CommandCall {
  /** No arguments, no environment, the caller's streams, the plugin's main command. */
  public static final CommandCall EMPTY = new CommandCall(List.of(), Map.of(), null, false, null);

  private final List<String> args;
  private final Map<String, String> env;
  private final @Nullable Bytes stdin;
  private final boolean resultOnStdout;
  private final @Nullable String selector;

  private CommandCall(
      List<String> args,
      Map<String, String> env,
      @Nullable Bytes stdin,
      boolean resultOnStdout,
      @Nullable String selector) {
    this.args = args;
    this.env = env;
    this.stdin = stdin;
    this.resultOnStdout = resultOnStdout;
    this.selector = selector;
  }

  /**
   * Arguments that follow those of the plugin's command, as they are: nothing in them is expanded.
   *
   * @return the arguments
   */
  public List<String> args() {
    return args;
  }

  /**
   * Variables that win over all others.
   *
   * @return names to values
   */
  public Map<String, String> env() {
    return env;
  }

  /**
   * Standard input.
   *
   * @return the bytes, or empty if the caller's stream is handed through
   */
  public Optional<Bytes> stdin() {
    return Optional.ofNullable(stdin);
  }

  /**
   * Whether standard output is the answer; else the caller's stream receives it.
   *
   * @return true if it is collected
   */
  public boolean resultOnStdout() {
    return resultOnStdout;
  }

  /**
   * Which of several commands: a getter's protocol.
   *
   * @return the selector, or empty for the plugin's main command
   */
  public Optional<String> selector() {
    return Optional.ofNullable(selector);
  }

  /**
   * A copy with other arguments.
   *
   * @param value the arguments
   * @return the copy
   */
  public CommandCall withArgs(List<String> value) {
    return new CommandCall(List.copyOf(value), env, stdin, resultOnStdout, selector);
  }

  /**
   * A copy with other variables.
   *
   * @param value names to values
   * @return the copy
   */
  public CommandCall withEnv(Map<String, String> value) {
    return new CommandCall(args, Map.copyOf(value), stdin, resultOnStdout, selector);
  }

  /**
   * A copy with its own standard input.
   *
   * @param value all of it
   * @return the copy
   */
  public CommandCall withStdin(Bytes value) {
    return new CommandCall(args, env, requireNonNull(value), resultOnStdout, selector);
  }

  /**
   * A copy whose standard output is the answer.
   *
   * @return the copy
   */
  public CommandCall withResultOnStdout() {
    return new CommandCall(args, env, stdin, true, selector);
  }

  /**
   * A copy that selects a command.
   *
   * @param value the selector
   * @return the copy
   */
  public CommandCall withSelector(String value) {
    return new CommandCall(args, env, stdin, resultOnStdout, requireNonNull(value));
  }
}
