package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The search for programs")
class ProgramsTest {
  private static final Platform LINUX = new Platform("linux", "amd64");
  private static final Platform WINDOWS = new Platform("windows", "amd64");

  private static Programs linux(String path, String... files) {
    return new Programs(LINUX, Map.of("PATH", path), Set.of(files)::contains);
  }

  private static Programs windows(Map<String, String> env, String... files) {
    return new Programs(WINDOWS, env, Set.of(files)::contains);
  }

  @Test
  @DisplayName("takes the first on the PATH, and a path as it is")
  void firstOnThePath() throws Exception {
    Programs programs = linux("/a:/b:/c", "/b/x", "/c/x");
    assertEquals("/b/x", programs.find("x"));
    assertEquals("./x", programs.find("./x"));
    assertEquals("bin/x", programs.find("bin/x"));
    assertNull(programs.onPath("y"));
  }

  @Test
  @DisplayName("says which PATH it is not on")
  void namesThePath() {
    assertEquals(
        "executable file \"y\" not found in $PATH, which is /a:/b",
        assertThrows(CannotStart.class, () -> linux("/a:/b").find("y")).getMessage());
    assertEquals(
        "executable file \"y\" not found in $PATH, which is empty",
        assertThrows(CannotStart.class, () -> linux("").find("y")).getMessage());
    assertEquals(
        "executable file \"y\" not found in %PATH%, which is C:\\a",
        assertThrows(CannotStart.class, () -> windows(Map.of("Path", "C:\\a")).find("y"))
            .getMessage());
  }

  @ParameterizedTest(name = "PATH {0}")
  @CsvSource({"/a::/b, ./x", "/a:bin, bin/x", ".:/b, ./x"})
  @DisplayName("refuses what is found relative to the current directory, as Go does")
  void refusesRelativeEntries(String path, String found) {
    CannotStart e =
        assertThrows(CannotStart.class, () -> linux(path, "./x", "bin/x", "/b/x").find("x"));
    assertEquals(
        "\"x\" is found relative to the current directory only, as "
            + found
            + "; write that path, or an absolute one into $PATH",
        e.getMessage());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "x, C:\\b\\x.exe",
    "x.exe, C:\\b\\x.exe",
    "y, C:\\a\\y.cmd",
    "z.v1, C:\\a\\z.v1.bat",
    "C:\\a\\y, C:\\a\\y.cmd",
    "C:/b/x, C:/b/x.exe",
    "C:\\none, C:\\none"
  })
  @DisplayName("adds the extensions of PATHEXT on Windows")
  void extensions(String program, String expected) throws Exception {
    Programs programs =
        windows(
            Map.of("Path", "C:\\a;;C:\\b", "PathExt", ".EXE;.cmd;bat"),
            "C:\\b\\x.exe",
            "C:/b/x.exe",
            "C:\\a\\y.cmd",
            "C:\\b\\y.exe",
            "C:\\a\\z.v1.bat",
            "C:\\a\\x");
    assertEquals(expected, programs.find(program));
  }

  @Test
  @DisplayName("knows the usual extensions if PATHEXT is not set")
  void defaultExtensions() throws Exception {
    assertEquals("C:\\a\\x.bat", windows(Map.of("PATH", "C:\\a"), "C:\\a\\x.bat").find("x"));
  }
}
