package dev.portside.runtime.subprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which command line a plugin has on a platform. Follows {@code PrepareCommands} and {@code
 * getPlatformCommand} of Helm's {@code internal/plugin/subprocess_commands.go}. Stateless, safe for
 * use by several threads.
 */
public final class Commands {
  private Commands() {}

  /**
   * Chooses a command, splits it and expands variables in it as Go's {@code os.Expand} does.
   *
   * @param commands the commands of a manifest
   * @param expandArgs whether variables are expanded in the arguments, too; in the program they
   *     always are
   * @param extraArgs arguments that follow as they are
   * @param env the variables; one that is not set expands to nothing
   * @param platform what to choose for
   * @return the program, which may have expanded to the empty text, and its arguments
   * @throws IllegalArgumentException {@code no plugin command is applicable}: none of the commands
   *     is for the platform, or the one that is begins with a blank or is empty
   */
  public static List<String> prepare(
      List<PlatformCommand> commands,
      boolean expandArgs,
      List<String> extraArgs,
      Map<String, String> env,
      Platform platform) {
    PlatformCommand chosen = choose(commands, platform);
    String command = chosen.command();
    List<String> line = new ArrayList<>();
    int begin = 0;
    int blank;
    do {
      blank = command.indexOf(' ', begin);
      String word = command.substring(begin, blank < 0 ? command.length() : blank);
      line.add(expandArgs || begin == 0 ? GoExpand.expand(word, env, platform) : word);
      begin = blank + 1;
    } while (blank >= 0);
    if (chosen.args() != null) {
      for (String arg : chosen.args()) {
        line.add(expandArgs ? GoExpand.expand(arg, env, platform) : arg);
      }
    }
    line.addAll(extraArgs);
    return line;
  }

  /**
   * Chooses the command for a platform: the first for its system and processor; else the first for
   * its system and any processor; else the first for any system and processor. Where Helm finds
   * none, the first for the processor and any system is taken, which is what its comment promises.
   *
   * @param commands the commands of a manifest
   * @param platform what to choose for
   * @return the command; its program is not empty
   * @throws IllegalArgumentException see {@link #prepare}
   */
  public static PlatformCommand choose(List<PlatformCommand> commands, Platform platform) {
    PlatformCommand best = null;
    int rank = 0;
    for (int i = 0; i < commands.size(); i++) {
      int next = rank(commands.get(i), platform);
      if (next > rank) {
        best = commands.get(i);
        rank = next;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException(notApplicable(commands, platform));
    }
    if (best.program().isEmpty()) {
      throw new IllegalArgumentException(
          "no plugin command is applicable: the one for "
              + best.target()
              + (best.command().isEmpty() ? " is empty" : " begins with a blank"));
    }
    return best;
  }

  /**
   * How well a command fits: 4 system and processor, 3 system, 2 any, 1 processor, 0 not at all.
   */
  private static int rank(PlatformCommand command, Platform platform) {
    boolean anyOs = command.os().isEmpty();
    boolean anyArch = command.arch().isEmpty();
    boolean foreignOs = !anyOs && !command.os().equalsIgnoreCase(platform.os());
    boolean foreignArch = !anyArch && !command.arch().equalsIgnoreCase(platform.arch());
    if (foreignOs || foreignArch) {
      return 0;
    }
    if (anyArch) {
      return anyOs ? 2 : 3;
    }
    return anyOs ? 1 : 4;
  }

  private static String notApplicable(List<PlatformCommand> commands, Platform platform) {
    StringBuilder text = new StringBuilder("no plugin command is applicable");
    if (commands.isEmpty()) {
      return text.append(": the manifest has none").toString();
    }
    text.append(" to ").append(platform).append("; there are commands for ");
    @Nullable String last = null;
    for (PlatformCommand command : commands) {
      if (!command.target().equals(last)) {
        text.append(last == null ? "" : ", ").append(command.target());
        last = command.target();
      }
    }
    return text.toString();
  }
}
