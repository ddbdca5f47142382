package dev.portside.runtime.subprocess;

import java.util.ArrayList;
import java.util.List;

/**
 * Paths as text, by the rules of a given platform and not of the one that this runs on. Follows
 * Go's {@code path/filepath}.
 */
final class PathRules {
  private PathRules() {}

  /** Whether this is a name alone, which is looked for on the {@code PATH}. */
  static boolean isBare(String program, Platform platform) {
    return program.indexOf('/') < 0
        && (!platform.isWindows() || (program.indexOf('\\') < 0 && program.indexOf(':') < 0));
  }

  /** Whether a path says all; on Windows that takes a drive or a share, too. */
  static boolean isAbsolute(String path, Platform platform) {
    if (!platform.isWindows()) {
      return path.startsWith("/");
    }
    int volume = volume(path);
    return volume > 2 || (volume == 2 && path.length() > 2 && isSlash(path.charAt(2)));
  }

  /**
   * A path below a directory, cleaned as {@code filepath.Join} does, but never a name alone. A
   * leading slash of the path means nothing.
   */
  static String join(String dir, String path, Platform platform) {
    boolean windows = platform.isWindows();
    char separator = windows ? '\\' : '/';
    int volume = windows ? volume(dir) : 0;
    String all = dir.substring(volume) + separator + path;
    boolean rooted = !dir.isEmpty() && isSeparator(all.charAt(0), windows);
    List<String> parts = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i <= all.length(); i++) {
      if (i == all.length() || isSeparator(all.charAt(i), windows)) {
        add(parts, all.substring(begin, i), rooted);
        begin = i + 1;
      }
    }
    StringBuilder joined = new StringBuilder(all.length() + volume).append(dir, 0, volume);
    if (rooted) {
      joined.append(separator);
    } else if (volume == 0 && (parts.isEmpty() || !parts.get(0).equals(".."))) {
      joined.append('.').append(separator);
    }
    for (int i = 0; i < parts.size(); i++) {
      joined.append(i == 0 ? "" : separator).append(parts.get(i));
    }
    return joined.toString();
  }

  private static void add(List<String> parts, String part, boolean rooted) {
    if (part.isEmpty() || part.equals(".")) {
      return;
    }
    int last = parts.size() - 1;
    if (!part.equals("..")) {
      parts.add(part);
    } else if (last >= 0 && !parts.get(last).equals("..")) {
      parts.remove(last);
    } else if (!rooted) {
      parts.add(part);
    }
  }

  /** The directories of a {@code PATH}; on Windows, quotes keep a {@code ;} together. */
  static List<String> split(String path, Platform platform) {
    List<String> dirs = new ArrayList<>();
    char separator = platform.isWindows() ? ';' : ':';
    StringBuilder dir = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '"' && platform.isWindows()) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        dirs.add(dir.toString());
        dir.setLength(0);
      } else {
        dir.append(c);
      }
    }
    if (!path.isEmpty()) {
      dirs.add(dir.toString());
    }
    return dirs;
  }

  /** The length of a leading {@code C:} or {@code \\server\share}. */
  private static int volume(String path) {
    if (path.length() >= 2 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0))) {
      return 2;
    }
    if (path.length() < 5 || !isSlash(path.charAt(0)) || !isSlash(path.charAt(1))) {
      return 0;
    }
    int server = nextSlash(path, 2);
    int share = nextSlash(path, server + 1);
    return server == 2 || server >= path.length() - 1 || share == server + 1 ? 0 : share;
  }

  private static int nextSlash(String path, int from) {
    int i = from;
    while (i < path.length() && !isSlash(path.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  private static boolean isSeparator(char c, boolean windows) {
    return c == '/' || (windows && c == '\\');
  }
}
