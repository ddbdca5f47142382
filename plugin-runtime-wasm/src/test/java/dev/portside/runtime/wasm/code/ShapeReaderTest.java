package dev.portside.runtime.wasm.code;

import static dev.portside.runtime.wasm.code.WasmBytes.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.portside.runtime.wasm.code.ModuleShape.Export;
import dev.portside.runtime.wasm.code.ModuleShape.Import;
import dev.portside.runtime.wasm.code.ModuleShape.Kind;
import dev.portside.runtime.wasm.code.ModuleShape.Pages;
import dev.portside.runtime.wasm.code.ModuleShape.Signature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeReaderTest {
  private static final String WAT =
      "(module (import \"extism:host/env\" \"alloc\" (func (param i64) (result i64))) (memory"
          + " (export \"memory\") 2 9) (global (export \"g\") f32 (f32.const 0)) (table (export"
          + " \"t\") 1 externref) (data (i32.const 0) \"a\") (data \"b\") (func $s) (start $s)"
          + " (func (export \"f\") (param i32 f64) (result i32 i64) (local.get 0) (i64.const 1)))";

  @ParameterizedTest
  @EnumSource
  @DisplayName("the shape has exports, imports, memory, start, custom sections, producers")
  void shape(CodeMode mode) throws Exception {
    WasmBytes wasm = empty();
    for (byte each : WasmBytes.of(WAT)) {
      wasm.bytes(each);
    }
    WasmBytes producers = empty().bytes(1).sized(text("language"));
    producers.bytes(1).sized(text("C")).sized(text("11"));
    WasmBytes custom = empty().sized(text("producers"));
    producers.copyTo(custom);
    byte[] module =
        wasm.section(0, custom).section(0, empty().sized(text("name")).bytes(99)).toBytes();
    try (CodeCache cache = new CodeCache(null, mode)) {
      ModuleShape shape = cache.load(module, "test.wasm").shape();
      assertEquals(
          new ModuleShape(
              List.of(
                  new Export("memory", Kind.MEMORY, null),
                  new Export("g", Kind.GLOBAL, null),
                  new Export("t", Kind.TABLE, null),
                  new Export(
                      "f",
                      Kind.FUNCTION,
                      new Signature(List.of("i32", "f64"), List.of("i32", "i64")))),
              List.of(
                  new Import(
                      "extism:host/env", "alloc", new Signature(List.of("i64"), List.of("i64")))),
              new Pages(2, 9),
              true,
              List.of("name", "producers"),
              List.of("language: C 11")),
          shape);
      Export function = shape.export("f");
      assertNotNull(function);
      assertEquals("(i32, f64) -> (i32, i64)", String.valueOf(function.signature()));
      assertNull(shape.export("other"));
    }
  }

  private static WasmBytes text(String text) {
    WasmBytes bytes = empty();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.bytes(each);
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"1,", "1 65536,", "0 1, 1"})
  @DisplayName("a memory without a maximum has none in the shape")
  void memory(String limits, Integer maximum) throws Exception {
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      Pages pages =
          cache.load(WasmBytes.of("(module (memory " + limits + "))"), "m.wasm").shape().memory();
      assertNotNull(pages);
      assertEquals(maximum, pages.maximum());
    }
  }

  @Test
  @DisplayName("an empty module has an empty shape")
  void nothing() throws Exception {
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      assertEquals(
          new ModuleShape(List.of(), List.of(), null, false, List.of(), List.of()),
          cache.load(WasmBytes.module().toBytes(), "empty.wasm").shape());
    }
  }
}
