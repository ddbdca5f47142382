package dev.portside.runtime.wasm.code;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.portside.runtime.wasm.memory.FlatMemory;
import dev.portside.runtime.wasm.memory.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicReference;

/** Writes modules for tests, sound and hostile ones. */
final class WasmBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** No bytes yet. */
  static WasmBytes empty() {
    return new WasmBytes();
  }

  /** The head of a module. */
  static WasmBytes module() {
    return new WasmBytes().bytes(0, 'a', 's', 'm', 1, 0, 0, 0);
  }

  /** A module with one function type {@code () -> ()} and one function of that body. */
  static byte[] withBody(WasmBytes body) {
    return module()
        .section(1, empty().bytes(1, 0x60, 0, 0))
        .section(3, empty().bytes(1, 0))
        .section(10, empty().bytes(1).sized(body))
        .toBytes();
  }

  /** The module that this text means. */
  static byte[] of(String wat) {
    return Wat2Wasm.parse(wat);
  }

  /** What the export {@code f} of a module gives for {@code arguments}. */
  static long run(Code code, long... arguments) {
    return instance(code).export("f").apply(arguments)[0];
  }

  /** An instance with what compiled code expects: memory of ours, and globals beside it. */
  static Instance instance(Code code) {
    AtomicReference<FlatMemory> memory = new AtomicReference<>();
    return Instance.builder(code.module())
        .withMachineFactory(code.machineFactory())
        .withMemoryFactory(declared -> {
          memory.set(new FlatMemory(declared, 10, new MemoryBudget(1 << 20)));
          return memory.get();
        })
        .withGlobalFactory((low, high, type, mutability) ->
            memory.get() == null
                ? new GlobalInstance(low, high, type, mutability)
                : memory.get().newGlobal(low, high, type, mutability))
        .build();
  }

  WasmBytes bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  WasmBytes times(int count, int... values) {
    for (int i = 0; i < count; i++) {
      bytes(values);
    }
    return this;
  }

  WasmBytes number(long value) {
    long left = value;
    while (left >>> 7 != 0) {
      out.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
    return this;
  }

  WasmBytes sized(WasmBytes content) {
    number(content.out.size());
    out.writeBytes(content.toBytes());
    return this;
  }

  /** Appends all bytes to another one. */
  void copyTo(WasmBytes other) {
    other.out.writeBytes(toBytes());
  }

  WasmBytes section(int id, WasmBytes content) {
    return bytes(id).sized(content);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
