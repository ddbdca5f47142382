package dev.portside.cli;

import java.util.Locale;

/**
 * How far a long transfer has come, on standard error if that is a terminal. Short ones show
 * nothing. Each drawing takes the place of the one before.
 */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long FIRST = 400_000_000;
  private static final long EACH = 100_000_000;
  private static final double MIB = 1 << 20;

  private final Shell shell;
  private final boolean isShown;
  private final long start = System.nanoTime();
  private long drawn;
  private boolean isOnScreen;

  ProgressBar(Shell shell) {
    this.shell = shell;
    isShown = shell.isErrTerminal() && !"dumb".equals(shell.env().get("TERM"));
  }

  void show(long bytes, long total) {
    long now = System.nanoTime();
    if (!isShown || now - start < FIRST || (isOnScreen && now - drawn < EACH)) {
      return;
    }
    drawn = now;
    isOnScreen = true;
    shell.err().print("\r" + text(bytes, total) + "\u001b[K");
    shell.err().flush();
  }

  /** The line; without a total there is no bar. */
  static String text(long bytes, long total) {
    if (total <= 0) {
      return String.format(Locale.ROOT, "%.1f MiB", bytes / MIB);
    }
    int full = (int) Math.min(WIDTH, WIDTH * bytes / total);
    return String.format(
        Locale.ROOT,
        "[%s%s] %.1f of %.1f MiB",
        "#".repeat(full),
        " ".repeat(WIDTH - full),
        bytes / MIB,
        total / MIB);
  }

  /** Gives the line back to whoever prints next. */
  void clear() {
    if (isOnScreen) {
      shell.err().print("\r\u001b[K");
      shell.err().flush();
      isOnScreen = false;
    }
  }
}
