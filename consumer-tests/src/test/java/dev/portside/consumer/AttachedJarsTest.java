package dev.portside.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A build may leave these jars out to save time; the tests are then reported as skipped. */
@DisplayName("Beside a finished jar")
class AttachedJarsTest {
  private static Path attached(String artifact, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(Jars.ROOT.resolve(artifact).resolve("target"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(suffix)).toList();
      assumeTrue(!found.isEmpty(), "this build has left out *" + suffix);
      return found.get(0);
    }
  }

  private static Set<String> names(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return new TreeSet<>(jar.stream().map(JarEntry::getName).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plugin-api",
        "plugin-metadata",
        "plugin-packaging",
        "plugin-provenance",
        "plugin-runtime-subprocess",
        "plugin-runtime-wasm"
      })
  @DisplayName("are the sources of every class in it")
  void areItsSources(String artifact) throws IOException {
    Set<String> sources = names(attached(artifact, "-sources.jar"));
    Set<String> missing = new TreeSet<>();
    for (String name : names(Jars.of(artifact))) {
      if (name.endsWith(".class") && !name.contains("$")) {
        missing.add(name.replace(".class", ".java"));
      }
    }
    missing.removeAll(sources);
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plugin-api",
        "plugin-metadata",
        "plugin-packaging",
        "plugin-provenance",
        "plugin-runtime-subprocess",
        "plugin-runtime-wasm"
      })
  @DisplayName("is the documentation of every exported package")
  void isItsDocumentation(String artifact) throws IOException {
    Set<String> pages = names(attached(artifact, "-javadoc.jar"));
    Set<String> missing = new TreeSet<>();
    try (JarFile jar = new JarFile(Jars.of(artifact).toFile())) {
      ModuleDescriptor module = Jars.descriptor(jar);
      for (ModuleDescriptor.Exports exported : module.exports()) {
        String folder = module.name() + "/" + exported.source().replace('.', '/');
        missing.add(folder + "/package-summary.html");
      }
    }
    missing.removeAll(pages);
    assertEquals(Set.of(), missing);
  }
}
