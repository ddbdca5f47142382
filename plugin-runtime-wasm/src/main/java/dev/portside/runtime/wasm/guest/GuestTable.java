package dev.portside.runtime.wasm.guest;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import dev.portside.runtime.wasm.memory.MemoryBudget;
import dev.portside.runtime.wasm.memory.MemoryLimitException;

/**
 * A table that knows whether it was changed, and takes its memory from the budget. For one thread
 * at a time.
 *
 * <p>It has its own copy of the limits: the library grows those of the module along with a table,
 * and they are shared by all instances.
 */
final class GuestTable extends TableInstance {
  /** What the library holds for one element: an index and a reference. */
  private static final long ELEMENT_BYTES = 12;

  private static final String WHAT = "tables of the module";

  private final MemoryBudget budget;
  private long reserved;
  private boolean changed;
  private boolean grown;

  private GuestTable(Table table, int initialValue, MemoryBudget budget, long reserved) {
    super(table, initialValue);
    this.budget = budget;
    this.reserved = reserved;
  }

  /**
   * A table of a new instance.
   *
   * @param declared what the module says of it
   * @param size how many elements it has
   * @param initialValue what each of them is
   * @param budget what all guests together may have
   * @throws MemoryLimitException if the budget has not that much left
   */
  static GuestTable create(Table declared, long size, int initialValue, MemoryBudget budget) {
    long bytes = size * ELEMENT_BYTES;
    if (!budget.reserve(bytes)) {
      throw MemoryLimitException.budget(WHAT, bytes, budget);
    }
    TableLimits limits = declared.limits();
    TableLimits own = new TableLimits(size, limits.max(), limits.shared());
    Table copy = new Table(declared.elementType(), own, declared.initialize());
    return new GuestTable(copy, initialValue, budget, bytes);
  }

  /** Fills a new table. */
  void fill(int[] refs) {
    for (int i = 0; i < refs.length; i++) {
      super.setRef(i, refs[i], null);
    }
    changed = false;
  }

  /** Copies the elements. */
  int[] capture() {
    int[] refs = new int[size()];
    for (int i = 0; i < refs.length; i++) {
      refs[i] = ref(i);
    }
    changed = false;
    return refs;
  }

  /** Makes the elements those of a capture, unless nothing has changed since. */
  void restore(int[] refs) {
    if (changed) {
      fill(refs);
    }
  }

  /** Whether it is longer than it was. A table cannot be made shorter again. */
  boolean hasGrown() {
    return grown;
  }

  @Override
  public void setRef(int index, int value, Instance instance) {
    changed = true;
    super.setRef(index, value, instance);
  }

  /** {@inheritDoc} */
  @Override
  public int grow(int size, int value, Instance instance) {
    long bytes = Math.max(0, size) * ELEMENT_BYTES;
    // While it grows, the old elements are there beside the new ones.
    if (!budget.reserve(reserved + bytes)) {
      return -1;
    }
    int before = -1;
    try {
      before = super.grow(size, value, instance);
    } finally {
      budget.release(before < 0 ? reserved + bytes : reserved);
    }
    if (before >= 0) {
      reserved += bytes;
      grown |= size > 0;
    }
    return before;
  }

  /** Gives back what it took of the budget. Idempotent; the table must not be used any more. */
  void close() {
    budget.release(reserved);
    reserved = 0;
  }
}
