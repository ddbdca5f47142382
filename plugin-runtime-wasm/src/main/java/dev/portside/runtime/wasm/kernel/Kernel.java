package dev.portside.runtime.wasm.kernel;

import dev.portside.runtime.wasm.memory.MemoryBudget;
import dev.portside.runtime.wasm.memory.MemoryLimitException;
import org.jspecify.annotations.Nullable;

/**
 * The Extism kernel: an allocator of blocks in a memory of its own, with one block marked as input,
 * one as output and one as error.
 *
 * <p>Every function gives the results, the traps and the bytes of the kernel in Wasm that Extism's
 * Go SDK runs, for every argument. That is why the bookkeeping lies in the memory, where a guest
 * reaches the last of it, and why nothing is checked that the original leaves unchecked. Follows
 * {@code kernel/src/lib.rs} of Extism.
 *
 * <p>A handle is the address of a block's content, 0 means none. Numbers have no sign. An access
 * out of bounds throws {@code WasmRuntimeException}; one that the {@link MemoryBudget} has no room
 * for throws {@link MemoryLimitException}; afterwards only {@link #clear} and {@link #close} are of
 * use.
 *
 * <p>For one thread at a time, like the instance that it serves.
 */
public final class Kernel implements AutoCloseable {
  private static final long INITIALIZED = 1;
  private static final long ERROR = 25;
  private static final long INPUT_OFFSET = 33;
  private static final long INPUT_LENGTH = 41;
  private static final long OUTPUT_OFFSET = 49;
  private static final long OUTPUT_LENGTH = 57;

  /** What becomes zero of the blocks at the first use: twelve times twelve, as in the original. */
  private static final long CLEARED = 144;

  private final KernelMemory memory;
  private final KernelBlocks blocks;

  /**
   * A kernel without blocks.
   *
   * @param pageLimit the most pages of 64 KiB, 16 or more
   * @param budget what all guests together may have
   * @throws MemoryLimitException if {@code pageLimit} is below the 16 pages that a kernel starts
   *     with
   */
  public Kernel(int pageLimit, MemoryBudget budget) {
    this(pageLimit, budget, false);
  }

  /**
   * A kernel with one of two rules for free blocks.
   *
   * @param alwaysReuses whether a free block is looked for at every allocation, as newer kernels
   *     do, and not only when the memory would have to grow otherwise
   */
  Kernel(int pageLimit, MemoryBudget budget, boolean alwaysReuses) {
    this.memory = new KernelMemory(pageLimit, budget);
    this.blocks = new KernelBlocks(memory, alwaysReuses);
  }

  /**
   * Puts content into a new block.
   *
   * @param content the bytes
   * @return its handle, 0 if {@code content} is empty
   * @throws MemoryLimitException if the kernel cannot grow enough
   */
  public long write(byte[] content) {
    long handle = alloc(content.length);
    if (handle == 0 && content.length > 0) {
      throw memory.exhausted(content.length);
    }
    memory.write(handle, content);
    return handle;
  }

  /**
   * Copies the content of a block.
   *
   * @param handle what {@link #alloc} gave
   * @return the bytes, none if there is no such block
   */
  public byte[] read(long handle) {
    return memory.read(handle, length(handle));
  }

  /**
   * Copies a part of the memory.
   *
   * @param offset where it starts
   * @param length how many bytes
   * @return the bytes
   */
  public byte[] read(long offset, long length) {
    return memory.read(offset, length);
  }

  /**
   * Makes content the input of the next call.
   *
   * @param content the bytes
   * @throws MemoryLimitException if the kernel cannot grow enough
   */
  public void setInput(byte[] content) {
    inputSet(write(content), content.length);
  }

  /**
   * Copies what the guest set as its output; {@link #outputLength} says how much that will be.
   *
   * @return the bytes, none if it set nothing
   */
  public byte[] output() {
    return memory.read(outputOffset(), outputLength());
  }

  /**
   * Copies what the guest set as its error.
   *
   * @return the bytes, or null if it set none
   */
  public byte @Nullable [] error() {
    long handle = errorGet();
    return handle == 0 ? null : read(handle);
  }

  /** Makes this as good as a new kernel: no byte of what was here remains. */
  public void clear() {
    memory.clear();
  }

  /** Gives all memory back to the budget; what is left is as good as a new kernel. */
  @Override
  public void close() {
    memory.close();
  }

  /**
   * How much memory this kernel really holds.
   *
   * @return bytes, all of them reserved in the budget
   */
  public long size() {
    return memory.held();
  }

  /**
   * Whether something did not fit into the limit or the budget, which may be why the guest failed.
   *
   * @return true once that has happened, false again after {@link #clear}
   */
  public boolean refused() {
    return memory.refused();
  }

  /** How many pages of 64 KiB the memory has. */
  long pages() {
    return memory.size() / KernelBlocks.PAGE_SIZE;
  }

  private void initialize() {
    if (memory.u8(INITIALIZED) == 0) {
      memory.zero(0, KernelBlocks.START + CLEARED);
      memory.setI8(INITIALIZED, 1);
      memory.setI64(KernelBlocks.LENGTH, KernelBlocks.PAGE_SIZE - KernelBlocks.ROOT_SIZE);
    }
  }

  /**
   * Reserves a block.
   *
   * @param length of its content in bytes
   * @return its handle, 0 if {@code length} is 0 or the kernel cannot grow enough
   */
  public long alloc(long length) {
    if (length == 0) {
      return 0;
    }
    initialize();
    return blocks.alloc(length);
  }

  /** The original's quick test, which lets the address behind the last byte pass. */
  private boolean isInMemory(long address) {
    return Long.compareUnsigned(address, KernelBlocks.ROOT_SIZE) >= 0
        && Long.compareUnsigned(address, memory.size()) <= 0;
  }

  private boolean isInBlocks(long address) {
    return Long.compareUnsigned(address, KernelBlocks.START) >= 0
        && Long.compareUnsigned(address, KernelBlocks.START + memory.i64(KernelBlocks.LENGTH)) < 0;
  }

  /**
   * Makes a block free; if it is the input, there is no input any more.
   *
   * @param handle what {@link #alloc} gave; nothing happens if there is no such block
   */
  public void free(long handle) {
    if (handle == 0) {
      return;
    }
    initialize();
    long block = isInMemory(handle) ? blocks.find(handle) : 0;
    if (block != 0) {
      blocks.free(block);
      if (memory.i64(INPUT_OFFSET) == handle) {
        memory.setI64(INPUT_LENGTH, 0);
      }
    }
  }

  /**
   * How long a block's content is.
   *
   * @param handle what {@link #alloc} gave
   * @return bytes, 0 if there is no such block
   */
  public long length(long handle) {
    if (handle == 0) {
      return 0;
    }
    initialize();
    long block = isInMemory(handle) ? blocks.find(handle) : 0;
    return block == 0 ? 0 : blocks.used(block);
  }

  /** Like {@link #length} for handles that are known to be right. */
  long lengthUnsafe(long handle) {
    long block = isInMemory(handle) ? blocks.guess(handle) : 0;
    return block == 0 ? 0 : blocks.used(block);
  }

  int loadU8(long address) {
    return isInMemory(address) ? memory.u8(address) : 0;
  }

  long loadU64(long address) {
    return isInMemory(address + 7) ? memory.i64(KernelBlocks.address(address)) : 0;
  }

  void storeU8(long address, int value) {
    if (isInMemory(address)) {
      memory.setI8(address, value);
    }
  }

  void storeU64(long address, long value) {
    if (isInMemory(address + 7)) {
      memory.setI64(KernelBlocks.address(address), value);
    }
  }

  int inputLoadU8(long index) {
    initialize();
    boolean within = Long.compareUnsigned(index, memory.i64(INPUT_LENGTH)) < 0;
    return within ? memory.u8(KernelBlocks.address(memory.i64(INPUT_OFFSET) + index)) : 0;
  }

  long inputLoadU64(long index) {
    initialize();
    boolean within = Long.compareUnsigned(index + 8, memory.i64(INPUT_LENGTH)) <= 0;
    return within ? memory.i64(KernelBlocks.address(memory.i64(INPUT_OFFSET) + index)) : 0;
  }

  void inputSet(long offset, long length) {
    initialize();
    if (isInBlocks(offset) && isInBlocks(offset + length - 1)) {
      memory.setI64(INPUT_OFFSET, offset);
      memory.setI64(INPUT_LENGTH, length);
    }
  }

  long inputOffset() {
    return field(INPUT_OFFSET);
  }

  long inputLength() {
    return field(INPUT_LENGTH);
  }

  void outputSet(long offset, long length) {
    initialize();
    if (isInBlocks(offset) && isInBlocks(offset + length - 1)) {
      memory.setI64(OUTPUT_OFFSET, offset);
      memory.setI64(OUTPUT_LENGTH, length);
    }
  }

  long outputOffset() {
    return field(OUTPUT_OFFSET);
  }

  /**
   * How long the output is that the guest set.
   *
   * @return bytes; nobody has checked that there are so many
   */
  public long outputLength() {
    return field(OUTPUT_LENGTH);
  }

  void errorSet(long handle) {
    initialize();
    if (handle == 0 || isInBlocks(handle)) {
      memory.setI64(ERROR, handle);
    }
  }

  long errorGet() {
    return field(ERROR);
  }

  long memoryBytes() {
    return field(KernelBlocks.LENGTH);
  }

  /** Forgets all blocks; the memory keeps its size, and what was written outside of blocks. */
  void reset() {
    initialize();
    memory.zero(KernelBlocks.START, memory.u32(KernelBlocks.POSITION));
    memory.setI64(KernelBlocks.POSITION, 0);
    for (long field = ERROR; field < KernelBlocks.START; field += 8) {
      memory.setI64(field, 0);
    }
  }

  private long field(long address) {
    initialize();
    return memory.i64(address);
  }
}
