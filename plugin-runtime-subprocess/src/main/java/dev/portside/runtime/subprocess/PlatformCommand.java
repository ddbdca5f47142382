package dev.portside.runtime.subprocess;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command and the platform it is for. Follows {@code PlatformCommand} in Helm's {@code
 * internal/plugin/subprocess_commands.go}.
 *
 * @param os the operating system, in any case; empty for all
 * @param arch the processor, in any case; empty for all
 * @param command the program and, after single blanks, its first arguments. Quotes mean nothing, so
 *     a path with a blank cannot be written here; it can come from a variable, since what a
 *     variable holds is not split again
 * @param args further arguments, one each; null if the manifest does not mention them, which the
 *     signed block tells apart from an empty list
 */
public record PlatformCommand(String os, String arch, String command, @Nullable List<String> args) {
  /** Copies the arguments. */
  public PlatformCommand {
    requireNonNull(os, "os");
    requireNonNull(arch, "arch");
    requireNonNull(command, "command");
    args = args == null ? null : List.copyOf(args);
  }

  /**
   * A command for every platform.
   *
   * @param command see {@link #command()}
   * @param args further arguments
   * @return the command
   */
  public static PlatformCommand of(String command, String... args) {
    return new PlatformCommand("", "", command, List.of(args));
  }

  /**
   * A copy for one operating system.
   *
   * @param system its name, as Go has it
   * @return the copy
   */
  public PlatformCommand onOs(String system) {
    return new PlatformCommand(system, arch, command, args);
  }

  /**
   * A copy for one processor.
   *
   * @param processor its name, as Go has it
   * @return the copy
   */
  public PlatformCommand onArch(String processor) {
    return new PlatformCommand(os, processor, command, args);
  }

  /** The first word of the command as it is written, empty if the command begins with a blank. */
  String program() {
    int blank = command.indexOf(' ');
    return blank < 0 ? command : command.substring(0, blank);
  }

  /** What it is for, to people. */
  String target() {
    if (arch.isEmpty()) {
      return os.isEmpty() ? "any platform" : os;
    }
    return (os.isEmpty() ? "any" : os) + "/" + arch;
  }

  Map<String, ?> signedForm() {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("OperatingSystem", os);
    form.put("Architecture", arch);
    form.put("Command", command);
    form.put("Args", args);
    return form;
  }
}
