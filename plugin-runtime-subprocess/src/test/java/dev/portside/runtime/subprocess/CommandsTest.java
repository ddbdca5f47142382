package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The command line of a plugin")
class CommandsTest {
  private static final Platform LINUX = new Platform("linux", "amd64");

  private static final Map<String, String> ENV =
      Map.of("A", "a", "B", "x y", "HELM_PLUGIN_DIR", "/p d");

  private static List<String> prepare(PlatformCommand... commands) {
    return Commands.prepare(List.of(commands), true, List.of(), ENV, LINUX);
  }

  private static PlatformCommand any(String command) {
    return new PlatformCommand("", "", command, null);
  }

  private static PlatformCommand on(String os, String arch, String command) {
    return new PlatformCommand(os, arch, command, null);
  }

  @Test
  @DisplayName("is split at blanks, expanded, and followed by args and extra arguments")
  void joinsAllParts() {
    PlatformCommand command = PlatformCommand.of("$A -x $B", "$A", "lit");
    assertEquals(
        List.of("a", "-x", "x y", "a", "lit", "$A"),
        Commands.prepare(List.of(command), true, List.of("$A"), ENV, LINUX));
    assertEquals(
        List.of("a", "-x", "$B", "$A", "lit", "$A"),
        Commands.prepare(List.of(command), false, List.of("$A"), ENV, LINUX));
  }

  static Stream<Arguments> splitting() {
    return Stream.of(
        arguments("a  b", List.of("a", "", "b")),
        arguments("a ", List.of("a", "")),
        arguments("a\tb\nc", List.of("a\tb\nc")),
        arguments("\"a b\" 'c d'", List.of("\"a", "b\"", "'c", "d'")),
        arguments("$HELM_PLUGIN_DIR/bin/x", List.of("/p d/bin/x")),
        arguments("$UNSET x", List.of("", "x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("splitting")
  @DisplayName("is split at single blanks and nothing else")
  void splits(String command, List<String> expected) {
    assertEquals(expected, prepare(any(command)));
  }

  static Stream<Arguments> choices() {
    return Stream.of(
        arguments("system in any case", "a", List.of(on("LiNuX", "", "a"))),
        arguments("both in any case", "a", List.of(on("LINUX", "AMD64", "a"))),
        arguments("general, then system", "o", List.of(any("g"), on("linux", "", "o"))),
        arguments("system, then general", "o", List.of(on("linux", "", "o"), any("g"))),
        arguments("two general", "g1", List.of(any("g1"), any("g2"))),
        arguments("two systems", "o1", List.of(on("linux", "", "o1"), on("linux", "", "o2"))),
        arguments(
            "exact, though last",
            "e",
            List.of(any("g"), on("linux", "", "o"), on("linux", "amd64", "e"))),
        arguments(
            "first of two exact",
            "e1",
            List.of(on("linux", "amd64", "e1"), on("linux", "amd64", "e2"))),
        arguments("processor alone, for want of better", "p", List.of(on("", "AMD64", "p"))),
        arguments("general before processor alone", "g", List.of(on("", "amd64", "p"), any("g"))),
        arguments(
            "system of another processor left out",
            "g",
            List.of(on("linux", "arm64", "x"), any("g"))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("choices")
  @DisplayName("is the one that fits the platform best")
  void chooses(String name, String expected, List<PlatformCommand> commands) {
    assertEquals(expected, Commands.choose(commands, LINUX).command(), name);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(": the manifest has none", List.of()),
        arguments(": the one for any platform is empty", List.of(any(""))),
        arguments(": the one for any platform begins with a blank", List.of(any(" a"))),
        arguments(
            ": the one for linux/amd64 is empty",
            List.of(on("linux", "amd64", ""), any("g"), on("linux", "amd64", "e"))),
        arguments(": the one for linux is empty", List.of(any("g"), on("linux", "", ""))),
        arguments(
            " to linux/amd64; there are commands for linux/arm64",
            List.of(on("linux", "arm64", "a"))),
        arguments(" to linux/amd64; there are commands for  linux", List.of(on(" linux", "", "a"))),
        arguments(
            " to linux/amd64; there are commands for linux/x86_64, any/arm64, windows",
            List.of(
                on("linux", "x86_64", "a"),
                on("", "arm64", "a"),
                on("windows", "", "b"),
                on("windows", "", "c"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  @DisplayName("is an error that tells what there is, if none fits")
  void tellsWhatThereIs(String rest, List<PlatformCommand> commands) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Commands.prepare(commands, true, List.of(), ENV, LINUX));
    assertEquals("no plugin command is applicable" + rest, e.getMessage());
  }
}
