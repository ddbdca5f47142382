package dev.portside.runtime.subprocess;

import dev.portside.api.CallOptions;
import dev.portside.api.PluginExitException;
import dev.portside.api.Stdio;
import dev.portside.api.type.CliV1;
import java.util.List;

/** A host whose streams a plugin inherits; {@link InheritTest} looks at them from outside. */
final class InheritMain {
  private InheritMain() {}

  /** Runs the program that the arguments are, and prints what became of it. */
  public static void main(String[] args) {
    SubprocessPlugin plugin =
        Subject.plugin(new SubprocessRuntime(), SubprocessConfig.command(args[0]));
    CliV1.Input input = new CliV1.Input(List.of(args).subList(1, args.length));
    try {
      plugin.invoke(CliV1.TYPE, input, CallOptions.NONE.withStdio(Stdio.inherit()));
    } catch (PluginExitException e) {
      System.out.println(e.getMessage() + " detail: [" + e.detail() + "]");
    }
  }
}
