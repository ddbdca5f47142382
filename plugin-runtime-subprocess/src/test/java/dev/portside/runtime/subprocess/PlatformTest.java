package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A platform")
class PlatformTest {
  @ParameterizedTest(name = "{0} on {1} is {2}")
  @CsvSource({
    "Linux, amd64, linux/amd64",
    "Linux, x86_64, linux/amd64",
    "Linux, i386, linux/386",
    "Linux, i686, linux/386",
    "Windows 11, x86, windows/386",
    "Windows Server 2022, amd64, windows/amd64",
    "Mac OS X, aarch64, darwin/arm64",
    "Mac OS X, x86_64, darwin/amd64",
    "Linux, aarch64, linux/arm64",
    "Linux, arm64, linux/arm64",
    "Linux, arm, linux/arm",
    "Linux, armv7l, linux/arm",
    "Linux, ppc64le, linux/ppc64le",
    "Linux, s390x, linux/s390x",
    "Linux, riscv64, linux/riscv64",
    "Linux, loongarch64, linux/loong64",
    "Linux, mips64el, linux/mips64le",
    "Linux, mipsel, linux/mipsle",
    "FreeBSD, amd64, freebsd/amd64",
    "DragonFlyBSD, amd64, dragonfly/amd64",
    "SunOS, sparcv9, solaris/sparcv9",
    "AIX, ppc64, aix/ppc64"
  })
  @DisplayName("has Go's names for what the JVM calls otherwise")
  void hasGoNames(String osName, String osArch, String expected) {
    assertEquals(expected, Platform.of(osName, osArch).toString());
  }

  @Test
  @DisplayName("is by default that of this JVM")
  void currentIsThatOfTheJvm() {
    assertEquals(
        Platform.of(System.getProperty("os.name"), System.getProperty("os.arch")),
        Platform.current());
  }
}
