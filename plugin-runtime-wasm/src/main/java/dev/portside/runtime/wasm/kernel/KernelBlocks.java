package dev.portside.runtime.wasm.kernel;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;

/**
 * The allocator of a {@link Kernel}: blocks one behind the other, each with a header of 12 bytes.
 *
 * <p>A block is known by the address of its header, and 0 is none. Arithmetic wraps as it does in
 * the original.
 */
final class KernelBlocks {
  /** Where it is kept how much of the blocks' memory is taken. */
  static final long POSITION = 9;

  /** Where it is kept how much memory there is for blocks. */
  static final long LENGTH = 17;

  /** The bookkeeping in front of the blocks, from address 1. */
  static final long ROOT_SIZE = 64;

  /** The first block. */
  static final long START = 1 + ROOT_SIZE;

  static final long PAGE_SIZE = 65536;

  /** Of a block: one byte of state, then its size and how much of it is used. */
  private static final long HEADER = 12;

  private static final long SIZE = 4;
  private static final long USED = 8;
  private static final int UNUSED = 0;
  private static final int ACTIVE = 1;
  private static final int FREE = 2;

  /** A free block is split if at least so much of it would be left over. */
  private static final int SPLIT = 128;

  private final KernelMemory memory;
  private final boolean alwaysReuses;

  KernelBlocks(KernelMemory memory, boolean alwaysReuses) {
    this.memory = memory;
    this.alwaysReuses = alwaysReuses;
  }

  /** Reserves a block and answers its handle, 0 if the memory cannot grow enough. */
  long alloc(long length) {
    long position = memory.i64(POSITION);
    long needed = length + HEADER;
    long left = memory.i64(LENGTH) - position - ROOT_SIZE;
    boolean grows = Long.compareUnsigned(needed, left) >= 0;
    if (alwaysReuses || (grows && Long.compareUnsigned(needed, position) <= 0)) {
      long free = findFree((int) length, position);
      if (free != 0) {
        memory.setI8(free, ACTIVE);
        memory.setI32(free + USED, (int) length);
        return free + HEADER;
      }
    }
    if (grows && !grow(needed - left)) {
      return 0;
    }
    memory.setI64(POSITION, position + needed);
    long block = address(START + position);
    memory.setI8(block, ACTIVE);
    memory.setI32(block + SIZE, (int) length);
    memory.setI32(block + USED, (int) length);
    return block + HEADER;
  }

  private boolean grow(long missing) {
    long pages = missing >>> 16;
    int wrapped = (int) (missing % PAGE_SIZE == 0 ? pages : pages + 1);
    if (!memory.grow(wrapped)) {
      return false;
    }
    memory.setI64(LENGTH, memory.i64(LENGTH) + Integer.toUnsignedLong(wrapped) * PAGE_SIZE);
    return true;
  }

  /** The first block below the position that is free and large enough, 0 if there is none. */
  private long findFree(int length, long position) {
    long end = START + position;
    long block = START;
    while (Long.compareUnsigned(block, end) < 0) {
      int state = memory.u8(block);
      if (state == UNUSED) {
        return block;
      }
      int size = memory.i32(block + SIZE);
      if (state == FREE && Integer.compareUnsigned(size, length) >= 0) {
        return Integer.compareUnsigned(size - length, SPLIT) >= 0 ? split(block, length) : block;
      }
      block = next(block);
    }
    return 0;
  }

  /** Cuts a block off the end of a free one. */
  private long split(long block, int length) {
    int rest = memory.i32(block + SIZE) - length - (int) HEADER;
    memory.setI32(block + SIZE, rest);
    memory.setI32(block + USED, 0);
    long cut = address(block + HEADER + rest);
    memory.setI8(cut, FREE);
    memory.setI32(cut + SIZE, length);
    memory.setI32(cut + USED, 0);
    return cut;
  }

  /** The block of a handle, 0 if none is found on the way there. */
  long find(long handle) {
    long end = START + handle;
    long block = START;
    while (Long.compareUnsigned(block, end) < 0) {
      if (memory.u8(block) == ACTIVE && address(block + HEADER) == handle) {
        return block;
      }
      block = next(block);
    }
    return 0;
  }

  /**
   * A guest can write headers of its own that lead around in a circle, so the way can be endless.
   */
  private long next(long block) {
    if (Thread.currentThread().isInterrupted()) {
      throw new ChicoryInterruptedException("interrupted in the Extism kernel");
    }
    return address(block + HEADER + memory.i32(block + SIZE));
  }

  /** Addresses are those of a 32-bit memory and wrap around. */
  static long address(long sum) {
    return sum & 0xffff_ffffL;
  }

  /** Makes a block free. */
  void free(long block) {
    memory.setI8(block, FREE);
  }

  /** The length of a block's content. */
  long used(long block) {
    return memory.u32(block + USED);
  }

  /** What lies where a handle's header would, if that says that it is in use. */
  long guess(long handle) {
    long block = address(handle - HEADER);
    return memory.u8(block) == ACTIVE ? block : 0;
  }
}
