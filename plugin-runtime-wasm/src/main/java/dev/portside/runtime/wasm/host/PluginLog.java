package dev.portside.runtime.wasm.host;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log of a plug-in: what it says goes to {@link System.Logger} under its name, and nothing else
 * does, neither its input nor its output. The logger is looked up at the first message.
 */
final class PluginLog {
  private static final int LONGEST = 64 * 1024;
  private static final List<Level> LEVELS =
      List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR);

  private final Supplier<System.Logger> source;
  private System.@Nullable Logger logger;

  PluginLog(Supplier<System.Logger> source) {
    this.source = source;
  }

  /**
   * The lowest level that is logged, as Extism counts: 0 is trace, 4 is error.
   *
   * @return the level, or the largest number if nothing is logged
   */
  int level() {
    for (int i = 0; i < LEVELS.size(); i++) {
      if (enabled(LEVELS.get(i))) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }

  boolean enabled(Level level) {
    return logger().isLoggable(level);
  }

  void write(Level level, String message) {
    logger().log(level, Texts.plain(message, LONGEST));
  }

  private System.Logger logger() {
    System.Logger current = logger;
    if (current == null) {
      current = source.get();
      logger = current;
    }
    return current;
  }
}
