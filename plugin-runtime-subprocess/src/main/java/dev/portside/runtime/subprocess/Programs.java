package dev.portside.runtime.subprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds programs. A name alone is looked for on the {@code PATH} of the host, not of the plugin;
 * anything else is a path, relative to the host's working directory. What is found there by way of
 * a relative entry of the {@code PATH} is refused. On Windows an extension of {@code PATHEXT} may
 * be left out. Follows {@code LookPath} in Go's {@code os/exec}.
 */
final class Programs {
  private static final String DEFAULT_EXTENSIONS = ".com;.exe;.bat;.cmd";

  private final Platform platform;
  private final String path;
  private final String extensions;
  private final Predicate<String> runnable;

  /**
   * For one search.
   *
   * @param platform whose rules apply
   * @param environment the host's variables
   * @param runnable whether a path is that of a program
   */
  Programs(Platform platform, Map<String, String> environment, Predicate<String> runnable) {
    this.platform = platform;
    this.runnable = runnable;
    this.path = orElse(Variables.value(environment, "PATH", platform), "");
    this.extensions =
        platform.isWindows()
            ? orElse(Variables.value(environment, "PATHEXT", platform), DEFAULT_EXTENSIONS)
            : "";
  }

  private static String orElse(@Nullable String value, String otherwise) {
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /**
   * The path of a program.
   *
   * @param program a name alone or a path
   * @return the path; of a path that is no program the path as it is, for others to say why
   * @throws CannotStart if a name is not on the {@code PATH}
   */
  String find(String program) throws CannotStart {
    if (!PathRules.isBare(program, platform)) {
      String found = withExtension(program);
      return found == null ? program : found;
    }
    String found = onPath(program);
    if (found == null) {
      throw new CannotStart(
          "executable file \""
              + program
              + "\" not found in "
              + variable()
              + ", which is "
              + (path.isEmpty() ? "empty" : path));
    }
    if (!PathRules.isAbsolute(found, platform)) {
      throw new CannotStart(
          "\""
              + program
              + "\" is found relative to the current directory only, as "
              + found
              + "; write that path, or an absolute one into "
              + variable());
    }
    return found;
  }

  /** Where a name alone is on the {@code PATH}, or null if it is not. */
  @Nullable String onPath(String name) {
    for (String dir : PathRules.split(path, platform)) {
      if (dir.isEmpty() && platform.isWindows()) {
        continue;
      }
      char separator = platform.isWindows() ? '\\' : '/';
      String found = withExtension((dir.isEmpty() ? "." : dir) + separator + name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The path, with an extension if it needs one, or null if there is no such program. */
  @Nullable String withExtension(String file) {
    if (!platform.isWindows()) {
      return runnable.test(file) ? file : null;
    }
    if (hasExtension(file) && runnable.test(file)) {
      return file;
    }
    for (String extension : extensions()) {
      if (runnable.test(file + extension)) {
        return file + extension;
      }
    }
    return null;
  }

  private List<String> extensions() {
    List<String> list = new ArrayList<>();
    for (String extension : PathRules.split(extensions.toLowerCase(Locale.ROOT), platform)) {
      if (!extension.isEmpty()) {
        list.add(extension.startsWith(".") ? extension : "." + extension);
      }
    }
    return list;
  }

  private static boolean hasExtension(String file) {
    int dot = file.lastIndexOf('.');
    return dot >= 0
        && file.lastIndexOf('/') < dot
        && file.lastIndexOf('\\') < dot
        && file.lastIndexOf(':') < dot;
  }

  private String variable() {
    return platform.isWindows() ? "%PATH%" : "$PATH";
  }
}
