package dev.portside.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.portside.api.Plugin;
import dev.portside.cli.Main;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.runtime.subprocess.SubprocessRuntime;
import dev.portside.tck.RuntimeTck;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published module: its artifact, its package below the root, and the libraries that are its own.
 * The root is a parameter, so that fixtures can be small houses of the same shape.
 */
enum Part {
  /** The ports. */
  API("plugin-api", "api", Plugin.class),
  /** The only module that knows YAML. */
  METADATA("plugin-metadata", "metadata", YamlManifestReader.class, "org.snakeyaml.engine."),
  /** Plugins as processes. */
  SUBPROCESS("plugin-runtime-subprocess", "runtime.subprocess", SubprocessRuntime.class),
  /** The kit, whose API is JUnit's. */
  TCK("plugin-tck", "tck", RuntimeTck.class, "org.junit.jupiter.api."),
  /** The command, which alone sees several adapters. */
  CLI("plugin-cli", "cli", Main.class, "picocli.", "com.fasterxml.jackson.");

  /** The root of what is published. */
  static final String PORTSIDE = "dev.portside";

  private final String artifact;
  private final String folder;
  private final Class<?> anchor;

  /** Made by List.of. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> libraries;

  Part(String artifact, String folder, Class<?> anchor, String... libraries) {
    this.artifact = artifact;
    this.folder = folder;
    this.anchor = anchor;
    this.libraries = List.of(libraries);
  }

  String artifact() {
    return artifact;
  }

  /** The package below a root, which is also the name of the module. */
  String packageBelow(String root) {
    return root + "." + folder;
  }

  /** The jar, or the directory of classes when nothing is packaged. */
  URL location() {
    return anchor.getProtectionDomain().getCodeSource().getLocation();
  }

  /** The module that a class belongs to, or null for a class that is in none of them. */
  static @Nullable Part of(String root, JavaClass type) {
    for (Part part : values()) {
      if (part.has(root, type)) {
        return part;
      }
    }
    return null;
  }

  /** Whether a class is in the package of this module or below it. */
  boolean has(String root, JavaClass type) {
    return within(packageBelow(root), type);
  }

  /** Whether a class comes from a library that this module may use. */
  boolean owns(JavaClass library) {
    return libraries.stream().anyMatch(library.getName()::startsWith);
  }

  /** Whether a class is in a package or below it. */
  static boolean within(String packageName, JavaClass type) {
    return (type.getPackageName() + ".").startsWith(packageName + ".");
  }

  /** Whether a class is of the JDK or of JSpecify, which all may use. */
  static boolean isForAll(JavaClass type) {
    String name = type.getName();
    return type.isPrimitive()
        || name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("org.jspecify.");
  }

  /** The classes of all modules. */
  static JavaClasses classes() {
    List<URL> locations = new ArrayList<>();
    for (Part part : values()) {
      locations.add(part.location());
    }
    return new ClassFileImporter().importUrls(locations);
  }
}
