package dev.portside.runtime.wasm.code;

import static dev.portside.runtime.wasm.code.WasmBytes.empty;
import static dev.portside.runtime.wasm.code.WasmBytes.run;
import static dev.portside.runtime.wasm.code.WasmBytes.withBody;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.types.OpCode;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Modules that the compiler cannot take, or not as a whole. */
@Timeout(120)
class MixedCodeTest {
  /** Adds 20,000, in more bytecode than a method may have. */
  private static final String HUGE =
      "(func $huge (param i64) (result i64)"
          + " (local.set 0 (i64.add (local.get 0) (i64.const 1)))".repeat(20_000)
          + " (call $small (local.get 0)))";

  private static final String SMALL =
      "(func $small (param i64) (result i64) (i64.mul (local.get 0) (i64.const 10)))";

  private static final String INDIRECT =
      "(module (type $t (func (param i64) (result i64))) (table 2 funcref) (elem (i32.const 0)"
          + " $small $huge) "
          + SMALL
          + HUGE
          + "(func (export \"f\") (param i64) (result i64) (call $huge (call_indirect (type $t)"
          + " (call $small (local.get 0)) (i32.const 1)))))";

  private static final long EXPECTED = (3 * 10 + 20_000) * 10L;

  @TempDir Path directory;

  private static Code load(CodeCache cache, String wat) throws InterruptedException {
    return cache.load(WasmBytes.of(wat), "test.wasm");
  }

  @Test
  @DisplayName("a function beyond 64 KB is interpreted, the others call it and are called by it")
  void hugeFunction() throws Exception {
    for (int start = 0; start < 2; start++) {
      try (CodeCache cache = new CodeCache(directory, CodeMode.COMPILED)) {
        Code code = load(cache, INDIRECT);
        assertTrue(code.compiled());
        assertEquals((EXPECTED + 20_000) * 10, run(code, 3), "start " + start);
      }
    }
    CompiledClasses kept = new DiskCache(directory).get(new ModuleBytes(WasmBytes.of(INDIRECT)));
    assertNotNull(kept);
    assertArrayEquals(new int[] {1}, kept.interpreted());
  }

  @Test
  @DisplayName("with tail calls beside a huge function the whole module is interpreted")
  void tailCalls() throws Exception {
    byte[] wasm = withTailCall();
    try (CodeCache cache = new CodeCache(directory, CodeMode.COMPILED)) {
      Code code = cache.load(wasm, "tail.wasm");
      assertFalse(code.compiled());
      assertEquals(5, run(code, 5));
    }
  }

  /** {@code f(n)} leaves a huge function by a tail call to one that gives back its argument. */
  private static byte[] withTailCall() {
    WasmBytes same = empty().bytes(0, 0x20, 0, 0x0b);
    int[] nothing = {0x20, 0, 0x41, 0, 0x6a, 0x21, 0};
    WasmBytes huge = empty().bytes(0).times(20_000, nothing).bytes(0x20, 0, 0x12, 0, 0x0b);
    return WasmBytes.module()
        .section(1, empty().bytes(1, 0x60, 1, 0x7f, 1, 0x7f))
        .section(3, empty().bytes(2, 0, 0))
        .section(7, empty().bytes(1, 1, 'f', 0, 1))
        .section(10, empty().bytes(2).sized(same).sized(huge))
        .toBytes();
  }

  @Test
  @DisplayName("branches that unwind a high stack are not compiled: the lists would fill the heap")
  void unwinding() throws Exception {
    int[] value = {0x41, 0};
    int[] branch = {0x41, 0, 0x0d, 0};
    byte[] wasm =
        withBody(empty().bytes(0).times(5000, value).times(5000, branch).bytes(0x0f, 0x0b));
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      assertFalse(cache.load(wasm, "unwinding.wasm").compiled());
    }
  }

  @Test
  @DisplayName("many locals times many branches are not compiled: the frames would take hours")
  void frames() {
    WasmBytes body = empty().bytes(1).number(9000).bytes(0x7f);
    body.times(120_000, 0x02, 0x40, 0x0b).bytes(0x0b);
    ScannedModule scanned = ModuleScanner.scan(withBody(body), ModuleLimits.defaults());
    assertFalse(scanned.compilable());
    assertEquals(9000, scanned.locals());
  }

  @Test
  @DisplayName("a switch with a million targets is not compiled, but runs")
  void manyTargets() throws Exception {
    WasmBytes body = empty().bytes(0, 0x41, 7, 0x41, 0, 0x0e).number(1_000_000);
    body.times(1_000_001, 0).bytes(0x0b);
    byte[] wasm =
        WasmBytes.module()
            .section(1, empty().bytes(1, 0x60, 0, 1, 0x7f))
            .section(3, empty().bytes(1, 0))
            .section(7, empty().bytes(1, 1, 'f', 0, 0))
            .section(10, empty().bytes(1).sized(body))
            .toBytes();
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      Code code = cache.load(wasm, "switch.wasm");
      assertFalse(code.compiled());
      assertEquals(7, run(code));
    }
  }

  @Test
  @DisplayName("bodies of compiled functions are gone from the module, and would trap")
  void stubs() throws Exception {
    String wat = "(module (func (export \"f\") (param i64) (result i64) (local.get 0)))";
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      Code code = load(cache, wat);
      assertEquals(
          OpCode.UNREACHABLE,
          code.module().codeSection().getFunctionBody(0).instructions().get(0).opcode());
      assertEquals(8, run(code, 8));
      var interpreted = Instance.builder(code.module()).build().export("f");
      assertThrows(TrapException.class, () -> interpreted.apply(8));
    }
  }

  @Test
  @DisplayName("blocks nested as deep as allowed are compiled in time")
  void deep() throws Exception {
    byte[] wasm = withBody(empty().bytes(0).times(19_000, 0x02, 0x40).times(19_001, 0x0b));
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      assertTrue(cache.load(wasm, "deep.wasm").compiled());
    }
  }
}
