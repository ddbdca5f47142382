package dev.portside.consumer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A finished jar")
class JarContentsTest {
  private static final int JAVA_17 = 61;
  private static final String SERVICES = "META-INF/services/";

  private static List<JarEntry> files(JarFile jar) {
    return jar.stream().filter(entry -> !entry.isDirectory()).toList();
  }

  @ParameterizedTest(name = "{0} is {1} and requires {2}")
  @CsvSource({
    "plugin-api, dev.portside.api, java.base jdk.jfr org.jspecify",
    "plugin-metadata, dev.portside.metadata, dev.portside.api java.base org.snakeyaml.engine",
    "plugin-packaging, dev.portside.packaging, dev.portside.api java.base"
        + " java.net.http org.apache.commons.compress",
    "plugin-provenance, dev.portside.provenance, dev.portside.api java.base"
        + " org.bouncycastle.pg org.snakeyaml.engine",
    "plugin-runtime-subprocess, dev.portside.runtime.subprocess, dev.portside.api java.base",
    "plugin-runtime-wasm, dev.portside.runtime.wasm, com.dylibso.chicory.compiler"
        + " com.dylibso.chicory.runtime com.dylibso.chicory.wasi com.dylibso.chicory.wasm"
        + " com.fasterxml.jackson.core dev.portside.api java.base java.net.http"
        + " org.objectweb.asm org.objectweb.asm.tree"
  })
  @DisplayName("is a named module that requires what it says and no more")
  void isAModule(String artifact, String module, String requires) throws IOException {
    try (JarFile jar = new JarFile(Jars.of(artifact).toFile())) {
      ModuleDescriptor descriptor = Jars.descriptor(jar);
      assertEquals(module, descriptor.name());
      Set<String> required = new TreeSet<>();
      for (ModuleDescriptor.Requires each : descriptor.requires()) {
        required.add(each.name());
        boolean annotations = each.name().equals("org.jspecify");
        assertEquals(
            annotations, each.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC));
      }
      assertEquals(requires, String.join(" ", required));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plugin-api",
        "plugin-metadata",
        "plugin-runtime-subprocess",
        "plugin-runtime-wasm"
      })
  @DisplayName("declares the same services for the class path as for the module path")
  void declaresServicesTwice(String artifact) throws IOException {
    try (JarFile jar = new JarFile(Jars.of(artifact).toFile())) {
      Map<String, Set<String>> modules = new TreeMap<>();
      for (ModuleDescriptor.Provides provides : Jars.descriptor(jar).provides()) {
        modules.put(provides.service(), new TreeSet<>(provides.providers()));
      }
      Map<String, Set<String>> files = new TreeMap<>();
      for (JarEntry entry : files(jar)) {
        if (entry.getName().startsWith(SERVICES)) {
          String text = new String(bytes(jar, entry), StandardCharsets.UTF_8);
          files.put(
              entry.getName().substring(SERVICES.length()), new TreeSet<>(text.lines().toList()));
        }
      }
      assertEquals(modules, files);
      assertFalse(files.isEmpty(), "each of these has a service");
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
  @DisplayName("holds its own classes for Java 17, the licence, and nothing else")
  void holdsItsOwn(String artifact) throws IOException {
    try (JarFile jar = new JarFile(Jars.of(artifact).toFile())) {
      String root = Jars.descriptor(jar).name().replace('.', '/') + "/";
      for (JarEntry entry : files(jar)) {
        String name = entry.getName();
        if (name.endsWith(".class")) {
          assertTrue(name.startsWith(root) || name.equals("module-info.class"), name);
          assertEquals(JAVA_17, version(jar, entry), name);
        } else {
          assertTrue(name.startsWith("META-INF/"), name);
        }
      }
      JarEntry licence = jar.getJarEntry("META-INF/LICENSE");
      assertNotNull(licence, "licence");
      assertArrayEquals(Files.readAllBytes(Jars.ROOT.resolve("LICENSE")), bytes(jar, licence));
    }
  }

  private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static int version(JarFile jar, JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      assertEquals(0xCAFEBABE, in.readInt());
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }
}
