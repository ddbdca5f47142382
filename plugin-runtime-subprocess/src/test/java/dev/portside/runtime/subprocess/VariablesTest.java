package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Variables")
class VariablesTest {
  private static final Platform LINUX = new Platform("linux", "amd64");
  private static final Platform WINDOWS = new Platform("windows", "amd64");

  @Test
  @DisplayName("replace those of the same name, in any case on Windows")
  void replace() {
    Map<String, String> linux = new HashMap<>(Map.of("Path", "old"));
    Variables.addAll(linux, Map.of("PATH", "new"), LINUX);
    assertEquals(Map.of("Path", "old", "PATH", "new"), linux);

    Map<String, String> windows = new HashMap<>(Map.of("Path", "old"));
    Variables.addAll(windows, Map.of("PATH", "new"), WINDOWS);
    assertEquals(Map.of("PATH", "new"), windows);
    Variables.remove(windows, "path", WINDOWS);
    assertEquals(Map.of(), windows);
  }

  @Test
  @DisplayName("that no process can have are errors that do not tell their value")
  void refuseWhatCannotBe() {
    String name =
        assertThrows(
                IllegalArgumentException.class,
                () -> Variables.add(new HashMap<>(), "A=B", "v", LINUX))
            .getMessage();
    assertEquals(
        "the name of the environment variable \"A=B\" contains = or a NUL character", name);
    String value =
        assertThrows(
                IllegalArgumentException.class,
                () -> Variables.add(new HashMap<>(), "A", "secret\0", LINUX))
            .getMessage();
    assertEquals("the value of the environment variable \"A\" contains a NUL character", value);
    assertFalse(value.contains("secret"));
  }
}
