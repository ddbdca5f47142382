package dev.portside.api.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Bytes;
import dev.portside.api.fixture.Reading;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The answer of getter/v1")
class GetterV1AnswerTest {
  @Test
  @DisplayName("is base64 of any bytes")
  void isBase64() {
    assertEquals(
        Map.of("data", "aGk="),
        GetterV1.TYPE.output().write(new GetterV1.Output(Bytes.utf8("hi"))));
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    GetterV1.Output output = new GetterV1.Output(Bytes.copyOf(all));
    assertEquals(output, Reading.of(GetterV1.TYPE.output(), GetterV1.TYPE.output().write(output)));
  }

  static Stream<Arguments> goodAnswers() {
    Map<String, Object> none = new HashMap<>();
    none.put("data", null);
    return Stream.of(
        Arguments.of(Map.of("data", "aGk="), "hi"),
        Arguments.of(Map.of("Data", "aGk="), "hi"),
        Arguments.of(Map.of("DATA", "aGk=", "x", 1), "hi"),
        Arguments.of(Map.of("data", "aGk=\n"), "hi"),
        Arguments.of(Map.of("data", "a\r\nGk\n="), "hi"),
        Arguments.of(Map.of("data", ""), ""),
        Arguments.of(none, ""),
        Arguments.of(Map.of(), ""),
        Arguments.of(Map.of("data", List.of(104, 105)), "hi"),
        Arguments.of(Map.of("DATA", List.of(104, 105)), "hi"),
        Arguments.of(Map.of("data", List.of()), ""));
  }

  @ParameterizedTest(name = "{0} is \"{1}\"")
  @MethodSource("goodAnswers")
  @DisplayName("is read as Go reads bytes: base64, null, nothing, or a list of numbers")
  void isReadAsGoReadsBytes(Map<String, ?> json, String data) {
    assertEquals(data, Reading.of(GetterV1.TYPE.output(), json).data().text());
  }

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource({"!!", "aGk", "aGk=x", "aG k", "a===", "aGk=aGk=", "-_-_"})
  @DisplayName("is refused if it is no base64")
  void isRefusedIfNoBase64(String data) {
    String found = Reading.complaints(GetterV1.TYPE.output(), Map.of("data", data));
    String expected = "data: expected base64, found something else: ";
    assertEquals(expected, found.substring(0, Math.min(expected.length(), found.length())));
    assertEquals(1, found.lines().count());
  }

  static Stream<List<?>> badNumbers() {
    return Stream.of(
        List.of(1, 256),
        List.of(1, -1),
        List.of(1, 1.5),
        List.of(1, "2"),
        List.of(1, List.of()),
        Arrays.asList(1, null));
  }

  @ParameterizedTest
  @MethodSource("badNumbers")
  @DisplayName("is refused if a number is no byte, and says which")
  void isRefusedIfNoByte(List<?> numbers) {
    assertEquals(
        "data: expected a whole number from 0 to 255 at index 1",
        Reading.complaints(GetterV1.TYPE.output(), Map.of("data", numbers)));
  }

  @Test
  @DisplayName("is refused if it is something else altogether")
  void isRefusedIfSomethingElse() {
    assertEquals(
        "data: expected text, found a mapping",
        Reading.complaints(GetterV1.TYPE.output(), Map.of("data", Map.of())));
    assertEquals(
        "data: expected text, found \"1\"",
        Reading.complaints(GetterV1.TYPE.output(), Map.of("data", 1)));
  }
}
