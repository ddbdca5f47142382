package dev.portside.runtime.wasm.guest;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.portside.runtime.wasm.memory.FlatMemory;
import dev.portside.runtime.wasm.memory.MemoryImage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of an instance at one moment: memory, globals, tables, and which segments are left.
 * Immutable but for arrays that nobody writes to; safe for use by several threads.
 *
 * <p>Follows "Runtime Structure" of the WebAssembly Core Specification 2.0: an instance has no
 * other state that code can see, as long as it holds no references but to its own functions.
 */
final class Snapshot {
  /** What begins in this state; see {@link DerivedModule}. */
  final WasmModule module;

  final @Nullable MemoryImage memory;

  /** The bits of all globals, in order of their index; the high ones are of vectors. */
  final long[] low;

  final long[] high;

  /** The elements of all tables. */
  final int[][] tables;

  /** Whether the module has initialised itself. */
  final boolean initialised;

  private final int[] mutable;

  /** The segments that are there still, hence can be dropped. */
  private final int[] data;

  private final int[] elements;

  private Snapshot(
      Instance instance,
      @Nullable MemoryImage memory,
      List<GuestTable> tables,
      boolean initialised) {
    this.module = DerivedModule.of(instance);
    this.memory = memory;
    this.data = DerivedModule.dataLeft(module);
    this.elements = DerivedModule.elementsLeft(module);
    this.initialised = initialised;
    int globals = instance.globalCount();
    this.low = new long[globals];
    this.high = new long[globals];
    int[] found = new int[globals];
    int count = 0;
    for (int i = 0; i < globals; i++) {
      GlobalInstance global = instance.global(i);
      low[i] = global.getValueLow();
      high[i] = global.getValueHigh();
      if (global.getMutabilityType() == MutabilityType.Var) {
        found[count++] = i;
      }
    }
    this.mutable = Arrays.copyOf(found, count);
    this.tables = new int[tables.size()][];
    for (int i = 0; i < this.tables.length; i++) {
      this.tables[i] = tables.get(i).capture();
    }
  }

  /**
   * Takes the state of an instance that runs nothing now.
   *
   * @return the state, or null if it cannot be told in bytes and function indices
   */
  static @Nullable Snapshot of(
      Instance instance,
      @Nullable FlatMemory memory,
      List<GuestTable> tables,
      boolean initialised) {
    for (GuestTable table : tables) {
      if (!table.elementType().equals(ValType.FuncRef)) {
        return null;
      }
    }
    for (int i = 0; i < instance.globalCount(); i++) {
      ValType type = instance.global(i).getType();
      if (type.isReference() && !type.equals(ValType.FuncRef)) {
        return null;
      }
    }
    MemoryImage image = memory == null ? null : memory.capture();
    return new Snapshot(instance, image, tables, initialised);
  }

  /** Bytes of memory that it holds, roughly. */
  long size() {
    return memory == null ? 0 : (long) memory.pages() << 16;
  }

  /** Whether an instance that began in this state has dropped no segment since. */
  boolean hasSegmentsOf(Instance instance) {
    for (int i : data) {
      if (instance.dataSegmentData(i).length == 0) {
        return false;
      }
    }
    for (int i : elements) {
      if (instance.element(i) == null) {
        return false;
      }
    }
    return true;
  }

  /** Brings the globals of an instance back to this state. */
  void restoreGlobals(Instance instance) {
    for (int i : mutable) {
      GlobalInstance global = instance.global(i);
      global.setValueLow(low[i]);
      global.setValueHigh(high[i]);
    }
  }
}
