package dev.portside.runtime.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginSpec;
import dev.portside.api.type.TestV1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The text of a failure says what was found and what to do")
class FailureTextTest {
  private static final TestV1.Input MESSAGE = new TestV1.Input("Ada");

  /** Answers the bytes of its data segment. */
  private static final String ANSWERS =
      """
      (module
        (import "extism:host/env" "alloc" (func $alloc (param i64) (result i64)))
        (import "extism:host/env" "store_u8" (func $store (param i64 i32)))
        (import "extism:host/env" "output_set" (func $output (param i64 i64)))
        (memory 1)
        (data (i32.const 0) "%s\\00")
        (func (export "f") (local $i i32) (local $out i64)
          (local.set $out (call $alloc (i64.const 1000)))
          (block $end
            (loop $next
              (br_if $end (i32.eqz (i32.load8_u (local.get $i))))
              (call $store
                (i64.add (local.get $out) (i64.extend_i32_u (local.get $i)))
                (i32.load8_u (local.get $i)))
              (local.set $i (i32.add (local.get $i) (i32.const 1)))
              (br $next)))
          (call $output (local.get $out) (i64.extend_i32_u (local.get $i)))))
      """;

  @TempDir Path dir;

  private final WasmRuntime runtime = new WasmRuntime();

  @AfterEach
  void close() {
    runtime.close();
  }

  private <T extends PluginException> T failure(Class<T> kind, byte[] wasm, WasmConfig config)
      throws IOException {
    try (Plugin plugin = Modules.plugin(runtime, dir, wasm, config)) {
      T first = assertThrows(kind, () -> plugin.call(TestV1.TYPE, MESSAGE));
      // The second call may run in another way, in another thread.
      T second = assertThrows(kind, () -> plugin.call(TestV1.TYPE, MESSAGE));
      assertEquals(first.getMessage(), second.getMessage());
      return second;
    }
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Greeting":7}        | Greeting: expected text, found "7"
          {"Greeting":"x"} {}   | expected nothing after the JSON value, found more at line 1, column 18
          ''                    | expected a JSON object of type test/v1, {} at least, found nothing
          '{"Greeting":'        | expected JSON, found something else at line 1, column 13: Unexpected end-of-input
          """)
  @DisplayName("an answer that cannot be read is told with what is wrong in it")
  void badAnswer(String answer, String expected) throws IOException {
    String wat = ANSWERS.formatted(answer.replace("\"", "\\\""));
    String message =
        failure(PluginException.class, Wat2Wasm.parse(wat), Modules.entry("f")).getMessage();
    String start = "plugin \"demo\" gave no usable answer: " + expected;
    assertTrue(message.startsWith(start), message);
  }

  @Test
  @DisplayName("unknown keys of an answer are nobody's business, as in Go")
  void unknownKeys() throws IOException {
    String wat = ANSWERS.formatted("{\\\"Greeting\\\":\\\"x\\\",\\\"other\\\":[{}]}");
    try (Plugin plugin = Modules.plugin(runtime, dir, Wat2Wasm.parse(wat), Modules.entry("f"))) {
      assertEquals("x", plugin.call(TestV1.TYPE, MESSAGE).greeting());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missing   | has no function "missing"; its module exports one, two, three (entryFuncName chooses one)
          memory    | has no function "memory"; its module exports one, two, three (entryFuncName chooses one)
          two       | cannot be called: its function "two" is (i32) -> i32; expected one without parameters
          three     | trapped in export "three" (exit code 1): Trapped on unreachable instruction
          """)
  @DisplayName("an entry that is not there, or takes parameters, or traps, is named")
  void badEntry(String entry, String expected) throws IOException {
    byte[] wasm =
        Wat2Wasm.parse(
            """
            (module
              (memory (export "memory") 1)
              (func (export "one"))
              (func (export "two") (param i32) (result i32) (local.get 0))
              (func (export "three") unreachable))
            """);
    PluginException failure = failure(PluginException.class, wasm, Modules.entry(entry));
    assertEquals("plugin \"demo\" " + expected, failure.getMessage());
  }

  @ParameterizedTest(name = "{0} says: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonzero     | 42 | exited with error (exit code 42)
          nonzero_err | 3  | exited with error (exit code 3): a bad thing
          zero_err    | 0  | reported an error (exit code 0): a bad thing, with code 0
          """)
  @DisplayName("a plugin that says no is told with its code and its own text")
  void exits(String entry, int code, String expected) throws IOException {
    byte[] wasm = Modules.resource("/plugins/hostile.wasm");
    PluginExitException failure = failure(PluginExitException.class, wasm, Modules.entry(entry));
    assertEquals("plugin \"demo\" " + expected, failure.getMessage());
    assertEquals(code, failure.exitCode());
    assertEquals(code, failure.usage().exitCode().orElseThrow());
  }

  @Test
  @DisplayName("fewer pages than the kernel starts with are told with both numbers")
  void tooFewPages() throws IOException {
    WasmConfig config = WasmConfig.builder().entryFuncName("f").maxPages(15).build();
    byte[] wasm = Wat2Wasm.parse("(module (func (export \"f\")))");
    PluginLimitException failure = failure(PluginLimitException.class, wasm, config);
    assertEquals(
        "plugin \"demo\" exceeded its limit: memory (memory of the Extism kernel needs 16 pages of"
            + " 64 KiB, its limit is 15), 983040 bytes",
        failure.getMessage());
    assertEquals(15 << 16, failure.allowed());
  }

  @Test
  @DisplayName("an answer beyond the limit is told with its length and the limit")
  void answerTooLong() throws IOException {
    byte[] wasm = Wat2Wasm.parse(ANSWERS.formatted("{\\\"Greeting\\\":\\\"x\\\"}"));
    try (WasmRuntime strict = WasmRuntime.builder().maxResultBytes(10).build();
        Plugin plugin = Modules.plugin(strict, dir, wasm, Modules.entry("f"))) {
      PluginLimitException failure =
          assertThrows(PluginLimitException.class, () -> plugin.call(TestV1.TYPE, MESSAGE));
      assertEquals(
          "plugin \"demo\" exceeded its limit: answer of export \"f\" (it has 16 bytes), 10 bytes",
          failure.getMessage());
    }
  }

  @Test
  @DisplayName("a recursion without end is told with the stack that it had")
  void endlessRecursion() throws IOException {
    byte[] wasm = Modules.resource("/plugins/hostile.wasm");
    PluginLimitException failure =
        failure(PluginLimitException.class, wasm, Modules.entry("endless_recursion"));
    assertEquals(
        "plugin \"demo\" exceeded its limit: stack of export \"endless_recursion\", 16777216 bytes",
        failure.getMessage());
  }

  @Test
  @DisplayName("a plugin without a module is no plugin")
  void noModule() {
    InvalidPluginException failure =
        assertThrows(InvalidPluginException.class, () -> create(Modules.entry("f")));
    assertEquals(
        dir.resolve("plugin.wasm")
            + ": expected the plugin's module plugin.wasm, found no such file",
        failure.getMessage());
  }

  @Test
  @DisplayName("a function that the host does not have is told when the plugin is made")
  void noHostFunction() throws IOException {
    Files.write(dir.resolve(WasmRuntime.MODULE), Wat2Wasm.parse("(module)"));
    WasmConfig config = WasmConfig.builder().hostFunctions(List.of("upper")).build();
    InvalidPluginException failure =
        assertThrows(InvalidPluginException.class, () -> create(config));
    assertTrue(
        failure.getMessage().contains("plugin requested host function \"upper\""),
        failure.getMessage());
  }

  private void create(WasmConfig config) {
    Metadata metadata =
        Metadata.named("demo").type(TestV1.TYPE, new TestV1.Settings()).on(runtime, config);
    runtime.createPlugin(PluginSpec.of(metadata, config, dir));
  }
}
