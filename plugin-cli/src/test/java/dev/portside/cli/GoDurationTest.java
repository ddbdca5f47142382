package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@DisplayName("A duration")
class GoDurationTest {
  @ParameterizedTest
  @DisplayName("is read as Go reads it")
  @CsvSource({
    "30s, PT30S",
    "1m30s, PT1M30S",
    "500ms, PT0.5S",
    "1h, PT1H",
    "1.5h, PT1H30M",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "3us, PT0.000003S",
    "3\u00b5s, PT0.000003S",
    "3\u03bcs, PT0.000003S",
    "7ns, PT0.000000007S",
    "0.5ns, PT0S",
    "1s1s, PT2S",
    "0, PT0S",
    "0s, PT0S",
  })
  void reads(String text, Duration expected) {
    assertEquals(expected, new GoDuration().convert(text));
  }

  @ParameterizedTest
  @DisplayName("of another form is refused with an example of the right one")
  @ValueSource(strings = {"", "30", "s", "-1s", "30 s", "1d", "1s2", "x1s", ".s", "1e3s"})
  void refuses(String text) {
    TypeConversionException e =
        assertThrows(TypeConversionException.class, () -> new GoDuration().convert(text));

    assertEquals(
        "expected a duration such as 30s, 1m30s or 500ms, found \"" + text + "\"", e.getMessage());
  }

  @ParameterizedTest
  @DisplayName("beyond what Go can hold is refused")
  @ValueSource(strings = {"2562048h", "99999999999999999999999s"})
  void refusesAges(String text) {
    TypeConversionException e =
        assertThrows(TypeConversionException.class, () -> new GoDuration().convert(text));

    assertEquals("\"" + text + "\" is longer than 292 years", e.getMessage());
  }
}
