package dev.portside.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.fixture.MiniYaml;
import dev.portside.api.fixture.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A tree reader")
class TreeReaderTest {
  @Test
  @DisplayName("reads texts, flags, lists and mappings")
  void readsEveryKind() {
    Reading reading =
        Reading.yaml(
            """
            usage: hello [NAME]
            ignoreFlags: true
            protocols:
              - s3
              - gs
            env:
              A: 1
              B: ~
            memory:
              unit: page
            commands:
              - os: linux
                arch: arm64
              - os: windows
            """);
    TreeReader in = reading.in();
    assertEquals("hello [NAME]", in.text("usage"));
    assertTrue(in.bool("ignoreFlags"));
    assertEquals(List.of("s3", "gs"), in.texts("protocols"));
    assertEquals("{A=1, B=}", in.textMap("env").toString());
    assertEquals("page", in.child("memory").text("unit"));
    List<String> systems = new ArrayList<>();
    for (TreeReader command : in.children("commands")) {
      systems.add(command.text("os") + "/" + command.text("arch", "any"));
    }
    assertEquals(List.of("linux/arm64", "windows/any"), systems);
    assertEquals("", reading.findings());
    assertFalse(in.failed());
  }

  @Test
  @DisplayName("takes null for absent, and absent for the zero value")
  void takesNullForAbsent() {
    Reading reading =
        Reading.yaml(
            """
            text: ~
            flag: ~
            list: ~
            child: ~
            number:
            """);
    TreeReader in = reading.in();
    for (String key : List.of("text", "nowhere")) {
      assertFalse(in.has(key), key);
      assertEquals("", in.text(key), key);
      assertEquals("x", in.text(key, "x"), key);
    }
    for (String key : List.of("flag", "nowhere")) {
      assertFalse(in.bool(key), key);
    }
    for (String key : List.of("number", "nowhere")) {
      assertTrue(in.integer(key, 0, 9).isEmpty(), key);
    }
    for (String key : List.of("list", "nowhere")) {
      assertEquals(List.of(), in.texts(key), key);
      assertNull(in.textsOrNull(key), key);
      assertEquals(List.of(), in.children(key), key);
    }
    for (String key : List.of("child", "nowhere")) {
      assertEquals(Map.of(), in.textMap(key), key);
      assertEquals("", in.child(key).text("x"), key);
    }
    assertEquals("", reading.findings());
  }

  @Test
  @DisplayName("leaves null items of a list out, as Go does")
  void leavesNullItemsOut() {
    TreeReader in =
        Reading.yaml(
                """
                texts:
                  - a
                  - ~
                  - b
                mappings:
                  - ~
                  - k: v
                """)
            .in();
    assertEquals(List.of("a", "b"), in.textsOrNull("texts"));
    assertEquals(1, in.children("mappings").size());
  }

  @Test
  @DisplayName("shows a long value by its beginning, and no control characters")
  void shortens() {
    List<Finding> findings = new ArrayList<>();
    Tree tree = Tree.of(Map.of("flag", "\u001b[2J" + "x".repeat(1_000_000)));

    TreeReader.of(tree, "", "v1", findings::add).bool("flag");

    assertEquals(
        "expected true or false, found \"\\u001b[2J" + "x".repeat(76) + "...\"",
        findings.get(0).message());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          text    | list   | config.list: expected text, found a list
          text    | map    | config.map: expected text, found a mapping
          bool    | text   | config.text: expected true or false, found "many"
          bool    | number | config.number: expected true or false, found "3"
          integer | text   | config.text: expected a whole number, found "many"
          integer | list   | config.list: expected a whole number, found a list
          texts   | text   | config.text: expected a list, found "many"
          texts   | map    | config.map: expected a list, found a mapping
          texts   | deep   | config.deep[1]: expected text, found a mapping
          child   | text   | config.text: expected a mapping, found "many"
          child   | list   | config.list: expected a mapping, found a list
          children| list   | config.list[0]: expected a mapping, found "a"
          children| text   | config.text: expected a list, found "many"
          """)
  @DisplayName("says what was expected and what was found")
  void saysWhatWasExpected(String method, String key, String finding) {
    Reading reading =
        Reading.yaml(
            """
            text: many
            number: 3
            list:
              - a
            map:
              k: v
            deep:
              - a
              - k: v
            """);
    TreeReader in = reading.in();
    switch (method) {
      case "text" -> assertEquals("", in.text(key, "otherwise"));
      case "bool" -> assertFalse(in.bool(key));
      case "integer" -> assertTrue(in.integer(key, 0, 9).isEmpty());
      case "texts" -> in.texts(key);
      case "child" -> assertEquals(Set.of(), in.child(key).keys());
      default -> in.children(key);
    }
    String text = reading.findings();
    assertEquals(finding, text.substring(text.indexOf("config.")));
    assertTrue(in.failed());
  }

  @Test
  @DisplayName("points at the value, by file, line and column")
  void pointsAtTheValue() {
    Reading reading =
        Reading.yaml(
            """

            memory:
              pages: many
              names:
                - a
                - k: v
            """);
    TreeReader memory = reading.in().child("memory");
    memory.integer("pages", 0, 9);
    memory.texts("names");
    assertEquals(
        """
        plugin.yaml:3:10: config.memory.pages: expected a whole number, found "many"
        plugin.yaml:6:7: config.memory.names[1]: expected text, found a mapping\
        """,
        reading.findings());
    assertTrue(reading.in().failed(), "an inner error is an error of the outer mapping");
  }

  @Test
  @DisplayName("goes on after an error, so that all are seen at once")
  void goesOnAfterAnError() {
    Reading reading = Reading.yaml("a: x\nb: y\nc: z");
    reading.in().bool("a");
    reading.in().integer("b", 0, 9);
    assertEquals("z", reading.in().text("c"));
    assertEquals(2, reading.findings().lines().count());
  }

  @Test
  @DisplayName("reports a tree that is no mapping, and reads it as an empty one")
  void reportsWhatIsNoMapping() {
    Reading reading = Reading.yaml("- a");
    assertEquals("plugin.yaml:1:1: config: expected a mapping, found a list", reading.findings());
    assertEquals("", reading.in().text("x"));
    assertTrue(reading.in().failed());
  }

  @Test
  @DisplayName("warns of text that does not read as it is written")
  void warnsOfUnquotedText() {
    Reading reading = Reading.yaml("unquoted: 1.10\nquoted: '1.10'\nlist:\n  - 2.50");
    assertEquals("1.1", reading.in().text("unquoted"));
    assertEquals("1.10", reading.in().text("quoted"));
    assertEquals(List.of("2.5"), reading.in().texts("list"));
    assertEquals(
        """
        plugin.yaml:1:11: warning: config.unquoted: unquoted 1.10 is read as 1.1; quote it
        plugin.yaml:4:5: warning: config.list[0]: unquoted 2.50 is read as 2.5; quote it\
        """,
        reading.findings());
    assertFalse(reading.in().failed(), "a warning is no failure");
  }

  @Test
  @DisplayName("lets its user reject a value, or the whole mapping, at its place")
  void rejects() {
    Reading reading = Reading.yaml("a:\n  name: x");
    TreeReader inner = reading.in().child("a");
    inner.reject("name", "there is no x");
    inner.reject("", "too little");
    inner.reject("absent", "is needed");
    assertEquals(
        """
        plugin.yaml:2:9: config.a.name: there is no x
        plugin.yaml:2:3: config.a: too little
        plugin.yaml:2:3: config.a.absent: is needed\
        """,
        reading.findings());
    assertTrue(reading.in().failed());
  }

  @Test
  @DisplayName("reads one subtree in several places, each with its own path")
  void readsSharedSubtrees() {
    Tree shared = MiniYaml.parse("plugin.yaml", "size: big");
    Reading reading =
        Reading.tree(
            new Tree.Mapping(
                List.of(
                    new Tree.Entry("one", Position.NONE, shared),
                    new Tree.Entry("two", Position.NONE, shared)),
                Position.NONE));
    reading.in().child("one").integer("size", 0, 9);
    reading.in().child("two").integer("size", 0, 9);
    assertEquals(
        """
        plugin.yaml:1:7: config.one.size: expected a whole number, found "big"
        plugin.yaml:1:7: config.two.size: expected a whole number, found "big\"\
        """,
        reading.findings());
    assertSame(shared, reading.in().child("one").tree());
  }

  @Test
  @DisplayName("hands out lists and maps that cannot be changed")
  void handsOutWhatCannotBeChanged() {
    TreeReader in = Reading.yaml("list:\n  - a\nmap:\n  k: v").in();
    List<String> list = in.texts("list");
    Map<String, String> map = in.textMap("map");
    Set<String> keys = in.keys();
    assertThrows(UnsupportedOperationException.class, () -> list.add("b"));
    assertThrows(UnsupportedOperationException.class, () -> map.put("k", "w"));
    assertThrows(UnsupportedOperationException.class, () -> keys.add("x"));
  }

  @Test
  @DisplayName("tells the dialect to inner readers, too")
  void tellsTheDialect() {
    TreeReader in = TreeReader.of(Tree.of(Map.of()), "config", "legacy", finding -> {});
    assertEquals("legacy", in.dialect());
    assertEquals("legacy", in.child("x").dialect());
  }
}
