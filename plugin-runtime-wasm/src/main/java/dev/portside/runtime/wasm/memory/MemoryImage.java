package dev.portside.runtime.wasm.memory;

import com.dylibso.chicory.wasm.types.MemoryLimits;

/**
 * The content of a {@link FlatMemory} at one moment.
 *
 * <p>Immutable, so that one image may serve many memories and threads.
 */
public final class MemoryImage {
  private final byte[] bytes;
  private final MemoryLimits declared;
  private final int maximumPages;

  MemoryImage(byte[] bytes, MemoryLimits declared, int maximumPages) {
    this.bytes = bytes;
    this.declared = declared;
    this.maximumPages = maximumPages;
  }

  /**
   * How large the memory was.
   *
   * @return pages of 64 KiB
   */
  public int pages() {
    return bytes.length >>> RestorableMemory.PAGE_SHIFT;
  }

  /** The content; nobody may write into it. */
  byte[] bytes() {
    return bytes;
  }

  MemoryLimits declared() {
    return declared;
  }

  int maximumPages() {
    return maximumPages;
  }
}
