package dev.portside.runtime.wasm.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectAccessTest {
  private static Instance instance(String wat) throws InterruptedException {
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      Code code = cache.load(WasmBytes.of(wat), "test");
      assertTrue(code.compiled());
      return WasmBytes.instance(code);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(memory 1)", ""})
  @DisplayName(
      "Globals keep their values for code and for all who hold them, with memory or without")
  void globals(String memory) throws InterruptedException {
    Instance instance =
        instance(
            """
            (module %s
              (global $wide (export "wide") (mut i64) (i64.const -5))
              (global $narrow (export "narrow") (mut i32) (i32.const 7))
              (func (export "f") (param i64) (result i64)
                (global.set $narrow (i32.add (global.get $narrow) (i32.const 1)))
                (global.set $wide (i64.add (global.get $wide) (local.get 0)))
                (global.get $wide)))
            """
                .formatted(memory));
    ExportFunction function = instance.export("f");
    assertEquals(37, function.apply(42)[0]);
    assertEquals(37, instance.exports().global("wide").getValue());
    GlobalInstance narrow = instance.exports().global("narrow");
    assertEquals(8, narrow.getValueLow());
    narrow.setValue(100);
    assertEquals(38, function.apply(1)[0]);
    assertEquals(101, narrow.getValue());
  }

  @Test
  @DisplayName("More globals than there is room for at first keep their values, too")
  void manyGlobals() throws InterruptedException {
    StringBuilder wat = new StringBuilder("(module (memory 1)");
    StringBuilder sum = new StringBuilder("(i64.const 0)");
    for (int i = 0; i < 40; i++) {
      wat.append("(global $g").append(i).append(" (mut i64) (i64.const ").append(i).append("))");
      sum.append("(i64.add (global.get $g").append(i).append("))");
    }
    Instance instance = instance(wat + "(func (export \"f\") (result i64)" + sum + "))");
    assertEquals(40 * 39 / 2, instance.export("f").apply()[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "i32.load8_s, -1", "i32.load8_u, 255", "i32.load16_s, -1", "i32.load16_u, 65535",
    "i32.load, -1", "i64.load, -1", "i64.load32_u, 4294967295", "i64.load8_s, -1",
  })
  @DisplayName("Loads are of the width that they say")
  void loads(String load, long expected) throws InterruptedException {
    boolean wide = load.startsWith("i64");
    String extended =
        wide ? "(%s offset=4 (i32.const 4))" : "(i64.extend_i32_s (%s offset=4 (i32.const 4)))";
    Instance instance =
        instance(
            "(module (memory 1) (func (export \"f\") (result i64)"
                + " (i64.store offset=3 (i32.const 5) (i64.const -1))"
                + extended.formatted(load)
                + "))");
    assertEquals(expected, instance.export("f").apply()[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(loop $l (br $l))",
        "(loop $l (br_if $l (i32.const 1)))",
        "(loop $l (call $nothing) (br $l))",
        "(loop $l (memory.fill (i32.const 0) (i32.const 0) (i32.const 9)) (br $l))",
        "(loop $l (br_table $l $l (i32.const 0)))",
        "(call $forever)",
      })
  @DisplayName("An interrupt ends what goes on for ever")
  void interrupt(String body) throws InterruptedException {
    Instance instance =
        instance(
            "(module (memory 1) (func $nothing) (func $forever (loop $l (call $nothing) (br $l)))"
                + " (func (export \"f\") "
                + body
                + "))");
    ExportFunction function = instance.export("f");
    Thread.currentThread().interrupt();
    try {
      assertThrows(ChicoryInterruptedException.class, function::apply);
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  @DisplayName("A loop of more turns than lie between two looks comes to its end")
  void manyTurns() throws InterruptedException {
    Instance instance =
        instance(
            """
            (module (memory 1) (func (export "f") (param $n i64) (result i64) (local $sum i64)
              (loop $l
                (local.set $sum (i64.add (local.get $sum) (local.get $n)))
                (local.set $n (i64.sub (local.get $n) (i64.const 1)))
                (br_if $l (i64.ne (local.get $n) (i64.const 0))))
              (local.get $sum)))
            """);
    assertEquals(50_005_000, instance.export("f").apply(10_000)[0]);
  }

  @Test
  @DisplayName("A function that just fits into a method goes on to do so")
  void largestFunction() throws InterruptedException {
    String step = "(global.set $g (i64.add (global.get $g) (i64.const 1)))";
    Instance instance =
        instance(
            "(module (memory 1) (global $g (export \"g\") (mut i64) (i64.const 0)) "
                + " (func (export \"f\") (result i64) "
                + step.repeat(5_000)
                + "(global.get $g)))");
    assertEquals(5_000, instance.export("f").apply()[0]);
    assertEquals(5_000, instance.exports().global("g").getValue());
  }
}
