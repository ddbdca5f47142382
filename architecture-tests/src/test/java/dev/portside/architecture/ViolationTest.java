package dev.portside.architecture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * For each rule there is a small house below {@code fixture} that breaks it, beside what looks
 * alike and does not, and a resource below {@code violations} that lists all the rule must find
 * there, and no more.
 */
@DisplayName("A house that breaks")
class ViolationTest {
  private static final String FIXTURES = ViolationTest.class.getPackageName() + ".fixture.";
  private static final Pattern LINE = Pattern.compile(":\\d+\\)");

  @ParameterizedTest
  @EnumSource
  @DisplayName("is told exactly where, which rule, and why")
  void isToldWhereWhichAndWhy(Rule rule) throws IOException {
    String name = rule.name().toLowerCase(Locale.ROOT).replace("_", "");
    JavaClasses house = new ClassFileImporter().importPackages(FIXTURES + name);
    ArchRule below = rule.below(FIXTURES + name);

    List<String> found = below.evaluate(house).getFailureReport().getDetails();
    AssertionError failure = assertThrows(AssertionError.class, () -> below.check(house));

    assertAll(
        () -> assertEquals(expected(name), shortened(name, found)),
        () -> assertTrue(failure.getMessage().contains(rule.message()), failure.getMessage()));
  }

  /** In order, without the root and the line numbers. */
  private static List<String> shortened(String name, List<String> findings) {
    return findings.stream()
        .map(finding -> finding.replace(FIXTURES + name + ".", ""))
        .map(finding -> LINE.matcher(finding).replaceAll(")"))
        .sorted()
        .toList();
  }

  private static List<String> expected(String name) throws IOException {
    String resource = "violations/" + name + ".txt";
    try (InputStream text = ViolationTest.class.getResourceAsStream(resource)) {
      assertNotNull(text, resource);
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
