package dev.portside.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An environment")
class EnvironmentTest {
  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A=1         | {A=1}
          A=b=c       | {A=b=c}
          A=          | {A=}
          A           | {A=}
          =x          | {}
          ''          | {}
          A=1,A=2     | {A=2}
          A=1,A       | {A=}
          A=1,B=2,A=3 | {A=3, B=2}
          ' A = 1 '   | { A = 1 }
          """)
  @DisplayName("is parsed as Helm parses it")
  void isParsed(String lines, String expected) {
    Map<String, String> parsed = Environment.parse(List.of(lines.split(",")));
    assertEquals(expected, parsed.toString());
  }

  @Test
  @DisplayName("is formatted in the order of its map, an empty name kept as in Helm")
  void isFormatted() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("B", "2=3");
    variables.put("A", "");
    variables.put("", "x");
    assertEquals(List.of("B=2=3", "A=", "=x"), Environment.format(variables));
    assertEquals(List.of(), Environment.format(Map.of()));
  }
}
