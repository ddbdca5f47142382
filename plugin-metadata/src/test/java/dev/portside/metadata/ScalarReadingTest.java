package dev.portside.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.portside.api.Manifest;
import dev.portside.api.Tree;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarReadingTest {
  static Stream<Arguments> scalars() {
    return Table.rows("scalars.tsv");
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("scalars")
  @DisplayName("A legacy manifest keeps the text of a scalar as it is written")
  void keepsTextInLegacy(String written, String asWritten, String asValue, String bool, String n) {
    Tree.Scalar scalar = legacy(written);
    assertReading(asWritten, scalar.text());
    assertOthers(bool, n, scalar);
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("scalars")
  @DisplayName("In v1 configuration a scalar that is no text is written anew")
  void writesAnewInV1(String written, String asWritten, String asValue, String bool, String n) {
    Tree.Scalar scalar = v1(written);
    assertReading(asValue, scalar.text());
    assertOthers(bool, n, scalar);
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("scalars")
  @DisplayName("The top level of v1 keeps the text of a scalar as it is written")
  void keepsTextAtTopOfV1(
      String written, String asWritten, String asValue, String bool, String number) {
    Manifest manifest = Manifests.read(Manifests.V1 + "sourceURL: " + written + "\n");
    assertEquals(List.of(), manifest.findings());
    assertEquals(
        asWritten.equals("-") || asWritten.equals("\"\"") ? "" : asWritten, manifest.sourceUrl());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(
      strings = {
        "!!int a", "!!int 1.5", "!!int ''", "!!float a", "!!float 18446744073709551615",
        "!!bool yes", "!!bool 1", "!!null x", "!!timestamp 5", "!!timestamp 2024-02-30",
        "!!binary YQ", "!!binary '!'"
      })
  @DisplayName("A tag that does not fit is an error")
  void refusesLyingTags(String written) {
    List<String> findings =
        Manifests.findings(Manifests.V1 + "runtimeConfig: {x: " + written + "}");
    assertEquals(1, findings.size());
    assertEquals("plugin.yaml:6:20: runtimeConfig.x: ", findings.get(0).substring(0, 35));
  }

  @Test
  @DisplayName("Keys of nested mappings in v1 are written anew, those of the first level are not")
  void writesNestedKeysAnew() {
    Manifest manifest =
        Manifests.read(Manifests.V1 + "runtimeConfig: {1.10: {1.10: a, 0x10: b, ~: c, True: d}}");
    Tree.Mapping config = (Tree.Mapping) manifest.runtimeConfig();
    Tree.Mapping nested = (Tree.Mapping) config.get("1.10");
    assertNotNull(nested);
    assertEquals(
        List.of("1.1", "16", "true"), nested.entries().stream().map(Tree.Entry::key).toList());
  }

  private static Tree.Scalar legacy(String written) {
    Manifest manifest = Manifests.read("name: a\nplatformCommand: " + written + "\n");
    assertEquals(List.of(), manifest.findings());
    return (Tree.Scalar) ((Tree.Mapping) manifest.runtimeConfig()).get("platformCommand");
  }

  private static Tree.Scalar v1(String written) {
    Manifest manifest = Manifests.read(Manifests.V1 + "runtimeConfig:\n  x: " + written + "\n");
    assertEquals(List.of(), manifest.findings());
    return (Tree.Scalar) ((Tree.Mapping) manifest.runtimeConfig()).get("x");
  }

  private static void assertReading(String expected, String text) {
    if (expected.equals("-")) {
      assertNull(text);
    } else {
      assertEquals(expected.equals("\"\"") ? "" : expected, text);
    }
  }

  private static void assertOthers(String bool, String number, Tree.Scalar scalar) {
    assertEquals(bool.equals("-") ? null : Boolean.valueOf(bool), scalar.bool());
    if (number.equals("-")) {
      assertNull(scalar.number());
    } else {
      assertNotNull(scalar.number());
      assertEquals(0, new BigDecimal(number).compareTo(scalar.number()), scalar.number()::toString);
    }
  }
}
