package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Stdio;
import dev.portside.runtime.subprocess.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What a command line is run in: environment, platform and streams. All output is UTF-8, as Helm's
 * is. Commands see the world through this alone, so that tests can hand them another one.
 */
final class Shell {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;

  /** What a shell reports of a program that a broken pipe has ended: 128 and SIGPIPE. */
  private static final int BROKEN_PIPE = 141;

  private final Map<String, String> env;
  private final HelmPaths paths;
  private final Stdio stdio;
  private final InputStream in;
  private final WatchedStream watched;
  private final PrintStream out;
  private final PrintStream err;
  private final IntPredicate terminals;

  /**
   * A world for commands.
   *
   * @param env the variables
   * @param os the platform as Go names it, such as {@code windows} or {@code darwin}
   * @param home the user's home where {@code HOME} is absent
   * @param stdio what plugins get; inherited, or of the three streams that follow
   * @param terminals which file descriptors are terminals
   */
  Shell(
      Map<String, String> env,
      String os,
      String home,
      Stdio stdio,
      InputStream in,
      OutputStream out,
      OutputStream err,
      IntPredicate terminals) {
    this.env = env;
    this.paths = HelmPaths.of(env, os, home);
    this.stdio = stdio;
    this.in = in;
    this.watched = new WatchedStream(out);
    this.out = new PrintStream(watched, false, UTF_8);
    this.err = new PrintStream(err, true, UTF_8);
    this.terminals = terminals;
  }

  /** The world of this process. */
  static Shell ofThisProcess() {
    Stdio own = Stdio.inherit();
    return new Shell(
        System.getenv(),
        Platform.current().os(),
        System.getProperty("user.home", ""),
        own,
        own.in(),
        own.out(),
        own.err(),
        new Terminals());
  }

  Map<String, String> env() {
    return env;
  }

  HelmPaths paths() {
    return paths;
  }

  Stdio stdio() {
    return stdio;
  }

  InputStream in() {
    return in;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  boolean isInTerminal() {
    return terminals.test(STDIN);
  }

  boolean isOutTerminal() {
    return terminals.test(STDOUT);
  }

  boolean isErrTerminal() {
    return terminals.test(STDERR);
  }

  boolean isOutColoured() {
    return isColoured(STDOUT);
  }

  boolean isErrColoured() {
    return isColoured(STDERR);
  }

  /** See no-color.org for the variable. */
  private boolean isColoured(int descriptor) {
    return env.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(env.get("TERM"))
        && terminals.test(descriptor);
  }

  /** Keeps the calls of this process from outliving it; nothing where streams are a caller's. */
  CallGuard guard() {
    return stdio.inheritsIn() ? CallGuard.registered() : CallGuard.idle();
  }

  /**
   * Flushes what was printed. A reader that has gone away, as {@code head} does, ends the command
   * without a word; a full disk does not.
   *
   * @param code the exit code so far
   * @return the exit code of the command
   */
  int finish(int code) {
    out.flush();
    err.flush();
    IOException failure = watched.failure();
    if (failure == null) {
      return code;
    }
    if (WatchedStream.isBrokenPipe(failure)) {
      return code == 0 ? BROKEN_PIPE : code;
    }
    new Failures(this, false).say("cannot write to standard output: " + failure.getMessage());
    return code == 0 ? 1 : code;
  }
}
