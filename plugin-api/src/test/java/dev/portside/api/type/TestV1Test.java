package dev.portside.api.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.fixture.Reading;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The type test/v1")
class TestV1Test {
  @Test
  @DisplayName("sends a name and takes a greeting, under Go's names")
  void greets() {
    assertEquals(Map.of("Name", "Phippy"), TestV1.TYPE.input().write(new TestV1.Input("Phippy")));
    assertEquals(
        new TestV1.Input("Phippy"), Reading.of(TestV1.TYPE.input(), Map.of("name", "Phippy")));
    assertEquals(Map.of("Greeting", "x"), TestV1.TYPE.output().write(new TestV1.Output("x")));
    assertEquals(new TestV1.Output("x"), Reading.of(TestV1.TYPE.output(), Map.of("greeting", "x")));
    assertEquals(
        "Greeting: expected text, found \"1\"",
        Reading.complaints(TestV1.TYPE.output(), Map.of("Greeting", 1)));
  }

  @Test
  @DisplayName("has neither settings nor a command line")
  void hasNothingElse() {
    assertEquals(Map.of(), TestV1.TYPE.readConfig(Reading.yaml("").in()).signedForm());
    assertEquals(Optional.empty(), TestV1.TYPE.commandLine());
  }
}
