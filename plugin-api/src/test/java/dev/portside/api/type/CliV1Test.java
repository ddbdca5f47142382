package dev.portside.api.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.Bytes;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.Finding.Severity;
import dev.portside.api.fixture.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The type cli/v1")
class CliV1Test {
  @Test
  @DisplayName("has Helm's four settings, signed under Go's names")
  void hasSettings() {
    Reading reading =
        Reading.yaml("usage: hello\nshortHelp: short\nlongHelp: long\nignoreFlags: true");
    CliV1.Settings settings = CliV1.TYPE.readConfig(reading.in());
    reading.in().unknownKeys(Severity.ERROR);
    assertEquals(new CliV1.Settings("hello", "short", "long", true), settings);
    assertEquals(
        "{Usage=hello, ShortHelp=short, LongHelp=long, IgnoreFlags=true}",
        settings.signedForm().toString());
    assertEquals("", reading.findings());
    assertEquals(CliV1.Settings.NONE, CliV1.TYPE.readConfig(Reading.yaml("").in()));
  }

  @Test
  @DisplayName("sends its arguments as Helm's JSON has them")
  void sendsArguments() {
    CliV1.Input input = new CliV1.Input(List.of("a<b>&", ""));
    assertEquals(Map.of("extraArgs", List.of("a<b>&", "")), CliV1.TYPE.input().write(input));
    assertEquals(input, Reading.of(CliV1.TYPE.input(), CliV1.TYPE.input().write(input)));
    Map<String, Object> none = new HashMap<>();
    none.put("extraArgs", null);
    assertEquals(new CliV1.Input(List.of()), Reading.of(CliV1.TYPE.input(), none));
    assertEquals(
        "extraArgs: expected a list, found \"a\"",
        Reading.complaints(CliV1.TYPE.input(), Map.of("extraArgs", "a")));
  }

  @Test
  @DisplayName("takes text for an answer, and {} for an empty one")
  void takesText() {
    CliV1.Output output = new CliV1.Output(Bytes.utf8("hä"));
    assertEquals(Map.of("data", "hä"), CliV1.TYPE.output().write(output));
    assertEquals(output, Reading.of(CliV1.TYPE.output(), Map.of("data", "hä")));
    assertEquals(new CliV1.Output(Bytes.EMPTY), Reading.of(CliV1.TYPE.output(), Map.of()));
    assertEquals(
        "data: expected text, found a mapping",
        Reading.complaints(CliV1.TYPE.output(), Map.of("data", Map.of())));
  }

  @Test
  @DisplayName("does not send bytes as text that are none")
  void refusesToLoseBytes() {
    CliV1.Output output = new CliV1.Output(Bytes.copyOf(new byte[] {(byte) 0xff}));
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> CliV1.TYPE.output().write(output));
    assertEquals("data (1 bytes) is not UTF-8 and cannot be sent as JSON text", e.getMessage());
  }

  @Test
  @DisplayName("hands arguments to a command, and the caller's streams")
  void hasACommandLine() {
    CommandLine<CliV1.Input, CliV1.Output> line = CliV1.TYPE.commandLine().orElseThrow();
    CommandCall call = line.prepare(new CliV1.Input(List.of("$A", "b c")));
    assertEquals(List.of("$A", "b c"), call.args());
    assertEquals(Optional.empty(), call.stdin());
    assertEquals(Optional.empty(), call.selector());
    assertEquals(Map.of(), call.env());
    assertFalse(call.resultOnStdout());
    assertEquals(new CliV1.Output(Bytes.EMPTY), line.result(Bytes.EMPTY));
  }
}
