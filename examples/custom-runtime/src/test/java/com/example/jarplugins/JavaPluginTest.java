package com.example.jarplugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.CallOptions;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Stdio;
import dev.portside.api.host.PluginManager;
import dev.portside.api.type.CliV1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kit does not ask for. */
@DisplayName("A plugin jar beside its manifest")
class JavaPluginTest {
  private static final CliV1.Input ADA = new CliV1.Input(List.of("Ada"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CallOptions options = CallOptions.NONE.withStdio(Stdio.none().withOut(out));
  private final PluginManager manager = PluginManager.discovered();

  @TempDir Path dir;

  @BeforeEach
  void writeJar() throws IOException {
    PluginJars.write(dir);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Plugin load(String jar, String program) throws IOException {
    Files.writeString(
        dir.resolve(PluginManager.MANIFEST),
        """
        apiVersion: v1
        name: greeter
        version: 1.0.0
        type: cli/v1
        runtime: java/v1
        runtimeConfig:
          jar: %s
          mainClass: %s
        """
            .formatted(jar, program));
    return manager.load(dir);
  }

  private Plugin load(String program) throws IOException {
    return load("plugin.jar", "programs.Various$" + program);
  }

  @Test
  @DisplayName("is loaded once, and called by a host that knows but the name of the runtime")
  void greets() throws IOException {
    try (Plugin plugin = load("Greeter")) {
      plugin.invoke(CliV1.TYPE, ADA, options);
      plugin.invoke(CliV1.TYPE, ADA, options);
    }
    assertEquals("Hello, Ada, no. 1!\nHello, Ada, no. 2!\n", out.toString(UTF_8));
  }

  @Test
  @DisplayName("begins anew when it is loaded anew")
  void beginsAnew() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (Plugin plugin = load("Greeter")) {
        plugin.invoke(CliV1.TYPE, ADA, options);
      }
    }
    assertEquals("Hello, Ada, no. 1!\n".repeat(2), out.toString(UTF_8));
  }

  @Test
  @DisplayName("that throws has exit code 1 and its stack trace on standard error")
  void throwing() throws IOException {
    try (Plugin plugin = load("Thrower")) {
      PluginExitException e =
          assertThrows(PluginExitException.class, () -> plugin.invoke(CliV1.TYPE, ADA, options));
      assertEquals(1, e.exitCode());
      String first = "java.lang.IllegalStateException: out of order";
      assertEquals(first, e.detail().lines().findFirst().orElse(""));
    }
  }

  @Test
  @DisplayName("that takes no notice of interrupts is left behind, which the exception tells")
  void stubborn() throws IOException {
    System.setProperty("programs.end", "false");
    try (Plugin plugin = load("Stubborn")) {
      CallOptions limited = options.withTimeout(Duration.ofMillis(100));
      PluginTimeoutException e =
          assertThrows(PluginTimeoutException.class, () -> plugin.invoke(CliV1.TYPE, ADA, limited));
      assertTrue(e.getMessage().contains("its thread is left behind"), e.getMessage());
    } finally {
      System.setProperty("programs.end", "true");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "programs.Kit$CallHost, java.lang.NoClassDefFoundError: dev/portside/api/Bytes",
    "com.example.jarplugins.JavaConfig, ClassNotFoundException: com.example.jarplugins.JavaConfig",
    "programs.Missing, cannot be loaded: java.lang.ClassNotFoundException: programs.Missing",
    "programs.Various$Unmakable, cannot be loaded: java.lang.IllegalStateException: not today",
    "programs.Kit, 'programs.Kit does not implement com.example.jarplugins.guest.Program'",
  })
  @DisplayName("that cannot be run says why")
  void cannotRun(String program, String why) throws IOException {
    try (Plugin plugin = load("plugin.jar", program)) {
      PluginCallException e =
          assertThrows(PluginCallException.class, () -> plugin.invoke(CliV1.TYPE, ADA, options));
      assertTrue(e.getMessage().contains(why), e.getMessage());
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "../plugin.jar, A, 'runtimeConfig: jar: expected a file in the plugin''s directory'",
    "/plugin.jar, A, 'runtimeConfig: jar: expected a file in the plugin''s directory'",
    "plugin.jar, a..B, 'runtimeConfig: mainClass: expected a name such as com.example.Main'",
    "absent.jar, A, 'runtimeConfig.jar: there is no file '",
  })
  @DisplayName("that never could be called does not load")
  void doesNotLoad(String jar, String program, String why) {
    InvalidPluginException e = assertThrows(InvalidPluginException.class, () -> load(jar, program));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }
}
