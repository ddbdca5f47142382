package dev.portside.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Finding.Severity;
import dev.portside.api.fixture.Reading;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A JSON message")
class TreeReaderJsonTest {
  @ParameterizedTest
  @ValueSource(strings = {"Greeting", "greeting", "GREETING"})
  @DisplayName("has keys without regard to case, as in Go")
  void hasKeysInAnyCase(String key) {
    Reading reading = Reading.json(Map.of(key, "hi"));
    assertEquals("hi", reading.in().text("Greeting"));
    reading.in().unknownKeys(Severity.ERROR);
    assertEquals("", reading.findings());
  }

  @Test
  @DisplayName("is read by the exact key where two differ in case only")
  void prefersTheExactKey() {
    Map<String, String> both = new LinkedHashMap<>();
    both.put("PATH", "upper");
    both.put("path", "lower");
    Reading reading = Reading.json(Map.of("env", both));
    assertEquals(both, reading.in().textMap("env"));
    assertEquals("lower", reading.in().child("env").text("path"));
    assertEquals("upper", reading.in().child("env").text("Path"), "else the first");
    assertEquals("", reading.findings());
  }

  @Test
  @DisplayName("is a tree of any Java value, each with the one reading that JSON gives it")
  void isATreeOfJavaValues() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("text", Severity.ERROR);
    json.put("flag", true);
    json.put("int", 3);
    json.put("double", 2.0);
    json.put("big", new BigDecimal("9223372036854775807"));
    json.put("list", Arrays.asList("a", null));
    json.put("null", null);
    json.put("map", Map.of(1, "one"));
    Reading reading = Reading.json(json);
    TreeReader in = reading.in();
    assertEquals("ERROR", in.text("text"));
    assertTrue(in.bool("flag"));
    assertEquals(OptionalLong.of(3), in.integer("int", 0, 9));
    assertEquals(OptionalLong.of(2), in.integer("double", 0, 9));
    assertEquals(OptionalLong.of(Long.MAX_VALUE), in.integer("big", 0, Long.MAX_VALUE));
    assertEquals(List.of("a"), in.texts("list"));
    assertEquals("", in.text("null"));
    assertEquals(Map.of("1", "one"), in.textMap("map"));
    assertEquals("", reading.findings());
  }

  @Test
  @DisplayName("takes no number for a text, and no text for a number or a flag")
  void takesNothingForSomethingElse() {
    Reading reading = Reading.json(Map.of("number", 1, "text", "1", "flag", "true"));
    reading.in().text("number");
    reading.in().integer("text", 0, 9);
    reading.in().bool("flag");
    assertEquals(
        """
        number: expected text, found "1"
        text: expected a whole number, found "1"
        flag: expected true or false, found "true\"\
        """,
        reading.findings());
  }

  @Test
  @DisplayName("may be null, which reads as an empty one")
  void mayBeNull() {
    Reading reading = Reading.json(null);
    assertEquals("", reading.in().text("data"));
    assertEquals("", reading.findings());
  }
}
