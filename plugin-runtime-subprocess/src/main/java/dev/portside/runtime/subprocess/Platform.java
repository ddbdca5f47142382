package dev.portside.runtime.subprocess;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * An operating system and a processor, under the names that Go and hence manifests use: {@code
 * GOOS} and {@code GOARCH}.
 *
 * @param os such as {@code linux}, {@code darwin} or {@code windows}
 * @param arch such as {@code amd64}, {@code arm64} or {@code 386}
 */
public record Platform(String os, String arch) {
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
    if (name.equals("x86_64")) {
      return "amd64";
    }
    if (name.equals("aarch64")) {
      return "arm64";
    }
    boolean i86 = name.length() == 4 && name.startsWith("i") && name.endsWith("86");
    if (name.equals("x86") || i86) {
      return "386";
    }
    if (name.equals("loongarch64")) {
      return "loong64";
    }
    if (name.equals("mips64el")) {
      return "mips64le";
    }
    if (name.equals("mipsel")) {
      return "mipsle";
    }
    return name.startsWith("arm") && !name.equals("arm64") ? "arm" : name;
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
