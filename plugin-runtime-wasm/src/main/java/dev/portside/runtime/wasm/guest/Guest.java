package dev.portside.runtime.wasm.guest;

import static java.util.Objects.requireNonNull;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.portside.runtime.wasm.host.CallScope;
import dev.portside.runtime.wasm.host.GuestImports;
import dev.portside.runtime.wasm.host.ImportKind;
import dev.portside.runtime.wasm.kernel.Kernel;
import dev.portside.runtime.wasm.memory.FlatMemory;
import dev.portside.runtime.wasm.memory.MemoryImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a module with its kernel and its imports. For one call at a time; after a call
 * that failed in any way it is to be closed, since nobody knows what state it is in.
 */
final class Guest implements AutoCloseable {
  private final GuestParts parts;
  private final Kernel kernel;
  private final GuestImports imports;
  private final List<GuestTable> tables = new ArrayList<>(1);
  private final @Nullable Snapshot origin;
  private final Instance instance;

  /** Looked up once: that takes as long as a small call. */
  private final ExportFunction entry;

  private @Nullable FlatMemory memory;
  private boolean initialised;

  private Guest(GuestParts parts, @Nullable Snapshot origin, @Nullable CallScope scope) {
    this.parts = parts;
    this.origin = origin;
    this.initialised = origin != null && origin.initialised;
    this.kernel = parts.newKernel();
    boolean built = false;
    try {
      this.imports = parts.newImports(kernel, scope != null);
      if (scope != null) {
        imports.enter(scope);
      }
      this.instance = origin == null ? original() : copy(origin);
      this.entry = instance.export(parts.entry());
      built = true;
    } finally {
      if (!built) {
        closeMemory();
      }
    }
  }

  /**
   * A new instance; its start function runs, in the scope of a call, and what it imports is noted.
   */
  static Guest fresh(GuestParts parts, CallScope scope) {
    return new Guest(parts, null, scope);
  }

  /** An instance that begins in the state of another one. */
  static Guest copy(GuestParts parts, Snapshot origin) {
    return new Guest(parts, origin, null);
  }

  private Instance original() {
    return builder(parts.code().module())
        .withMemoryFactory(this::newMemory)
        .withTableFactory((declared, value) ->
            added(GuestTable.create(declared, declared.limits().min(), value, parts.budget())))
        .withGlobalFactory(this::newGlobal)
        .build();
  }

  /** Without a memory, compiled code takes the library's way to its globals. */
  private GlobalInstance newGlobal(long low, long high, ValType type, MutabilityType mutability) {
    FlatMemory mine = memory;
    return mine == null
        ? new GlobalInstance(low, high, type, mutability)
        : mine.newGlobal(low, high, type, mutability);
  }

  private Instance copy(Snapshot from) {
    int[] globals = {0};
    return builder(from.module)
        .withMemoryFactory(limits -> restored(requireNonNull(from.memory)))
        .withTableFactory((declared, value) -> {
          int[] refs = from.tables[tables.size()];
          GuestTable table = GuestTable.create(declared, refs.length, value, parts.budget());
          table.fill(refs);
          return added(table);
        })
        .withGlobalFactory((low, high, type, mutability) -> {
          int index = globals[0]++;
          return newGlobal(from.low[index], from.high[index], type, mutability);
        })
        .build();
  }

  private Instance.Builder builder(WasmModule module) {
    return Instance.builder(module)
        .withStart(false)
        .withMachineFactory(parts.code().machineFactory())
        .withImportValues(imports.values());
  }

  private FlatMemory newMemory(MemoryLimits declared) {
    FlatMemory made = new FlatMemory(declared, parts.pageLimit(), parts.budget());
    memory = made;
    return made;
  }

  private FlatMemory restored(MemoryImage image) {
    FlatMemory made = new FlatMemory(image, parts.budget());
    memory = made;
    return made;
  }

  private GuestTable added(GuestTable table) {
    tables.add(table);
    return table;
  }

  /** Begins a call, unless {@link #fresh} has done so. */
  void enter(CallScope scope) {
    imports.enter(scope);
  }

  /** The kinds of the imports that were called since this was last asked; of fresh guests only. */
  Set<ImportKind> used() {
    return imports.used();
  }

  /** Hands over the message of a call. */
  void setInput(byte[] message) {
    kernel.setInput(message);
  }

  /** Runs what has to run once in the life of an instance, unless it has. */
  void initialise() {
    if (!initialised) {
      for (Initialiser step : parts.initialisers()) {
        instance.export(step.export()).apply(new long[step.parameters()]);
      }
      initialised = true;
    }
  }

  /**
   * Runs the entry.
   *
   * @return its first result as an exit code, 0 if it has none
   */
  int run() {
    long[] results = entry.apply();
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  /** The answer of the call so far. */
  Kernel kernel() {
    return kernel;
  }

  /** Bytes of memory that the state as it is would take, roughly. */
  long snapshotSize() {
    FlatMemory mine = memory;
    return mine == null ? 0 : (long) mine.pages() << 16;
  }

  /** The state as it is, or null if it cannot be kept, or a growth of memory was refused. */
  @Nullable Snapshot capture() {
    // What was refused now may be granted to the next call.
    return refusedMemory() ? null : Snapshot.of(instance, memory, tables, initialised);
  }

  /** The bytes of memory that this instance and its kernel have now; they only grow in a call. */
  long size() {
    return kernel.size() + snapshotSize();
  }

  /** Whether memory was refused to it in this call, which may be why it failed. */
  boolean refusedMemory() {
    FlatMemory mine = memory;
    return kernel.refused() || (mine != null && mine.refused());
  }

  /** Ends a call that went well, and keeps the state for the next one. */
  void leave() {
    imports.leave();
    kernel.clear();
  }

  /**
   * Ends a call that went well, and brings everything back to where this instance began.
   *
   * @return whether that was possible; else it is to be closed
   */
  boolean restore() {
    Snapshot from = origin;
    if (from == null || !from.hasSegmentsOf(instance)) {
      return false;
    }
    for (GuestTable table : tables) {
      if (table.hasGrown()) {
        return false;
      }
    }
    imports.leave();
    imports.clearVars();
    kernel.clear();
    if (memory != null && from.memory != null) {
      memory.restore(from.memory);
    }
    from.restoreGlobals(instance);
    for (int i = 0; i < from.tables.length; i++) {
      tables.get(i).restore(from.tables[i]);
    }
    initialised = from.initialised;
    return true;
  }

  /** Gives all memory back. Idempotent; the guest must not be used any more. */
  @Override
  public void close() {
    imports.leave();
    closeMemory();
  }

  private void closeMemory() {
    kernel.close();
    if (memory != null) {
      memory.close();
    }
    tables.forEach(GuestTable::close);
  }
}
