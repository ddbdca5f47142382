package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Rules for paths")
class PathRulesTest {
  private static final Platform LINUX = new Platform("linux", "amd64");
  private static final Platform WINDOWS = new Platform("windows", "amd64");

  @ParameterizedTest(name = "{0}: {1} on Linux, {2} on Windows")
  @CsvSource({
    "/bin/x, true, false",
    "x, false, false",
    "./x, false, false",
    "C:\\x, false, true",
    "c:/x, false, true",
    "C:x, false, false",
    "C:, false, false",
    "\\x, false, false",
    "\\\\server\\share\\x, false, true",
    "//server/share/x, true, true",
    "\\\\server, false, false"
  })
  @DisplayName("tell what is absolute")
  void absolute(String path, boolean onLinux, boolean onWindows) {
    assertEquals(onLinux, PathRules.isAbsolute(path, LINUX));
    assertEquals(onWindows, PathRules.isAbsolute(path, WINDOWS));
  }

  @ParameterizedTest(name = "{0}: {1} on Linux, {2} on Windows")
  @CsvSource({
    "x, true, true",
    "x.exe, true, true",
    "./x, false, false",
    "bin/x, false, false",
    "bin\\x, true, false",
    "C:x, true, false"
  })
  @DisplayName("tell what is a name alone")
  void bare(String path, boolean onLinux, boolean onWindows) {
    assertEquals(onLinux, PathRules.isBare(path, LINUX));
    assertEquals(onWindows, PathRules.isBare(path, WINDOWS));
  }

  @ParameterizedTest(name = "{0} and {1} is {2}")
  @CsvSource({
    "/p, bin/x, /p/bin/x",
    "/p, /bin/x, /p/bin/x",
    "/p/, ./x, /p/x",
    "/p//q, x, /p/q/x",
    "/p, ../x, /x",
    "/p, ../../../x, /x",
    "p, x, ./p/x",
    "./p, x, ./p/x",
    "../p, x, ../p/x",
    "p, ../../x, ../x",
    "., x, ./x",
    "'', x, ./x",
    "/, x, /x",
    "/p d, x, /p d/x"
  })
  @DisplayName("join as Go does, but never to a name alone")
  void join(String dir, String path, String expected) {
    assertEquals(expected, PathRules.join(dir, path, LINUX));
  }

  @ParameterizedTest(name = "{0} and {1} is {2}")
  @CsvSource({
    "C:\\p, bin/x, C:\\p\\bin\\x",
    "C:/p, ..\\x.exe, C:\\x.exe",
    "C:p, x, C:p\\x",
    "\\\\server\\share, x, \\\\server\\share\\x",
    "\\\\server\\share\\p, ../../x, \\\\server\\share\\x",
    "p, x, .\\p\\x",
    "\\p, x, \\p\\x"
  })
  @DisplayName("join on Windows, too")
  void joinOnWindows(String dir, String path, String expected) {
    assertEquals(expected, PathRules.join(dir, path, WINDOWS));
  }

  @Test
  @DisplayName("split a PATH")
  void split() {
    assertEquals(List.of("/bin", "", "/usr/bin"), PathRules.split("/bin::/usr/bin", LINUX));
    assertEquals(List.of(), PathRules.split("", LINUX));
    assertEquals(List.of("C:\\a;b", "C:\\c"), PathRules.split("\"C:\\a;b\";C:\\c", WINDOWS));
    assertEquals(List.of("\"a\"", "b"), PathRules.split("\"a\":b", LINUX));
  }
}
