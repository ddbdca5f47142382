package dev.portside.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Finding.Severity;
import dev.portside.api.fixture.Reading;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The keys of a tree")
class TreeReaderKeysTest {
  @Test
  @DisplayName("are unknown if nobody asked for them, at every level and at the key's own place")
  void areUnknownAtEveryLevel() {
    Reading reading =
        Reading.yaml(
            """
            usage: x
            longhelp: y
            memory:
              maxpages: 3
            commands:
              - comand: z
            zebra: 1
            """);
    TreeReader in = reading.in();
    in.text("usage");
    in.text("longHelp");
    in.child("memory").integer("maxPages", 0, 9);
    in.children("commands").get(0).text("command");
    in.unknownKeys(Severity.WARNING);
    assertEquals(
        """
        plugin.yaml:2:1: warning: config.longhelp: unknown key; did you mean "longHelp"?
        plugin.yaml:7:1: warning: config.zebra: unknown key
        plugin.yaml:4:3: warning: config.memory.maxpages: unknown key; did you mean "maxPages"?
        plugin.yaml:6:5: warning: config.commands[0].comand: unknown key; did you mean "command"?\
        """,
        reading.findings());
    assertFalse(in.failed());
  }

  @Test
  @DisplayName("fail the reader if unknown ones are an error")
  void failTheReader() {
    Reading reading = Reading.yaml("a:\n  b: c");
    reading.in().child("a");
    reading.in().unknownKeys(Severity.ERROR);
    assertEquals("plugin.yaml:2:3: config.a.b: unknown key", reading.findings());
    assertTrue(reading.in().failed());
  }

  @Test
  @DisplayName("are known once they are skipped, listed or asked for in any way")
  void areKnownOnceAskedFor() {
    Reading reading = Reading.yaml("a: 1\nb: 2\nc: 3\nfree:\n  x: 1\n  y: 2");
    reading.in().skip("a");
    reading.in().has("b");
    reading.in().reject("c", "is not wanted");
    assertEquals(List.of("x", "y"), List.copyOf(reading.in().child("free").keys()));
    reading.in().unknownKeys(Severity.ERROR);
    assertEquals("plugin.yaml:3:4: config.c: is not wanted", reading.findings());
  }

  @ParameterizedTest(name = "{0}: {1}?")
  @CsvSource({
    "shorthelp, shortHelp",
    "shrtHelp, shortHelp",
    "shortHelps, shortHelp",
    "platformComand, platformCommand",
    "plattformCommands, platformCommand",
    "OS, os",
  })
  @DisplayName("are suggested for what looks like them")
  void areSuggested(String written, String meant) {
    Reading reading = Reading.yaml(written + ": x");
    for (String known : List.of("usage", "shortHelp", "platformCommand", "os")) {
      reading.in().text(known);
    }
    reading.in().unknownKeys(Severity.WARNING);
    assertEquals(
        "plugin.yaml:1:1: warning: config."
            + written
            + ": unknown key; did you mean \""
            + meant
            + "\"?",
        reading.findings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"description", "x", "pages", "xyz"})
  @DisplayName("are not suggested for what does not")
  void areNotSuggested(String written) {
    Reading reading = Reading.yaml(written + ": x");
    for (String known : List.of("shortHelp", "platformCommand", "os")) {
      reading.in().text(known);
    }
    reading.in().unknownKeys(Severity.WARNING);
    assertEquals(
        "plugin.yaml:1:1: warning: config." + written + ": unknown key", reading.findings());
  }

  @ParameterizedTest(name = "{0} keys before")
  @ValueSource(ints = {0, 10, 11, 200})
  @DisplayName("are reported where they stand a second time, in short and long mappings")
  void areReportedTwice(int before) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < before; i++) {
      text.append("k").append(i).append(": x\n");
    }
    Reading reading = Reading.yaml(text + "a: first\na: second\na: third");
    int line = before + 1;
    String message = ": config.a: key \"a\" is already defined at line " + line;
    assertEquals(
        "plugin.yaml:"
            + (line + 1)
            + ":1"
            + message
            + "\n"
            + "plugin.yaml:"
            + (line + 2)
            + ":1"
            + message,
        reading.findings());
    assertEquals("first", reading.in().text("a"));
  }

  @Test
  @DisplayName("are looked at for doubles only where a mapping is opened, as Helm does")
  void areLookedAtWhereOpened() {
    Reading reading = Reading.yaml("skipped:\n  a: 1\n  a: 2\nopened:\n  b: 1\n  b: 2");
    reading.in().skip("skipped");
    reading.in().child("opened").keys();
    assertEquals(
        "plugin.yaml:6:3: config.opened.b: key \"b\" is already defined at line 5",
        reading.findings());
    assertTrue(reading.in().failed());
  }
}
