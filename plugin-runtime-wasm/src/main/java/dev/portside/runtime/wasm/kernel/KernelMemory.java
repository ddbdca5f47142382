package dev.portside.runtime.wasm.kernel;

import com.dylibso.chicory.runtime.WasmRuntimeException;
import dev.portside.runtime.wasm.memory.MemoryBudget;
import dev.portside.runtime.wasm.memory.MemoryLimitException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link Kernel}: they have the size and the traps of a Wasm memory, but only what
 * was written takes room, in chunks of 4 KiB.
 *
 * <p>A guest may allocate all that its limit allows and write a header every mebibyte; in one array
 * that would cost the whole limit.
 */
final class KernelMemory {
  static final int INITIAL_PAGES = 16;
  private static final int PAGE_SHIFT = 16;
  private static final int PAGE = 1 << PAGE_SHIFT;
  private static final int CHUNK_SHIFT = 12;
  private static final int CHUNK = 1 << CHUNK_SHIFT;
  private static final int INITIAL_CHUNKS = INITIAL_PAGES << (PAGE_SHIFT - CHUNK_SHIFT);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int pageLimit;
  private final MemoryBudget budget;

  /** All that was written; null stands for 4 KiB of zeros. */
  private byte[] @Nullable [] chunks;

  /** How many chunks are not null. */
  private int held;

  /** No chunk from here on was written since the last clear. */
  private int top;

  private boolean refused;

  KernelMemory(int pageLimit, MemoryBudget budget) {
    if (pageLimit < INITIAL_PAGES) {
      throw MemoryLimitException.pages("memory of the Extism kernel", INITIAL_PAGES, pageLimit);
    }
    this.pageLimit = pageLimit;
    this.budget = budget;
    this.chunks = new byte[INITIAL_CHUNKS][];
  }

  /** The size in bytes. */
  long size() {
    return (long) chunks.length << CHUNK_SHIFT;
  }

  /** Says that an allocation of so many bytes found no room. */
  MemoryLimitException exhausted(long length) {
    long pages = (size() + length + PAGE - 1) >>> PAGE_SHIFT;
    return MemoryLimitException.pages("memory of the Extism kernel", pages, pageLimit);
  }

  /** Adds pages, a number without sign, if the limit allows them. */
  boolean grow(int pages) {
    long before = size() >>> PAGE_SHIFT;
    long after = before + Integer.toUnsignedLong(pages);
    if (after > pageLimit) {
      refused = true;
      return false;
    }
    if (after > before) {
      chunks = Arrays.copyOf(chunks, (int) after << (PAGE_SHIFT - CHUNK_SHIFT));
    }
    return true;
  }

  int u8(long address) {
    check(address, 1);
    byte @Nullable [] chunk = chunks[(int) (address >>> CHUNK_SHIFT)];
    return chunk == null ? 0 : Byte.toUnsignedInt(chunk[within(address)]);
  }

  int i32(long address) {
    check(address, 4);
    int at = within(address);
    if (at > CHUNK - 4) {
      return (int) pieces(address, 4);
    }
    byte @Nullable [] chunk = chunks[(int) (address >>> CHUNK_SHIFT)];
    return chunk == null ? 0 : (int) INT.get(chunk, at);
  }

  long u32(long address) {
    return Integer.toUnsignedLong(i32(address));
  }

  long i64(long address) {
    check(address, 8);
    int at = within(address);
    if (at > CHUNK - 8) {
      return pieces(address, 8);
    }
    byte @Nullable [] chunk = chunks[(int) (address >>> CHUNK_SHIFT)];
    return chunk == null ? 0 : (long) LONG.get(chunk, at);
  }

  private long pieces(long address, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | u8(address + i);
    }
    return value;
  }

  void setI8(long address, int value) {
    check(address, 1);
    writable(address)[within(address)] = (byte) value;
  }

  void setI32(long address, int value) {
    check(address, 4);
    int at = within(address);
    if (at > CHUNK - 4) {
      setPieces(address, value, 4);
    } else {
      INT.set(writable(address), at, value);
    }
  }

  void setI64(long address, long value) {
    check(address, 8);
    int at = within(address);
    if (at > CHUNK - 8) {
      setPieces(address, value, 8);
    } else {
      LONG.set(writable(address), at, value);
    }
  }

  private void setPieces(long address, long value, int size) {
    for (int i = 0; i < size; i++) {
      setI8(address + i, (byte) (value >>> (8 * i)));
    }
  }

  /** Copies out; the length is checked before anything is allocated. */
  byte[] read(long address, long length) {
    if (length > Integer.MAX_VALUE) {
      throw trap(address, length);
    }
    check(address, length);
    byte[] content = new byte[(int) length];
    for (int done = 0; done < content.length; ) {
      int at = within(address + done);
      int count = Math.min(CHUNK - at, content.length - done);
      byte @Nullable [] chunk = chunks[(int) ((address + done) >>> CHUNK_SHIFT)];
      if (chunk != null) {
        System.arraycopy(chunk, at, content, done, count);
      }
      done += count;
    }
    return content;
  }

  void write(long address, byte[] content) {
    check(address, content.length);
    for (int done = 0; done < content.length; ) {
      int at = within(address + done);
      int count = Math.min(CHUNK - at, content.length - done);
      System.arraycopy(content, done, writable(address + done), at, count);
      done += count;
    }
  }

  void zero(long address, long length) {
    check(address, length);
    for (long done = 0; done < length; ) {
      int at = within(address + done);
      int count = (int) Math.min(CHUNK - at, length - done);
      byte @Nullable [] chunk = chunks[(int) ((address + done) >>> CHUNK_SHIFT)];
      if (chunk != null) {
        Arrays.fill(chunk, at, at + count, (byte) 0);
      }
      done += count;
    }
  }

  /** How many bytes are really held. */
  long held() {
    return (long) held << CHUNK_SHIFT;
  }

  /** Whether anything did not fit into the limit or the budget since the last clear. */
  boolean refused() {
    return refused;
  }

  /** Back to the initial size, all zero; what was written within it stays allocated. */
  void clear() {
    for (int i = INITIAL_CHUNKS; i < top; i++) {
      if (chunks[i] != null) {
        held--;
        budget.release(CHUNK);
      }
    }
    if (chunks.length > INITIAL_CHUNKS) {
      chunks = Arrays.copyOf(chunks, INITIAL_CHUNKS);
    }
    zero(0, (long) Math.min(top, INITIAL_CHUNKS) << CHUNK_SHIFT);
    top = 0;
    refused = false;
  }

  /** Gives all back to the budget and leaves zeros of the initial size. */
  void close() {
    budget.release(held());
    chunks = new byte[INITIAL_CHUNKS][];
    held = 0;
    top = 0;
    refused = false;
  }

  private byte[] writable(long address) {
    int index = (int) (address >>> CHUNK_SHIFT);
    byte @Nullable [] chunk = chunks[index];
    if (chunk == null) {
      if (!budget.reserve(CHUNK)) {
        refused = true;
        throw MemoryLimitException.budget("memory of the Extism kernel", CHUNK, budget);
      }
      chunk = new byte[CHUNK];
      chunks[index] = chunk;
      held++;
    }
    top = Math.max(top, index + 1);
    return chunk;
  }

  private static int within(long address) {
    return (int) address & (CHUNK - 1);
  }

  private void check(long address, long length) {
    if (address < 0 || length < 0 || address > size() - length) {
      throw trap(address, length);
    }
  }

  private WasmRuntimeException trap(long address, long length) {
    return new WasmRuntimeException(
        "out of bounds memory access: "
            + Long.toUnsignedString(length)
            + " bytes at "
            + Long.toUnsignedString(address)
            + ", the memory of the Extism kernel has "
            + size());
  }
}
