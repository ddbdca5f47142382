package dev.portside.runtime.wasm.code;

import static dev.portside.runtime.wasm.code.WasmBytes.empty;
import static dev.portside.runtime.wasm.code.WasmBytes.module;
import static dev.portside.runtime.wasm.code.WasmBytes.withBody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModuleScannerTest {
  private static final long MANY = 0xffff_ffffL;

  private static String problemOf(byte[] wasm) {
    return assertThrows(
            BadModuleException.class, () -> ModuleScanner.scan(wasm, ModuleLimits.defaults()))
        .getMessage();
  }

  static Stream<Arguments> notWasm() {
    return Stream.of(
        arguments(new byte[0], "is empty, expected a WebAssembly module"),
        arguments(
            new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0},
            "is not a WebAssembly module: begins with 7f 45 4c 46 02 01 01 00, expected 00 61 73 6d"
                + " 01 00 00 00"),
        arguments(
            new byte[] {0, 'a', 's'},
            "is not a WebAssembly module: begins with 00 61 73, expected 00 61 73 6d 01 00 00 00"),
        arguments(
            "  (module (func))".getBytes(StandardCharsets.UTF_8),
            "is WebAssembly in text form, expected the binary form: translate it with wat2wasm"),
        arguments(
            empty().bytes(0, 'a', 's', 'm', 13, 0, 1, 0).toBytes(),
            "is a WebAssembly component, expected a core module: build the plugin for wasip1, found"
                + " 00 61 73 6d 0d 00 01 00, expected 00 61 73 6d 01 00 00 00"),
        arguments(
            module().bytes(77, 0).toBytes(),
            "has an unknown section 77 at byte 8, known are 0 to 13"));
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("bytes that are no module are refused with what was found")
  void notWasm(byte[] bytes, String problem) {
    assertEquals(problem, problemOf(bytes));
  }

  static Stream<Arguments> damaged() {
    return Stream.of(
        arguments(
            module().bytes(1).number(MANY).bytes(0).toBytes(),
            "is truncated: section type at byte 8 has 4294967295 bytes, but 1 are left"),
        arguments(
            module().bytes(10, 0x80).toBytes(), "is truncated in the head of a section at byte 10"),
        arguments(
            module().section(1, empty().number(MANY)).toBytes(),
            "is damaged: section type does not make sense at byte 10"),
        arguments(
            module().section(1, empty().bytes(1, 0x60).number(MANY)).toBytes(),
            "is damaged: section type does not make sense at byte 12"),
        arguments(
            module().section(9, empty().bytes(1, 0, 0x41, 0, 0x0b).number(MANY / 2)).toBytes(),
            "is damaged: section element does not make sense at byte 15"),
        arguments(
            module().section(11, empty().bytes(1, 0, 0x41, 0, 0x0b).number(MANY / 2)).toBytes(),
            "is damaged: section data does not make sense at byte 20"),
        arguments(
            withBody(empty().bytes(0, 0x0e).number(MANY).bytes(0, 0x0b)),
            "is damaged: section code does not make sense at byte 24"),
        arguments(
            withBody(empty().bytes(0, 0x01, 0x01)),
            "is damaged: section code does not make sense at byte 25"));
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("a number that lies is found before anything is allocated by it")
  void damaged(byte[] bytes, String problem) {
    assertEquals(problem, problemOf(bytes));
  }

  static Stream<Arguments> unsupported() {
    return Stream.of(
        arguments(
            withBody(empty().bytes(0, 0x01, 0xfd, 0x0c).times(16, 0).bytes(0x1a, 0x0b)),
            "function 0 uses SIMD, which is not supported: build the plugin without it, for example"
                + " with -mno-simd128 (instruction 0xfd at byte 24)"),
        arguments(
            withBody(empty().bytes(1, 1, 0x7b, 0x0b)),
            "function 0 uses SIMD, which is not supported: build the plugin without it, for example"
                + " with -mno-simd128 (type v128 at byte 24)"),
        arguments(
            withBody(empty().bytes(0, 0xfb, 0x00, 0x0b)),
            "function 0 uses garbage-collected types, which are not supported (instruction 0xfb at"
                + " byte 23)"),
        arguments(
            withBody(empty().bytes(0, 0x14, 0x00, 0x0b)),
            "function 0 uses typed function references, which are not supported (instruction 0x14"
                + " at byte 23)"),
        arguments(
            withBody(empty().bytes(0, 0x06, 0x40, 0x0b)),
            "function 0 uses the legacy form of exceptions, which is not supported: build the"
                + " plugin with the standard form, or without exceptions (instruction 0x6 at byte"
                + " 23)"),
        arguments(
            withBody(empty().bytes(0, 0xfe, 0x7f, 0x0b)),
            "function 0 uses an unknown instruction (instruction 0xfe7f at byte 23)"),
        arguments(
            withBody(empty().bytes(0, 0x27, 0x0b)),
            "function 0 uses an unknown instruction (instruction 0x27 at byte 23)"),
        arguments(
            module().section(1, empty().bytes(1, 0x5f, 0)).toBytes(),
            "uses garbage-collected types, which are not supported (type 0 at byte 11)"),
        arguments(
            module().section(5, empty().bytes(2, 0, 1, 0, 1)).toBytes(),
            "has 2 memories, a plugin can have one"),
        arguments(
            importing(2, 0, 1),
            "imports the memory env.it, but a plugin can import functions only: build the plugin"
                + " without --import-memory"),
        arguments(
            importing(1, 0x70, 0, 1),
            "imports the table env.it, but a plugin can import functions only: define it in the"
                + " module"),
        arguments(
            importing(3, 0x7f, 0),
            "imports the global env.it, but a plugin can import functions only: define it in the"
                + " module"));
  }

  private static byte[] importing(int kind, int... type) {
    WasmBytes content = empty().bytes(1, 3, 'e', 'n', 'v', 2, 'i', 't', kind).bytes(type);
    return module().section(2, content).toBytes();
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("what cannot run here is refused by name and place")
  void unsupported(byte[] bytes, String problem) {
    assertEquals(problem, problemOf(bytes));
  }

  static Stream<Arguments> costly() {
    int[] openBlock = {0x02, 0x40};
    int[] loop = {0x03, 0x40, 0x0b};
    return Stream.of(
        arguments(
            withBody(empty().bytes(1).number(MANY).bytes(0x7f, 0x0b)),
            "function 0 uses more than 10000 locals, the limit"),
        arguments(
            withBody(empty().bytes(0).times(100_000, openBlock).times(100_001, 0x0b)),
            "function 0 uses blocks nested deeper than 20000, the limit"),
        arguments(
            withBody(empty().bytes(0).times(60_000, loop).bytes(0x0b)),
            "function 0 uses branches too deeply nested to be read in time: split it into smaller"
                + " functions"),
        arguments(
            withBody(
                empty()
                    .bytes(0)
                    .times(19_000, openBlock)
                    .times(100_000, 0x0c, 0xb7, 0x94, 0x01)
                    .times(19_001, 0x0b)),
            "function 0 uses branches too deeply nested to be read in time: split it into smaller"
                + " functions"),
        arguments(
            module().section(3, empty().number(1_000_000).times(1_000_000, 0)).toBytes(),
            "has 1000000 functions, the limit is 200000"),
        arguments(
            module().section(1, empty().number(200_000).times(200_000, 0x60, 0, 0)).toBytes(),
            "has 200000 types, the limit is 100000"),
        arguments(
            module().section(4, empty().bytes(1, 0x70, 0).number(10_000_000)).toBytes(),
            "starts with 10000000 table elements, the limit is 1000000"));
  }

  @ParameterizedTest
  @MethodSource
  @Timeout(20)
  @DisplayName("a module that would take the library hours or gigabytes is refused at once")
  void costly(byte[] bytes, String problem) {
    assertEquals(problem, problemOf(bytes));
  }

  @Test
  @DisplayName("the size of a module and the heap it needs are limits that can be set")
  void limits() {
    byte[] wasm = withBody(empty().bytes(0).times(10_000, 0x01).bytes(0x0b));
    ModuleLimits limits = ModuleLimits.defaults();

    BadModuleException bytes =
        assertThrows(
            BadModuleException.class,
            () -> ModuleScanner.scan(wasm, limits.withModuleBytes(10_000)));
    BadModuleException heap =
        assertThrows(
            BadModuleException.class,
            () -> ModuleScanner.scan(wasm, limits.withHeapBytes(2 << 20)));

    assertEquals(
        "is too large for a module: " + wasm.length + " bytes, the limit is 10000",
        bytes.getMessage());
    assertEquals(
        "is too large for this JVM: 10001 instructions need about 8 MiB of heap to be read, there"
            + " are 2: give it more with -Xmx",
        heap.getMessage());
  }

  @Test
  @DisplayName("every beginning of a module is refused or sound, never anything else")
  void everyBeginning() {
    byte[] wasm =
        WasmBytes.of(
            "(module (import \"a\" \"b\" (func (param i32) (result i64))) (memory 1) (table 2"
                + " funcref) (global (mut i32) (i32.const 7)) (elem (i32.const 0) 0 1) (data"
                + " (i32.const 8) \"text\") (func (export \"f\") (param i32) (result i32) (local"
                + " i64) (block (br_if 0 (local.get 0))) (i32.load offset=4 (local.get 0))))");
    ModuleScanner.scan(wasm, ModuleLimits.defaults());
    int refused = 0;
    for (int length = 0; length < wasm.length; length++) {
      byte[] beginning = Arrays.copyOf(wasm, length);
      try {
        ModuleScanner.scan(beginning, ModuleLimits.defaults());
      } catch (BadModuleException e) {
        refused++;
      }
    }
    assertTrue(refused > wasm.length - 16, "only ends of sections may pass");
  }
}
