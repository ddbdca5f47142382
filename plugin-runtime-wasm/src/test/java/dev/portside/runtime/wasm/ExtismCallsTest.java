package dev.portside.runtime.wasm;

import static dev.portside.runtime.wasm.TestPlugins.greet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.Stdio;
import dev.portside.api.type.TestV1;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests of Extism's Go SDK that are about calls and their results. */
@DisplayName("As in Extism's tests, a call")
class ExtismCallsTest {
  @TempDir Path base;
  private WasmRuntime runtime;
  private TestPlugins plugins;

  @BeforeEach
  void start() {
    runtime = WasmRuntime.builder().build();
    plugins = new TestPlugins(runtime, base);
  }

  @AfterEach
  void stop() {
    runtime.close();
  }

  private static String say(Plugin plugin, CallOptions options, String name) {
    return plugin.invoke(TestV1.TYPE, new TestV1.Input(name), options).message().greeting();
  }

  @Test
  @DisplayName("of an export that is not there tells which there are")
  void tellsTheExports() {
    try (Plugin plugin = plugins.load("vowels", "count_consonants")) {
      PluginCallException e = assertThrows(PluginCallException.class, () -> greet(plugin, "Ada"));
      assertTrue(e.getMessage().contains("\"count_consonants\""), e.getMessage());
      assertTrue(e.getMessage().contains("count_vowels"), e.getMessage());
    }
  }

  @ParameterizedTest(name = "reuse: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("gives the exact answer each time, for an empty text, too")
  void givesTheExactAnswer(boolean reuse) {
    try (WasmRuntime other = WasmRuntime.builder().reuse(reuse).build()) {
      Plugin plugin = new TestPlugins(other, base).load("protocol", "greet_back");
      for (String name :
          List.of("Ada", "", "a \"quoted\" \\ one", "Käthe \u2764 \ud83d\ude00", "x")) {
        assertEquals(name, greet(plugin, name));
      }
    }
  }

  @Test
  @DisplayName("reads its message by its place in the kernel, too")
  void readsByOffset() {
    try (Plugin plugin = plugins.load("protocol", "input_by_offset")) {
      assertEquals("{\"Name\":\"Ada Lovelace\"}", greet(plugin, "Ada Lovelace"));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("finds the kernel's blocks as it left them, whatever their sizes")
  void allocates(Engine engine) {
    try (WasmRuntime other = engine.runtime()) {
      Plugin plugin = new TestPlugins(other, base).load("protocol", "allocate");
      assertEquals("every block kept its bytes", greet(plugin, ""));
    }
  }

  /** How code is run. */
  enum Engine {
    COMPILED,
    INTERPRETED;

    WasmRuntime runtime() {
      return WasmRuntime.builder().interpreted(this == INTERPRETED).build();
    }
  }

  @Test
  @DisplayName("answers more than a page, written eight bytes at a time")
  void writesSeveralPages() {
    try (Plugin plugin = plugins.load("protocol", "several_pages")) {
      assertEquals("ABCDEFGH".repeat(3 * 8192 + 1), greet(plugin, ""));
    }
  }

  @Test
  @DisplayName("that fails with a text has that text and the code")
  void fails() {
    try (Plugin plugin = plugins.load("protocol", "fail")) {
      PluginExitException e =
          assertThrows(PluginExitException.class, () -> greet(plugin, "no coffee left"));
      assertEquals(1, e.exitCode());
      assertEquals("no coffee left", e.detail());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 500, 1, 2})
  @DisplayName("that exits has the code that it exits with")
  void exits(int code) {
    try (Plugin plugin = plugins.load("streams", "exit_with")) {
      PluginExitException e =
          assertThrows(PluginExitException.class, () -> greet(plugin, String.valueOf(code)));
      assertEquals(code, e.exitCode());
    }
  }

  @Test
  @DisplayName("that exits with 0 has its answer")
  void exitsWell() {
    try (Plugin plugin = plugins.load("streams", "exit_with")) {
      assertEquals("bye", greet(plugin, "0"));
    }
  }

  @Test
  @DisplayName("reads the configuration, and what is not there as nothing")
  void readsTheConfiguration() {
    WasmConfig.Builder config =
        WasmConfig.builder().entryFuncName("config").config(Map.of("city", "Köln"));
    try (Plugin plugin = plugins.load("protocol", config)) {
      assertEquals("Köln", greet(plugin, "city"));
      assertEquals("not set", greet(plugin, "country"));
    }
  }

  @Test
  @DisplayName("keeps variables for the next one only with reuse")
  void keepsVariables() {
    try (Plugin plugin = plugins.load("protocol", "count_calls")) {
      assertEquals(List.of("1", "1"), List.of(greet(plugin, ""), greet(plugin, "")));
    }
    try (WasmRuntime other = WasmRuntime.builder().reuse(true).build()) {
      Plugin plugin = new TestPlugins(other, base).load("protocol", "count_calls");
      assertEquals(List.of("1", "2"), List.of(greet(plugin, ""), greet(plugin, "")));
    }
  }

  @Test
  @DisplayName("can forget a variable")
  void forgetsAVariable() {
    try (Plugin plugin = plugins.load("protocol", "forget_var")) {
      assertEquals("gone", greet(plugin, ""));
    }
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(longs = {0, 46, 47})
  @DisplayName("sets variables up to the limit: 40 bytes, name and value are less than it")
  void limitsVariables(long limit) {
    WasmConfig.Builder config = WasmConfig.builder().entryFuncName("small_var").maxVarBytes(limit);
    try (Plugin plugin = plugins.load("hostile", config)) {
      if (limit == 47) {
        assertEquals("value", greet(plugin, ""));
      } else {
        PluginExitException e = assertThrows(PluginExitException.class, () -> greet(plugin, ""));
        assertTrue(e.detail().contains("maxVarBytes"), e.detail());
      }
    }
  }

  @Test
  @DisplayName("of a command runs its _start, with streams and exit code")
  void runsACommand() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallOptions options = CallOptions.NONE.withStdio(Stdio.none().withOut(out));
    try (Plugin plugin = plugins.load("command", "_start")) {
      assertEquals("done", say(plugin, options, ""));
      assertEquals("a command read nothing", out.toString(UTF_8));
      Stdio seven = Stdio.none().withIn(new ByteArrayInputStream("7".getBytes(UTF_8)));
      PluginExitException e =
          assertThrows(PluginExitException.class, () -> say(plugin, options.withStdio(seven), ""));
      assertEquals(7, e.exitCode());
    }
  }

  @Test
  @DisplayName("has a directory /tmp of its own if the plugin asks for one")
  void hasADirectory() {
    WasmConfig.Builder config =
        WasmConfig.builder().entryFuncName("write_file").createTempDir(true);
    try (Plugin plugin = plugins.load("streams", config)) {
      assertEquals("written by the plug-in", greet(plugin, "/tmp/greeting.txt"));
    }
    WasmConfig.Builder reads = WasmConfig.builder().entryFuncName("read_file").createTempDir(true);
    try (Plugin plugin = plugins.load("streams", reads)) {
      assertThrows(PluginExitException.class, () -> greet(plugin, "/tmp/greeting.txt"));
    }
  }

  @Test
  @DisplayName("begins after the constructors have run once, each time")
  void runsConstructorsOnce() {
    try (Plugin plugin = plugins.load("streams", "state")) {
      assertEquals(List.of("1 1", "1 1"), List.of(greet(plugin, ""), greet(plugin, "")));
    }
    try (WasmRuntime other = WasmRuntime.builder().reuse(true).build()) {
      Plugin plugin = new TestPlugins(other, base).load("streams", "state");
      assertEquals(List.of("1 1", "1 2"), List.of(greet(plugin, ""), greet(plugin, "")));
    }
  }
}
