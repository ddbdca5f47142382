package com.example.jarplugins;

import dev.portside.tck.Behavior;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import programs.Kit;

/** Packs compiled programs into the jars of plugins. */
final class PluginJars {
  private static final String JAR = "plugin.jar";

  private PluginJars() {}

  /** Writes the plugin for a behaviour of the kit, and gives its configuration. */
  static Map<String, ?> write(Behavior behavior, Path dir) throws IOException {
    if (behavior == Behavior.FAIL_ON_LOAD) {
      Files.writeString(dir.resolve(JAR), "this is no jar");
    } else {
      write(dir);
    }
    return switch (behavior) {
      case EXIT, STDERR -> config(Kit.Exit.class);
      case HANG -> config(Kit.Hang.class);
      case HANG_ON_LOAD -> config(Kit.HangOnLoad.class);
      case ARGUMENTS -> config(Kit.Arguments.class);
      case ENVIRONMENT -> config(Kit.Environment.class);
      case FLOOD -> config(Kit.Flood.class);
      case CALL_HOST_UNASKED -> config(Kit.CallHost.class);
      case CALL_HOST ->
          Map.of(
              "jar", JAR,
              "mainClass", Kit.CallHost.class.getName(),
              "hostPackages", List.of("dev.portside.api"));
      case HOOKS ->
          Map.of(
              "jar",
              JAR,
              "mainClass",
              Kit.Echo.class.getName(),
              "hooks",
              Map.of(
                  "install", Kit.Install.class.getName(),
                  "fail", Kit.Fail.class.getName(),
                  "hang", Kit.Hang.class.getName()));
      default -> config(Kit.Echo.class);
    };
  }

  /** Writes a jar with all programs. */
  static void write(Path dir) throws IOException {
    try (OutputStream file = Files.newOutputStream(dir.resolve(JAR));
        JarOutputStream jar = new JarOutputStream(file);
        Stream<Path> classes = Files.list(classes().resolve("programs"))) {
      for (Path each : classes.sorted().toList()) {
        jar.putNextEntry(new JarEntry("programs/" + each.getFileName()));
        Files.copy(each, jar);
      }
    }
  }

  /** Where the compiler has put the tests, on the class path and on the module path alike. */
  private static Path classes() throws IOException {
    try {
      Path one = Path.of(Kit.class.getResource("Kit.class").toURI());
      return one.getParent().getParent();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, ?> config(Class<?> program) {
    return Map.of("jar", JAR, "mainClass", program.getName());
  }
}
