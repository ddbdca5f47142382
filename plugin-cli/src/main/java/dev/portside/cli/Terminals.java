package dev.portside.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;

/**
 * Which file descriptors of this process are terminals. Linux tells by the name of the device.
 * Elsewhere only {@code System.console()} is left, which speaks of standard input and output, not
 * of standard error; before Java 22 it is null where either is redirected, since then it has {@code
 * isTerminal}.
 */
final class Terminals implements IntPredicate {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @Override
  public boolean test(int descriptor) {
    try {
      String device =
          Files.readSymbolicLink(DESCRIPTORS.resolve(String.valueOf(descriptor))).toString();
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return !Files.isDirectory(DESCRIPTORS) && hasConsole();
    }
  }

  @SuppressWarnings("SystemConsoleNull") // it is null before Java 22
  private static boolean hasConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
