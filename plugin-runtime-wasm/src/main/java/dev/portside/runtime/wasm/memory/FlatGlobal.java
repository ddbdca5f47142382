package dev.portside.runtime.wasm.memory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;

/**
 * A global whose value lies beside the memory, for all who do not take the direct way there. For
 * one thread at a time.
 */
final class FlatGlobal extends GlobalInstance {
  private final RestorableMemory memory;
  private final int index;

  FlatGlobal(
      RestorableMemory memory, int index, long high, ValType type, MutabilityType mutability) {
    super(0, high, type, mutability);
    this.memory = memory;
    this.index = index;
  }

  @Override
  public long getValue() {
    return memory.globals[index];
  }

  @Override
  public long getValueLow() {
    return memory.globals[index];
  }

  @Override
  public void setValue(Value value) {
    memory.globals[index] = value.raw();
  }

  @Override
  public void setValue(long value) {
    memory.globals[index] = value;
  }

  @Override
  public void setValueLow(long value) {
    memory.globals[index] = value;
  }
}
