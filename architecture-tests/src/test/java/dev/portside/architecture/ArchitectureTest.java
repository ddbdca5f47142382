package dev.portside.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.NodeList;

@DisplayName("Portside")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private JavaClasses classes;

  @BeforeAll
  void importClasses() {
    classes = Part.classes();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("keeps")
  void keeps(Rule rule) {
    rule.below(Part.PORTSIDE).check(classes);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("is checked with the classes of")
  void isCheckedWithTheClassesOf(Part part) {
    String anchor = part.packageBelow(Part.PORTSIDE) + ".package-info";
    assertEquals(anchor, classes.get(anchor).getName());
  }

  @Test
  @DisplayName("has no published module that the rules have not heard of")
  void hasNoUnknownModule() throws Exception {
    Set<String> known = new TreeSet<>();
    for (Part part : Part.values()) {
      known.add(part.artifact());
    }
    assertEquals(known, publishedModules());
  }

  private static Set<String> publishedModules() throws Exception {
    NodeList modules =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("..", "pom.xml").toFile())
            .getElementsByTagName("module");
    Set<String> published = new TreeSet<>();
    for (int i = 0; i < modules.getLength(); i++) {
      String name = modules.item(i).getTextContent().trim();
      if (name.startsWith("plugin-")) {
        published.add(name);
      }
    }
    return published;
  }
}
