package dev.portside.runtime.wasm.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wabt.Wat2Wasm;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory as modules use it, compiled to bytecode and interpreted. */
class FlatMemoryInModuleTest {
  private static final WasmModule MODULE =
      parse(
          """
          (module
            (memory (export "memory") 1 3)
            (data (i32.const 16) "active")
            (data $passive "passive segment")
            (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
            (func (export "load_far") (param i32) (result i32)
              (i32.load offset=4294967295 (local.get 0)))
            (func (export "store") (param i32 i64) (i64.store offset=3 (local.get 0) (local.get 1)))
            (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
            (func (export "size") (result i32) (memory.size))
            (func (export "fill") (param i32 i32 i32)
              (memory.fill (local.get 0) (local.get 1) (local.get 2)))
            (func (export "copy") (param i32 i32 i32)
              (memory.copy (local.get 0) (local.get 1) (local.get 2)))
            (func (export "init") (param i32 i32 i32)
              (memory.init $passive (local.get 0) (local.get 1) (local.get 2)))
            (func (export "init_active") (param i32 i32 i32)
              (memory.init 0 (local.get 0) (local.get 1) (local.get 2)))
            (func (export "drop") (data.drop $passive)))
          """);

  enum Mode {
    COMPILED,
    INTERPRETED;

    Function<Instance, Machine> machines(WasmModule module) {
      return this == COMPILED ? MachineFactoryCompiler.compile(module) : InterpreterMachine::new;
    }
  }

  private static WasmModule parse(String text) {
    return Parser.parse(Wat2Wasm.parse(text));
  }

  private static Instance instance(WasmModule module, Mode mode) {
    MemoryBudget budget = new MemoryBudget(1 << 20);
    return Instance.builder(module)
        .withMachineFactory(mode.machines(module))
        .withMemoryFactory(declared -> new FlatMemory(declared, 10, budget))
        .build();
  }

  private static void traps(Instance instance, String function, long... arguments) {
    WasmRuntimeException trap =
        assertThrows(WasmRuntimeException.class, () -> instance.export(function).apply(arguments));
    assertTrue(trap.getMessage().startsWith("out of bounds memory access"), trap::getMessage);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Loads and stores reach the last byte and trap behind it")
  void loadsAndStores(Mode mode) {
    Instance instance = instance(MODULE, mode);
    assertEquals('t' << 16 | 'c' << 8 | 'a', instance.export("load").apply(16)[0] & 0xffffff);
    instance.export("store").apply(65525, -1);
    assertEquals(-1, (int) instance.export("load").apply(65532)[0]);
    traps(instance, "store", 65526, -1);
    traps(instance, "store", -1, -1);
    traps(instance, "load", 65533);
    traps(instance, "load", -4);
    traps(instance, "load_far", 0);
    traps(instance, "load_far", 5);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A memory grows up to its maximum")
  void growth(Mode mode) {
    Instance instance = instance(MODULE, mode);
    assertEquals(-1, (int) instance.export("grow").apply(3)[0]);
    assertEquals(1, instance.export("grow").apply(2)[0]);
    assertEquals(3, instance.export("size").apply()[0]);
    assertEquals(0, instance.export("load").apply(3 * 65536 - 4)[0]);
    assertEquals(-1, (int) instance.export("grow").apply(-1)[0]);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Bulk instructions work within bounds and trap outside of them")
  void bulk(Mode mode) {
    Instance instance = instance(MODULE, mode);
    instance.export("fill").apply(100, 'x', 4);
    instance.export("copy").apply(102, 100, 4);
    assertEquals("xxxxxx", instance.memory().readString(100, 6));
    traps(instance, "fill", 65533, 'y', 4);
    traps(instance, "fill", 1, 'y', -1);
    traps(instance, "fill", -1, 'y', 2);
    traps(instance, "copy", 65533, 0, 4);
    traps(instance, "copy", 0, 65533, 4);
    traps(instance, "copy", 0, 0, -1);
    assertEquals(0, instance.memory().read(65533));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A passive segment serves until it is dropped")
  void passiveSegment(Mode mode) {
    Instance instance = instance(MODULE, mode);
    instance.export("init").apply(200, 8, 7);
    assertEquals("segment", instance.memory().readString(200, 7));
    traps(instance, "init", 200, 8, 8);
    traps(instance, "init", 65530, 0, 7);
    traps(instance, "init", 0, -1, 2);
    instance.export("drop").apply();
    traps(instance, "init", 200, 0, 1);
    instance.export("init").apply(200, 0, 0);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("An active segment is dropped once it is written")
  void activeSegment(Mode mode) {
    Instance instance = instance(MODULE, mode);
    assertEquals("active", instance.memory().readString(16, 6));
    traps(instance, "init_active", 300, 0, 1);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("An active segment that does not fit prevents the instance")
  void segmentThatDoesNotFit(Mode mode) {
    for (String offset : new String[] {"65534", "-1", "65536"}) {
      WasmModule module = parse("(module (memory 1) (data (i32.const " + offset + ") \"abc\"))");
      UninstantiableException e =
          assertThrows(UninstantiableException.class, () -> instance(module, mode));
      assertTrue(e.getMessage().startsWith("out of bounds memory access: 3 bytes"), offset);
    }
  }
}
