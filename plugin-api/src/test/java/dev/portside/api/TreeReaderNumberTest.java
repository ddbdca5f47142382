package dev.portside.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.portside.api.fixture.Reading;
import java.math.BigInteger;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A whole number in a tree")
class TreeReaderNumberTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, 0",
    "7, 7",
    "-3, -3",
    "5000.0, 5000",
    "1e3, 1000",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
  })
  @DisplayName("is read whole")
  void isRead(String written, long number) {
    Reading reading = Reading.yaml("n: " + written);
    assertEquals(
        OptionalLong.of(number), reading.in().integer("n", Long.MIN_VALUE, Long.MAX_VALUE));
    assertEquals("", reading.findings());
  }

  @ParameterizedTest(name = "{0} is cut to {1}")
  @CsvSource({"1.5, 1", "-1.5, -1", "9.99, 9", "0.001, 0", "1e-999999999, 0", "12.5e-1, 1"})
  @DisplayName("is cut as Helm cuts it, with a warning")
  void isCut(String written, long number) {
    Reading reading = Reading.yaml("n: " + written);
    OptionalLong read =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> reading.in().integer("n", -10, 10), "a number as a bomb");
    assertEquals(OptionalLong.of(number), read);
    assertEquals(
        "plugin.yaml:1:4: warning: config.n: " + written + " is cut to " + number,
        reading.findings());
  }

  @ParameterizedTest(name = "{0} is not from 1 to 10")
  @ValueSource(
      strings = {"0", "11", "-1", "0.999", "10.001", "1e999999999", "-1e999999999", "1e-999999999"})
  @DisplayName("is refused out of its range, however long it would be written out")
  void isRefused(String written) {
    Reading reading = Reading.yaml("n: " + written);
    OptionalLong read =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> reading.in().integer("n", 1, 10), "a number as a bomb");
    assertEquals(OptionalLong.empty(), read);
    assertEquals(
        "plugin.yaml:1:4: config.n: expected a whole number from 1 to 10, found \""
            + written
            + "\"",
        reading.findings());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "18446744073709551615, 18446744073709551615, ''",
    "9223372036854775808, 9223372036854775808, ''",
    "1e19, 10000000000000000000, ''",
    "1.5, 1, 'plugin.yaml:1:4: warning: config.n: 1.5 is cut to 1'",
    "1e-999999999, 0, 'plugin.yaml:1:4: warning: config.n: 1e-999999999 is cut to 0'",
    "18446744073709551616, , 'plugin.yaml:1:4: config.n: expected a whole number from 0 to"
        + " 18446744073709551615, found \"18446744073709551616\"'",
    "1e999999999, , 'plugin.yaml:1:4: config.n: expected a whole number from 0 to"
        + " 18446744073709551615, found \"1e999999999\"'",
    "x, , 'plugin.yaml:1:4: config.n: expected a whole number, found \"x\"'",
  })
  @DisplayName("may have 64 bits and no sign")
  void isUnsigned(String written, @Nullable BigInteger number, String findings) {
    Reading reading = Reading.yaml("n: " + written);
    BigInteger most = new BigInteger("18446744073709551615");
    BigInteger read =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () -> reading.in().integer("n", BigInteger.ZERO, most),
            "a number as a bomb");
    assertEquals(number, read);
    assertEquals(findings, reading.findings());
  }
}
