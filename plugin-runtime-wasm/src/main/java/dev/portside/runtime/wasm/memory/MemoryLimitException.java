package dev.portside.runtime.wasm.memory;

import com.dylibso.chicory.wasm.ChicoryException;

/** A guest needs more memory than it may have, and cannot be told so by a return value. */
public final class MemoryLimitException extends ChicoryException {
  private static final long serialVersionUID = 1L;

  private final long neededBytes;
  private final long allowedBytes;

  private MemoryLimitException(String message, long neededBytes, long allowedBytes) {
    super(message);
    this.neededBytes = neededBytes;
    this.allowedBytes = allowedBytes;
  }

  /**
   * One guest's own limit is too low.
   *
   * @param what which memory, as a noun: {@code memory of the module}
   * @param needed pages of 64 KiB
   * @param allowed pages of 64 KiB
   * @return the exception
   */
  public static MemoryLimitException pages(String what, long needed, long allowed) {
    return new MemoryLimitException(
        what + " needs " + needed + " pages of 64 KiB, its limit is " + allowed,
        needed << 16,
        allowed << 16);
  }

  /**
   * All guests together use too much.
   *
   * @param what which memory, as a noun: {@code memory of the module}
   * @param needed bytes that could not be had
   * @param budget what there is for all
   * @return the exception
   */
  public static MemoryLimitException budget(String what, long needed, MemoryBudget budget) {
    return new MemoryLimitException(
        what
            + " needs "
            + needed
            + " bytes more, all guests together may use "
            + budget.limit()
            + " and use "
            + budget.used(),
        needed,
        budget.limit());
  }

  /**
   * What was asked for.
   *
   * @return bytes
   */
  public long neededBytes() {
    return neededBytes;
  }

  /**
   * The limit that does not allow it.
   *
   * @return bytes
   */
  public long allowedBytes() {
    return allowedBytes;
  }
}
