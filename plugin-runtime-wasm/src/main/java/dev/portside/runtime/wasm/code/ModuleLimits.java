package dev.portside.runtime.wasm.code;

/**
 * How much a module may cost before anything is allocated for it.
 *
 * @param moduleBytes the most bytes that a module may have
 * @param heapBytes the most heap, in bytes, that reading or compiling one module may need by
 *     estimate
 * @param tableElements the most elements that its tables may have at the start, together
 */
public record ModuleLimits(long moduleBytes, long heapBytes, long tableElements) {
  private static final long MODULE_BYTES = 64L << 20;
  private static final long TABLE_ELEMENTS = 1_000_000;

  /**
   * What a host gets that does not choose.
   *
   * @return 64 MiB, three quarters of the heap that this JVM may have, a million elements
   */
  public static ModuleLimits defaults() {
    return new ModuleLimits(MODULE_BYTES, Runtime.getRuntime().maxMemory() / 4 * 3, TABLE_ELEMENTS);
  }

  /**
   * The same but for the size of a module.
   *
   * @param bytes the most bytes that a module may have
   * @return the new limits
   */
  public ModuleLimits withModuleBytes(long bytes) {
    return new ModuleLimits(bytes, heapBytes, tableElements);
  }

  /**
   * The same but for the heap.
   *
   * @param bytes the most heap that one module may need
   * @return the new limits
   */
  public ModuleLimits withHeapBytes(long bytes) {
    return new ModuleLimits(moduleBytes, bytes, tableElements);
  }
}
