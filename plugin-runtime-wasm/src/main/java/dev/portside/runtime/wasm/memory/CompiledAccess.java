package dev.portside.runtime.wasm.memory;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;

/**
 * What compiled code calls where its time goes: memory, globals, turns of loops, the host. Public
 * for the classes of modules alone; stateless.
 *
 * <p>Names and parameters of what reaches memory and globals are those of the library's helpers,
 * whose place they take. The memory is a {@link FlatMemory}, which the JIT compiler then need not
 * find out, and neither do its profiles overflow. An address is the sum of a base and an offset,
 * both unsigned; one beyond the memory throws {@code WasmRuntimeException}, and nothing changes.
 */
public final class CompiledAccess {
  /**
   * How many turns of its loops, and calls, a function makes from one look for an interrupt to the
   * next: each look costs as much as a small loop's turn.
   */
  public static final int TURNS = 1024;

  private CompiledAccess() {}

  private static FlatMemory flat(Memory memory) {
    return (FlatMemory) memory;
  }

  /** A base that is out of bounds must not come back into them by wrapping around. */
  private static int address(int base, int offset) {
    return base < 0 ? base : base + offset;
  }

  /**
   * Loads 8 bits.
   *
   * @param base the operand
   * @param offset the immediate
   * @param memory where from
   * @return the value
   */
  public static byte memoryReadByte(int base, int offset, Memory memory) {
    return flat(memory).read(address(base, offset));
  }

  /**
   * Stores 8 bits.
   *
   * @param base the operand
   * @param value the value
   * @param offset the immediate
   * @param memory where to
   */
  public static void memoryWriteByte(int base, byte value, int offset, Memory memory) {
    flat(memory).writeByte(address(base, offset), value);
  }

  /**
   * Loads 16 bits.
   *
   * @param base the operand
   * @param offset the immediate
   * @param memory where from
   * @return the value
   */
  public static short memoryReadShort(int base, int offset, Memory memory) {
    return flat(memory).readShort(address(base, offset));
  }

  /**
   * Stores 16 bits.
   *
   * @param base the operand
   * @param value the value
   * @param offset the immediate
   * @param memory where to
   */
  public static void memoryWriteShort(int base, short value, int offset, Memory memory) {
    flat(memory).writeShort(address(base, offset), value);
  }

  /**
   * Loads 32 bits.
   *
   * @param base the operand
   * @param offset the immediate
   * @param memory where from
   * @return the value
   */
  public static int memoryReadInt(int base, int offset, Memory memory) {
    return flat(memory).readInt(address(base, offset));
  }

  /**
   * Stores 32 bits.
   *
   * @param base the operand
   * @param value the value
   * @param offset the immediate
   * @param memory where to
   */
  public static void memoryWriteInt(int base, int value, int offset, Memory memory) {
    flat(memory).writeI32(address(base, offset), value);
  }

  /**
   * Loads 64 bits.
   *
   * @param base the operand
   * @param offset the immediate
   * @param memory where from
   * @return the value
   */
  public static long memoryReadLong(int base, int offset, Memory memory) {
    return flat(memory).readLong(address(base, offset));
  }

  /**
   * Stores 64 bits.
   *
   * @param base the operand
   * @param value the value
   * @param offset the immediate
   * @param memory where to
   */
  public static void memoryWriteLong(int base, long value, int offset, Memory memory) {
    flat(memory).writeLong(address(base, offset), value);
  }

  /**
   * Loads 32 bits.
   *
   * @param base the operand
   * @param offset the immediate
   * @param memory where from
   * @return the value
   */
  public static float memoryReadFloat(int base, int offset, Memory memory) {
    return flat(memory).readFloat(address(base, offset));
  }

  /**
   * Stores 32 bits.
   *
   * @param base the operand
   * @param value the value
   * @param offset the immediate
   * @param memory where to
   */
  public static void memoryWriteFloat(int base, float value, int offset, Memory memory) {
    flat(memory).writeF32(address(base, offset), value);
  }

  /**
   * Loads 64 bits.
   *
   * @param base the operand
   * @param offset the immediate
   * @param memory where from
   * @return the value
   */
  public static double memoryReadDouble(int base, int offset, Memory memory) {
    return flat(memory).readDouble(address(base, offset));
  }

  /**
   * Stores 64 bits.
   *
   * @param base the operand
   * @param value the value
   * @param offset the immediate
   * @param memory where to
   */
  public static void memoryWriteDouble(int base, double value, int offset, Memory memory) {
    flat(memory).writeF64(address(base, offset), value);
  }

  /**
   * The value of a global.
   *
   * @param index which
   * @param memory what it lies beside
   * @return its bits
   */
  public static long readGlobal(int index, Memory memory) {
    return flat(memory).globals[index];
  }

  /**
   * Changes a global.
   *
   * @param value its bits
   * @param index which
   * @param memory what it lies beside
   */
  public static void writeGlobal(long value, int index, Memory memory) {
    flat(memory).globals[index] = value;
  }

  /**
   * One turn of a loop, or one call. The first of a function looks for an interrupt, so that nested
   * functions cannot add up their turns.
   *
   * @param made how many turns the function has made since it looked, {@link #TURNS} at its start
   * @return how many those are now
   * @throws ChicoryInterruptedException if the thread is interrupted, and it was time to look
   */
  public static int turn(int made) {
    if (made < TURNS) {
      return made + 1;
    }
    checkInterruption();
    return 0;
  }

  /**
   * Looks for an interrupt.
   *
   * @throws ChicoryInterruptedException if the thread is interrupted; it stays so
   */
  public static void checkInterruption() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ChicoryInterruptedException("interrupted in the code of a module");
    }
  }

  /**
   * The function of the host that a module has imported; looks for an interrupt, since nobody knows
   * how long it will take.
   *
   * @param instance who calls it
   * @param index of the import
   * @return the function
   * @throws ChicoryInterruptedException if the thread is interrupted
   */
  public static WasmFunctionHandle hostFunction(Instance instance, int index) {
    checkInterruption();
    return instance.imports().function(index).handle();
  }
}
