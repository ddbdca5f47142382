package dev.portside.runtime.wasm;

import dev.portside.runtime.wasm.kernel.Kernel;
import java.util.List;

/**
 * One call of a {@link HostFunction} by a guest: its arguments by index, the memory of the guest,
 * and its results, which are given in their order. For the thread of the call, and for its time.
 *
 * <p>An argument or result that is not of the type that the function declares is a fault of the
 * function: {@link IllegalArgumentException}, or {@link IllegalStateException} for a result that is
 * too many or missing.
 */
public final class HostCall {
  private final HostFunction function;
  private final long[] arguments;
  private final long[] results;
  private final GuestMemory memory;
  private int given;

  HostCall(HostFunction function, Kernel kernel, long[] arguments) {
    this.function = function;
    this.arguments = arguments;
    this.results = new long[function.results().size()];
    this.memory = new GuestMemory(kernel);
  }

  /**
   * An argument of type {@link ValueType#I32}.
   *
   * @param index from 0
   * @return its value
   */
  public int i32(int index) {
    return (int) argument(index, ValueType.I32);
  }

  /**
   * An argument of type {@link ValueType#I64}.
   *
   * @param index from 0
   * @return its value
   */
  public long i64(int index) {
    return argument(index, ValueType.I64);
  }

  /**
   * An argument of type {@link ValueType#F32}.
   *
   * @param index from 0
   * @return its value
   */
  public float f32(int index) {
    return Float.intBitsToFloat((int) argument(index, ValueType.F32));
  }

  /**
   * An argument of type {@link ValueType#F64}.
   *
   * @param index from 0
   * @return its value
   */
  public double f64(int index) {
    return Double.longBitsToDouble(argument(index, ValueType.F64));
  }

  /**
   * An argument of type {@link ValueType#POINTER}, for {@link GuestMemory}.
   *
   * @param index from 0
   * @return the block; 0 for none
   */
  public long pointer(int index) {
    return argument(index, ValueType.POINTER);
  }

  /**
   * The content of the block that an argument points to.
   *
   * @param index from 0, of type {@link ValueType#POINTER}
   * @return a copy of the bytes; none if the guest passed no block
   */
  public byte[] bytes(int index) {
    return memory.read(pointer(index));
  }

  /**
   * The content of the block that an argument points to, as UTF-8.
   *
   * @param index from 0, of type {@link ValueType#POINTER}
   * @return the text; empty if the guest passed no block
   */
  public String text(int index) {
    return memory.readText(pointer(index));
  }

  /**
   * The memory that host and guest share.
   *
   * @return the memory of the instance that calls
   */
  public GuestMemory memory() {
    return memory;
  }

  /**
   * Gives the next result, of type {@link ValueType#I32}.
   *
   * @param value the result
   */
  public void returnI32(int value) {
    give(ValueType.I32, value);
  }

  /**
   * Gives the next result, of type {@link ValueType#I64}.
   *
   * @param value the result
   */
  public void returnI64(long value) {
    give(ValueType.I64, value);
  }

  /**
   * Gives the next result, of type {@link ValueType#F32}.
   *
   * @param value the result
   */
  public void returnF32(float value) {
    give(ValueType.F32, Float.floatToRawIntBits(value));
  }

  /**
   * Gives the next result, of type {@link ValueType#F64}.
   *
   * @param value the result
   */
  public void returnF64(double value) {
    give(ValueType.F64, Double.doubleToRawLongBits(value));
  }

  /**
   * Gives the next result, of type {@link ValueType#POINTER}.
   *
   * @param block a block of this guest's, or 0
   */
  public void returnPointer(long block) {
    give(ValueType.POINTER, block);
  }

  /**
   * Gives the next result, of type {@link ValueType#POINTER}: a new block with these bytes, which
   * the guest frees.
   *
   * @param content the bytes
   */
  public void returnBytes(byte[] content) {
    give(ValueType.POINTER, memory.write(content));
  }

  /**
   * Gives the next result, of type {@link ValueType#POINTER}: a new block with this text in UTF-8,
   * which the guest frees.
   *
   * @param content the text
   */
  public void returnText(String content) {
    give(ValueType.POINTER, memory.writeText(content));
  }

  /** From now on the memory cannot be reached through this call. */
  void close() {
    memory.close();
  }

  /** The results as Wasm has them. */
  long[] finished() {
    if (given < results.length) {
      throw new IllegalStateException(
          function + " gave " + given + " of its results " + function.results());
    }
    return results;
  }

  private long argument(int index, ValueType type) {
    List<ValueType> parameters = function.parameters();
    if (index < 0 || index >= parameters.size() || parameters.get(index) != type) {
      throw new IllegalArgumentException(
          function + " has no parameter " + index + " of type " + type + " among " + parameters);
    }
    return arguments[index];
  }

  private void give(ValueType type, long value) {
    List<ValueType> types = function.results();
    if (given == types.size()) {
      throw new IllegalStateException(function + " gave more than its results " + types);
    }
    if (types.get(given) != type) {
      throw new IllegalArgumentException(
          function + " gave " + type + " as result " + given + " of " + types);
    }
    results[given++] = value;
  }
}
