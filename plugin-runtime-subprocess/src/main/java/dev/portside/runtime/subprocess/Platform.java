package dev.portside.runtime.subprocess;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;

/**
 * An operating system and a processor, under the names that Go and hence manifests use: {@code
 * GOOS} and {@code GOARCH}.
 *
 * @param os such as {@code linux}, {@code darwin} or {@code windows}
 * @param arch such as {@code amd64}, {@code arm64} or {@code 386}
 */
public record Platform(String os, String arch) {
  /** Names of the JVM to those of Go, where they differ. */
  private static final Map<String, String> ARCHITECTURES =
      Map.ofEntries(
          entry("x86_64", "amd64"),
          entry("aarch64", "arm64"),
          entry("arm64", "arm64"),
          entry("x86", "386"),
          entry("i386", "386"),
          entry("i486", "386"),
          entry("i586", "386"),
          entry("i686", "386"),
          entry("loongarch64", "loong64"),
          entry("mips64el", "mips64le"),
          entry("mipsel", "mipsle"));

  /** Checks that nothing is null. */
  public Platform {
    requireNonNull(os, "os");
    requireNonNull(arch, "arch");
  }

  /**
   * The platform that this process runs on.
   *
   * @return the platform; a name that is not known stays as the JVM has it, in lower case
   */
  public static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String osName, String osArch) {
    return new Platform(goOs(osName), goArch(osArch.toLowerCase(Locale.ROOT)));
  }

  private static String goOs(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      return "windows";
    }
    if (lower.startsWith("mac")) {
      return "darwin";
    }
    if (lower.equals("sunos")) {
      return "solaris";
    }
    if (lower.equals("dragonflybsd")) {
      return "dragonfly";
    }
    return lower;
  }

  private static String goArch(String name) {
    String known = ARCHITECTURES.get(name);
    if (known != null) {
      return known;
    }
    return name.startsWith("arm") ? "arm" : name;
  }

  boolean isWindows() {
    return os.equalsIgnoreCase("windows");
  }

  /** {@code os/arch}. */
  @Override
  public String toString() {
    return os + "/" + arch;
  }
}
