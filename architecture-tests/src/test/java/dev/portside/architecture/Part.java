package dev.portside.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.portside.api.Plugin;
import dev.portside.cli.Main;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.packaging.PluginArchive;
import dev.portside.provenance.PgpVerifier;
import dev.portside.runtime.subprocess.SubprocessRuntime;
import dev.portside.runtime.wasm.WasmConfig;
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
  /** Plugins as WebAssembly. */
  WASM(
      "plugin-runtime-wasm",
      "runtime.wasm",
      WasmConfig.class,
      "com.dylibso.chicory.",
      "com.fasterxml.jackson.core.",
      "org.objectweb.asm."),
  /** Signatures with OpenPGP keys. */
  PROVENANCE(
      "plugin-provenance",
      "provenance",
      PgpVerifier.class,
      "org.bouncycastle.",
      "org.snakeyaml.engine."),
  /** Archives of plugins. */
  PACKAGING("plugin-packaging", "packaging", PluginArchive.class, "org.apache.commons.compress."),
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

  /**
   * Whether a class is in a package that this module exports: any of the ports, any of packaging
   * but what they share, the one that has the name of the module elsewhere, and none of the
   * command. A test of the descriptors holds it.
   */
  boolean exports(String root, JavaClass type) {
    return switch (this) {
      case API -> has(root, type);
      case PACKAGING -> has(root, type) && !within(packageBelow(root) + ".io", type);
      case CLI -> false;
      default -> type.getPackageName().equals(packageBelow(root));
    };
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
