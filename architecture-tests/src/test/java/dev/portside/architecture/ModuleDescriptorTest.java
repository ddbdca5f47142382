package dev.portside.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 10: each published module is a module of the platform. */
@DisplayName("A published module")
class ModuleDescriptorTest {
  private static final String RULE =
      "Rule 10 of docs/architecture.md: each published module has a module-info, because without"
          + " one its name and its borders are guessed from a file name";

  /** What a jar or a directory of classes declares; a name taken from the file does not count. */
  private static ModuleDescriptor declared(Path location) {
    return ModuleFinder.of(location).findAll().stream()
        .map(found -> found.descriptor())
        .filter(descriptor -> !descriptor.isAutomatic())
        .findAny()
        .orElseThrow(() -> new AssertionError(RULE + ": " + location.getFileName()));
  }

  private static ModuleDescriptor declared(Part part) throws URISyntaxException {
    return declared(Path.of(part.location().toURI()));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("has a module-info and the name of its package")
  void hasModuleInfo(Part part) throws URISyntaxException {
    assertEquals(part.packageBelow(Part.PORTSIDE), declared(part).name());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("exports to all what rule 5 takes for exported, so that the rule misses nothing")
  void exportsWhatTheRulesThink(Part part) throws URISyntaxException {
    Set<String> thought = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().importUrl(part.location())) {
      if (part.exports(Part.PORTSIDE, type)) {
        thought.add(type.getPackageName());
      }
    }
    Set<String> exported = new TreeSet<>();
    for (ModuleDescriptor.Exports each : declared(part).exports()) {
      exported.add(each.toString());
    }
    assertEquals(thought, exported);
  }

  @Test
  @DisplayName("is missed when its jar has only a name")
  void isMissedInJar(@TempDir Path scratch) throws IOException {
    Path jar = scratch.resolve("plugin-forgotten.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      entries.putNextEntry(new JarEntry("dev/portside/forgotten/Forgotten.class"));
    }
    AssertionError failure = assertThrows(AssertionError.class, () -> declared(jar));
    assertEquals(RULE + ": plugin-forgotten.jar", failure.getMessage());
  }

  @Test
  @DisplayName("is missed in a directory of classes")
  void isMissedInDirectory(@TempDir Path scratch) {
    AssertionError failure = assertThrows(AssertionError.class, () -> declared(scratch));
    assertEquals(RULE + ": " + scratch.getFileName(), failure.getMessage());
  }
}
