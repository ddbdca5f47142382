package dev.portside.runtime.wasm.memory;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A linear memory in one array that is exactly as long as the memory, so that Java's own bounds
 * check is the one that WebAssembly asks for.
 *
 * <p>An address is an unsigned 32-bit number. A memory stays below 2 GiB, so an address that is
 * negative as an {@code int} is out of bounds like any other. Every access out of bounds throws
 * {@link WasmRuntimeException}, which is how Chicory traps, and changes nothing. Addresses need no
 * alignment. Follows "Memory Instances" and "Memory Instructions" of the WebAssembly Core
 * Specification 2.0.
 *
 * <p>For one thread at a time: an instance serves one call.
 */
public final class FlatMemory extends RestorableMemory {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final VarHandle FLOAT = view(float[].class);
  private static final VarHandle DOUBLE = view(double[].class);

  private DataSegment[] segments = {};

  /**
   * A memory of zeros.
   *
   * @param declared what the module says of its memory
   * @param pageLimit the most pages of 64 KiB that this guest may have, 0 or more
   * @param budget what all guests together may have
   * @throws MemoryLimitException if not even the initial pages can be had
   */
  public FlatMemory(MemoryLimits declared, int pageLimit, MemoryBudget budget) {
    super(declared, pageLimit, budget);
  }

  /**
   * A memory that starts with the content of an image.
   *
   * @param image the content, and the limits of the memory that it was taken of
   * @param budget what all guests together may have
   * @throws MemoryLimitException if the budget has not that much left
   */
  public FlatMemory(MemoryImage image, MemoryBudget budget) {
    super(image, budget);
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void initialize(Instance instance, DataSegment[] dataSegments) {
    initialize(instance, dataSegments, 0);
  }

  /** Writes the active segments and drops them, as the specification has it. */
  @Override
  public void initialize(
      Instance instance, DataSegment @Nullable [] dataSegments, int memoryIndex) {
    if (dataSegments == null) {
      return;
    }
    segments = dataSegments;
    for (int i = 0; i < segments.length; i++) {
      if (segments[i] instanceof ActiveDataSegment active && active.index() == memoryIndex) {
        place(instance, active);
        drop(i);
      }
    }
  }

  private void place(Instance instance, ActiveDataSegment segment) {
    long[] offset = ConstantEvaluators.computeConstantValue(instance, segment.offsetInstructions());
    int start = (int) offset[0];
    byte[] data = segment.data();
    if (isOutside(start, data.length, bytes.length)) {
      throw new UninstantiableException(message(start, data.length));
    }
    System.arraycopy(data, 0, bytes, start, data.length);
    mark(start, data.length);
  }

  @Override
  public void initPassiveSegment(int segmentId, int dest, int offset, int size) {
    write(dest, segments[segmentId].data(), offset, size);
  }

  @Override
  public void drop(int segment) {
    segments[segment] = PassiveDataSegment.EMPTY;
  }

  @Override
  public void write(int addr, byte[] data, int offset, int size) {
    check(offset, size, data.length);
    check(addr, size, bytes.length);
    System.arraycopy(data, offset, bytes, addr, size);
    mark(addr, size);
  }

  @Override
  public byte[] readBytes(int addr, int len) {
    check(addr, len, bytes.length);
    return Arrays.copyOfRange(bytes, addr, addr + len);
  }

  /** Does nothing: Chicory asks for it before it initialises, and what is here then must stay. */
  @Override
  public void zero() {}

  @Override
  public void fill(byte value, int fromIndex, int toIndex) {
    check(fromIndex, toIndex - fromIndex, bytes.length);
    Arrays.fill(bytes, fromIndex, toIndex, value);
    mark(fromIndex, toIndex - fromIndex);
  }

  @Override
  public void copy(int dest, int src, int size) {
    check(dest, size, bytes.length);
    check(src, size, bytes.length);
    System.arraycopy(bytes, src, bytes, dest, size);
    mark(dest, size);
  }

  @Override
  public byte read(int addr) {
    try {
      return bytes[addr];
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 1);
    }
  }

  @Override
  public void writeByte(int addr, byte data) {
    try {
      bytes[addr] = data;
      cards[addr >>> CARD_SHIFT] = 1;
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 1);
    }
  }

  @Override
  public short readShort(int addr) {
    try {
      return (short) SHORT.get(bytes, addr);
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 2);
    }
  }

  @Override
  public long readU16(int addr) {
    return Short.toUnsignedLong(readShort(addr));
  }

  @Override
  public void writeShort(int addr, short data) {
    try {
      SHORT.set(bytes, addr, data);
      cards[addr >>> CARD_SHIFT] = 1;
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 2);
    }
  }

  @Override
  public int readInt(int addr) {
    try {
      return (int) INT.get(bytes, addr);
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 4);
    }
  }

  @Override
  public void writeI32(int addr, int data) {
    try {
      INT.set(bytes, addr, data);
      cards[addr >>> CARD_SHIFT] = 1;
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 4);
    }
  }

  @Override
  public long readLong(int addr) {
    try {
      return (long) LONG.get(bytes, addr);
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 8);
    }
  }

  @Override
  public void writeLong(int addr, long data) {
    try {
      LONG.set(bytes, addr, data);
      cards[addr >>> CARD_SHIFT] = 1;
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 8);
    }
  }

  @Override
  public float readFloat(int addr) {
    try {
      return (float) FLOAT.get(bytes, addr);
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 4);
    }
  }

  @Override
  public long readF32(int addr) {
    return readInt(addr);
  }

  @Override
  public void writeF32(int addr, float data) {
    try {
      FLOAT.set(bytes, addr, data);
      cards[addr >>> CARD_SHIFT] = 1;
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 4);
    }
  }

  @Override
  public double readDouble(int addr) {
    try {
      return (double) DOUBLE.get(bytes, addr);
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 8);
    }
  }

  @Override
  public long readF64(int addr) {
    return readLong(addr);
  }

  @Override
  public void writeF64(int addr, double data) {
    try {
      DOUBLE.set(bytes, addr, data);
      cards[addr >>> CARD_SHIFT] = 1;
    } catch (IndexOutOfBoundsException e) {
      throw trap(addr, 8);
    }
  }

  /** One monitor for all addresses: what Chicory guards with it, one thread does anyway. */
  @Override
  @SuppressWarnings("removal")
  public Object lock(int address) {
    return this;
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, int expected, long timeout) {
    return await(address, readInt(address) == expected, timeout);
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, long expected, long timeout) {
    return await(address, readLong(address) == expected, timeout);
  }

  /** Waits in vain, as no other thread is there to notify: 1 if not equal, 2 after the timeout. */
  private int await(int address, boolean equal, long timeout) {
    if (!shared()) {
      throw new WasmRuntimeException(
          "expected shared memory: cannot wait at address " + Integer.toUnsignedString(address));
    }
    if (!equal) {
      return 1;
    }
    try {
      // Only time or an interrupt ends this.
      new CountDownLatch(1).await(timeout < 0 ? Long.MAX_VALUE : timeout, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChicoryInterruptedException("interrupted while it waited in memory.atomic.wait");
    }
    return 2;
  }

  @Override
  @SuppressWarnings("removal")
  public int notify(int address, int maxThreads) {
    check(address, 4, bytes.length);
    return 0;
  }

  private void check(int address, int size, int limit) {
    if (isOutside(address, size, limit)) {
      throw trap(address, size);
    }
  }

  private static boolean isOutside(int address, int size, int limit) {
    return address < 0 || size < 0 || address > limit - size;
  }

  private WasmRuntimeException trap(int address, int size) {
    return new WasmRuntimeException(message(address, size));
  }

  private String message(int address, int size) {
    return "out of bounds memory access: "
        + Integer.toUnsignedString(size)
        + " bytes at "
        + Integer.toUnsignedString(address)
        + ", the memory has "
        + bytes.length;
  }
}
