package dev.portside.runtime.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.portside.api.Bytes;
import dev.portside.api.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a module looks like from outside")
class WasmInspectionTest {
  private static final String RICH =
      """
      (module
        (import "extism:host/env" "input_length" (func (result i64)))
        (import "acme:host/log" "note" (func (param i64 i32)))
        (memory (export "memory") 2 40)
        (table (export "table") 1 funcref)
        (global (export "level") i32 (i32.const 3))
        (func $begin)
        (func (export "helm_plugin_main") (result i32) (i32.const 0))
        (func (export "pair") (param i32 f64) (result i64 f32) (i64.const 1) (f32.const 2))
        (start $begin))
      """;

  private static WasmInspection inspect(String wat) {
    return WasmInspection.of(Bytes.copyOf(Wat2Wasm.parse(wat)), "test.wat");
  }

  @Test
  @DisplayName("is its exports, its imports, its memory and whether it has a start function")
  void tellsEverything() {
    WasmInspection rich = inspect(RICH);
    assertEquals(
        List.of(
            new WasmInspection.Export("memory", "memory", ""),
            new WasmInspection.Export("table", "table", ""),
            new WasmInspection.Export("level", "global", ""),
            new WasmInspection.Export("helm_plugin_main", "function", "() -> i32"),
            new WasmInspection.Export("pair", "function", "(i32, f64) -> (i64, f32)")),
        rich.exports());
    assertEquals(
        List.of(
            new WasmInspection.Import("extism:host/env", "input_length", "() -> i64"),
            new WasmInspection.Import("acme:host/log", "note", "(i64, i32) -> ()")),
        rich.imports());
    assertEquals(Optional.of(new WasmInspection.Memory(2, OptionalLong.of(40))), rich.memory());
    assertTrue(rich.hasStart());
    assertEquals(List.of(), rich.producers());
  }

  @Test
  @DisplayName("is little for the least module")
  void tellsLittle() {
    WasmInspection least = inspect("(module)");
    assertEquals(8, least.size());
    assertEquals(
        "93a44bbb96c751218e4c00d479e4c14358122a389acca16205b1e4d0dc5f9476", least.digest());
    assertEquals(List.of(), least.exports());
    assertEquals(List.of(), least.imports());
    assertEquals(Optional.empty(), least.memory());
    assertFalse(least.hasStart());
  }

  @Test
  @DisplayName("has no largest memory if the module sets none")
  void memoryWithoutMaximum() {
    assertEquals(
        Optional.of(new WasmInspection.Memory(1, OptionalLong.empty())),
        inspect("(module (memory 1))").memory());
  }

  @Test
  @DisplayName("is found out without running anything, however endless it is")
  void runsNothing() {
    assertTrue(inspect("(module (func $f (loop (br 0))) (start $f))").hasStart());
  }

  @Test
  @DisplayName("is read from plugin.wasm in the plugin's directory")
  void readsThePluginsFile(@TempDir Path dir) throws IOException {
    Files.write(dir.resolve("plugin.wasm"), Wat2Wasm.parse("(module (memory 7))"));
    assertEquals(7, WasmInspection.ofPlugin(dir).memory().orElseThrow().initialPages());
  }

  @Test
  @DisplayName("cannot be told without a file")
  void needsTheFile(@TempDir Path dir) {
    NoSuchFileException e =
        assertThrows(NoSuchFileException.class, () -> WasmInspection.ofPlugin(dir));
    assertEquals(dir.resolve("plugin.wasm").toString(), e.getFile());
  }

  @Test
  @DisplayName("cannot be told of what is no module, which names the file")
  void refusesOthers(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("plugin.wasm"), "#!/bin/sh\n");
    PluginException e = assertThrows(PluginException.class, () -> WasmInspection.ofPlugin(dir));
    assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e.getMessage());
  }

  @Test
  @DisplayName("is no concern if the configuration has what the module needs")
  void hasNoConcerns() {
    WasmConfig config = WasmConfig.builder().maxPages(16).hostFunctions(List.of("note")).build();
    assertEquals(List.of(), inspect(RICH).concerns(config));
    assertEquals(
        List.of(),
        inspect(
                """
                (module
                  (import "extism:host/env" "http_request" (func (param i64 i64) (result i64)))
                  (import "wasi_snapshot_preview1" "fd_write"
                    (func (param i32 i32 i32 i32) (result i32)))
                  (memory 3)
                  (func (export "go")))
                """)
            .concerns(
                WasmConfig.builder()
                    .entryFuncName("go")
                    .allowedHosts(List.of("a.example"))
                    .build()));
  }

  @Test
  @DisplayName("is a concern where the two do not fit together")
  void hasConcerns() {
    WasmConfig config = WasmConfig.builder().maxPages(2).entryFuncName("go").build();
    String wat =
        """
        (module
          (import "extism:host/env" "http_request" (func (param i64 i64) (result i64)))
          (import "acme" "note" (func))
          (memory (export "memory") 3)
          (func (export "stop"))
          (func (export "wait")))
        """;
    assertEquals(
        List.of(
            "the module exports no function go; there are stop, wait;"
                + " runtimeConfig.entryFuncName names the one to call",
            "runtimeConfig.memory.maxPages allows 2 pages, but messages alone take 16",
            "runtimeConfig.memory.maxPages allows 2 pages, but the module starts with 3",
            "the module sends HTTP requests, but runtimeConfig.allowedHosts allows no host",
            "the module imports acme.note, which runtimeConfig.hostFunctions does not name"),
        inspect(wat).concerns(config));
    assertEquals(
        List.of(
            "the module exports no function helm_plugin_main; it exports none;"
                + " runtimeConfig.entryFuncName names the one to call"),
        inspect("(module (memory (export \"helm_plugin_main\") 1))").concerns(WasmConfig.NONE));
  }
}
