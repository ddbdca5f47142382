package dev.portside.runtime.wasm.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where compiled code is kept on disk. What is read from there is run, so the directory must belong
 * to the user of this process, and nobody else may write to it; else it is not used at all.
 */
public final class CacheDirectory {
  private static final int WRITABLE_BY_OTHERS = 022;

  private CacheDirectory() {}

  /**
   * The usual place: {@code portside/wasm} in {@code $XDG_CACHE_HOME}, else in {@code
   * $HOME/.cache}, on Windows in {@code %LOCALAPPDATA%} (XDG Base Directory Specification).
   * Relative paths count as unset, as there.
   *
   * @param environment the variables of the process
   * @return the directory, which need not exist, or null if no variable names one
   */
  public static @Nullable Path usual(Map<String, String> environment) {
    Path base = absolute(environment.get("XDG_CACHE_HOME"));
    if (base == null) {
      Path home = absolute(environment.get("HOME"));
      base = home == null ? absolute(environment.get("LOCALAPPDATA")) : home.resolve(".cache");
    }
    return base == null ? null : base.resolve("portside").resolve("wasm");
  }

  private static @Nullable Path absolute(@Nullable String path) {
    if (path == null || path.isEmpty()) {
      return null;
    }
    Path parsed = Path.of(path);
    return parsed.isAbsolute() ? parsed : null;
  }

  /** Makes the directory with its parents, for its owner alone, unless it is there. */
  static void create(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
    }
  }

  /**
   * What makes an existing directory unfit, or null if it is fit. Where files have no Unix owner,
   * on Windows, a directory below the user's profile is protected by what it inherits.
   */
  static @Nullable String unfit(Path directory) throws IOException {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return null;
    }
    int mode = (Integer) Files.getAttribute(directory, "unix:mode");
    if ((mode & WRITABLE_BY_OTHERS) != 0) {
      return "others may write to it";
    }
    return ours(directory) ? null : "it belongs to another user";
  }

  private static boolean ours(Path directory) throws IOException {
    Path process = Path.of("/proc/self");
    // By number: in a container the user often has no name.
    if (Files.exists(process, LinkOption.NOFOLLOW_LINKS)) {
      return Files.getAttribute(directory, "unix:uid")
          .equals(Files.getAttribute(process, "unix:uid"));
    }
    return Files.getOwner(directory).getName().equals(System.getProperty("user.name"));
  }
}
