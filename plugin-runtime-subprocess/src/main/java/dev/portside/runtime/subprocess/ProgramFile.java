package dev.portside.runtime.subprocess;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a file that shall be run, in words. The JDK hands a file that the system does
 * not take for a program to {@code /bin/sh}, were it empty or a picture; Helm reports it, and so
 * does this.
 */
final class ProgramFile {
  /** Whether a path is that of a program. */
  static final Predicate<String> RUNNABLE = new IsProgram();

  private static final int HEAD = 128;

  private ProgramFile() {}

  /**
   * Whether a path is that of a program. A class, not a lambda: this is on the path of every call.
   */
  private static final class IsProgram implements Predicate<String> {
    @Override
    public boolean test(String path) {
      File file = new File(path);
      return file.isFile() && file.canExecute();
    }
  }

  /**
   * Checks a file before it is started, as cheaply as can be: what the system will find out by
   * itself is left to it.
   *
   * @throws CannotStart if it is certain that it cannot be started
   */
  static void check(String path, Platform platform) throws CannotStart {
    if (platform.isWindows()) {
      return;
    }
    // Whoever opens a named pipe waits for somebody at its other end.
    byte[] head = new File(path).isFile() ? head(path) : null;
    if (head == null) {
      inspect(path, platform); // it may be just that it can be run but not be read
    } else if (isText(head) && !isScript(head)) {
      throw new CannotStart(path + ": exec format error; " + inWords(head));
    }
  }

  private static void inspect(String path, Platform platform) throws CannotStart {
    File file = new File(path);
    if (file.isDirectory()) {
      throw new CannotStart(path + " is a directory");
    }
    if (!file.isFile()) {
      throw new CannotStart(
          path + (file.exists() ? " is no regular file" : ": no such file or directory"));
    }
    if (!platform.isWindows() && !file.canExecute()) {
      throw new CannotStart(path + ": permission denied; it is not executable (chmod +x)");
    }
  }

  private static String inWords(byte[] head) {
    if (head.length == 0) {
      return "the file is empty";
    }
    if ((head[0] & 0xff) == 0xef) {
      return "a byte order mark precedes its first line";
    }
    return "it is a text whose first line does not name an interpreter, such as #!/bin/sh";
  }

  /**
   * Why the system did not start a file.
   *
   * @return the reason
   */
  static String explain(String path, Platform platform, IOException failure) {
    try {
      inspect(path, platform);
    } catch (CannotStart e) {
      return String.valueOf(e.getMessage());
    }
    byte[] head = platform.isWindows() ? null : head(path);
    if (head != null && isScript(head)) {
      String interpreter = interpreter(head);
      if (!new File(interpreter).exists()) {
        boolean windowsLines = interpreter.endsWith("\r");
        return path
            + ": its interpreter "
            + interpreter.strip()
            + " does not exist"
            + (windowsLines ? " by that name: the first line ends as on Windows (CR LF)" : "");
      }
    }
    return String.valueOf(failure.getMessage());
  }

  private static String interpreter(byte[] head) {
    int begin = 2;
    while (begin < head.length && (head[begin] == ' ' || head[begin] == '\t')) {
      begin++;
    }
    StringBuilder name = new StringBuilder();
    for (int i = begin; i < head.length && " \t\n".indexOf(head[i]) < 0; i++) {
      name.append((char) (head[i] & 0xff));
    }
    return name.toString();
  }

  private static boolean isScript(byte[] head) {
    return head.length > 2 && head[0] == '#' && head[1] == '!';
  }

  /** Programs for machines have a NUL near their beginning. */
  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b == 0) {
        return false;
      }
    }
    return true;
  }

  /** The beginning of a file, or null if it may be run but not be read. */
  private static byte @Nullable [] head(String path) {
    try (InputStream in = new FileInputStream(path)) {
      byte[] head = new byte[HEAD];
      return Arrays.copyOf(head, Math.max(0, in.read(head)));
    } catch (IOException e) {
      return null;
    }
  }
}
