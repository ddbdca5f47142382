package dev.portside.consumer;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The finished jars, and what is around them. */
final class Jars {
  /** What a host has at run time. */
  static final Path DIR = Path.of("target", "jars").toAbsolutePath();

  /** The plugins that come with Portside. */
  static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

  /** The root of the project. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Jars() {}

  static Path of(String artifact) {
    return DIR.resolve(artifact + ".jar");
  }

  /** What a jar says about its module. */
  static ModuleDescriptor descriptor(JarFile jar) throws IOException {
    JarEntry entry = jar.getJarEntry("module-info.class");
    assertNotNull(entry, "module-info.class in " + jar.getName());
    try (InputStream in = jar.getInputStream(entry)) {
      return ModuleDescriptor.read(in);
    }
  }

  /** All jars but those named, as a path of classes or modules, after some other elements. */
  static String path(List<Path> before, String... without) throws IOException {
    List<String> elements = new ArrayList<>();
    for (Path element : before) {
      elements.add(element.toString());
    }
    try (Stream<Path> jars = Files.list(DIR)) {
      for (Path jar : jars.sorted().toList()) {
        if (!List.of(without).contains(jar.getFileName().toString())) {
          elements.add(jar.toString());
        }
      }
    }
    return String.join(System.getProperty("path.separator"), elements);
  }
}
