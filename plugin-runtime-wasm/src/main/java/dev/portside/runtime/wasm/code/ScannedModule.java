package dev.portside.runtime.wasm.code;

/**
 * What the scan of a module counted.
 *
 * @param instructions how many instructions its functions have together
 * @param largest how many the largest function has
 * @param locals how many locals they declare together
 * @param compilable whether the compiler can be expected to end in time and with the heap there is
 * @param leavesBodies whether an interpreted function could enter the body of another one without
 *     asking the compiled machine, as tail calls do
 */
record ScannedModule(
    long instructions, long largest, long locals, boolean compilable, boolean leavesBodies) {
  /**
   * Heap in bytes for an instruction: up to 130 were measured in the library's form of real
   * modules; the rest is for the compiler.
   */
  private static final long HEAP_PER_INSTRUCTION = 300;

  /** Heap for a local: in several lists at a time. */
  private static final long HEAP_PER_LOCAL = 16;

  /**
   * Heap for an error: the library collects them, one for an instruction, until a function ends.
   */
  private static final long HEAP_PER_ERROR = 600;

  /**
   * Heap for a byte of the other sections; the dearest are globals and elements, data is copied.
   */
  private static final long HEAP_PER_BYTE = 60;

  private static final long HEAP_PER_DATA_BYTE = 3;

  /**
   * About how much heap reading the module takes at the worst moment, in bytes.
   *
   * @param dataBytes the bytes of data segments and custom sections
   * @param otherBytes the bytes of all other sections but the code
   */
  long heap(long dataBytes, long otherBytes) {
    return instructions * HEAP_PER_INSTRUCTION
        + locals * HEAP_PER_LOCAL
        + largest * HEAP_PER_ERROR
        + dataBytes * HEAP_PER_DATA_BYTE
        + otherBytes * HEAP_PER_BYTE;
  }
}
