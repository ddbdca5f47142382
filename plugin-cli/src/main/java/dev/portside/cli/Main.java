package dev.portside.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Where the process begins, and the only place that ends it. The most frequent command lines are
 * read here: to make picocli know them takes longer than what they ask for.
 */
public final class Main {
  private Main() {}

  /**
   * Runs one command line and exits with its code.
   *
   * @param args the command line, without the name of the command
   */
  public static void main(String[] args) {
    Shell shell = Shell.ofThisProcess();
    if (!isPlainRun(args) || System.getProperty(ExecPlan.WANTED) == null) {
      System.exit(run(shell, args));
    } else {
      // Nothing is open and nobody waits; an orderly exit costs 25 as much as all the rest.
      Runtime.getRuntime().halt(plan(shell, args[1]));
    }
  }

  /** Runs one command line and gives its exit code. */
  static int run(Shell shell, String... args) {
    if (isPlainRun(args)) {
      return runPlain(shell, args);
    }
    VerifyCommand verify = VerifyCommand.plain(shell, args);
    return verify == null ? new Cli(shell).run(args) : verifyPlain(shell, verify, args);
  }

  /** {@code run NAME ARGS...}: by far the most frequent, and in need of no parser. */
  private static boolean isPlainRun(String[] args) {
    return args.length > 1 && args[0].equals("run") && !args[1].startsWith("-");
  }

  private static int plan(Shell shell, String target) {
    int code = 0;
    try (Session session = new Session(shell, Settings.NONE)) {
      ExecPlan.print(session, target);
    } catch (RuntimeException | Error e) {
      code = new Failures(shell, false).report(e);
    }
    return shell.finish(code);
  }

  private static int runPlain(Shell shell, String[] args) {
    List<String> pluginArgs = List.of(Arrays.copyOfRange(args, 2, args.length));
    int code = 0;
    try (Session session = new Session(shell, Settings.NONE)) {
      RunPlugin.run(session, args[1], pluginArgs);
    } catch (RuntimeException | Error e) {
      code = new Failures(shell, false).report(e);
    }
    return shell.finish(code);
  }

  private static int verifyPlain(Shell shell, VerifyCommand verify, String[] args) {
    int code;
    try {
      code = verify.call();
    } catch (UsageException e) {
      return new Cli(shell).run(args); // which knows how to say what is wrong with a command line
    } catch (IOException | RuntimeException e) {
      code = new Failures(shell, false).report(e);
    }
    return shell.finish(code);
  }
}
