package dev.portside.runtime.wasm;

import dev.portside.runtime.wasm.memory.MemoryBudget;
import dev.portside.runtime.wasm.memory.MemoryLimitException;

/**
 * What decoding one answer may take of the memory that all calls share: an answer of a few million
 * values is short, and its tree is not. For one thread; closing gives it all back.
 */
final class Allowance implements AutoCloseable {
  private static final String WHAT = "the decoded answer";

  /** A value, its number or text, and its place in a list, roughly. */
  private static final long VALUE_BYTES = 128;

  /** Bytes and text, which may be twice as long, for each byte of the answer. */
  private static final long BYTE_BYTES = 3;

  private static final int STEP = 1024;

  private final MemoryBudget budget;
  private long reserved;
  private int left;

  /**
   * What an answer takes before a value of it is read.
   *
   * @throws MemoryLimitException if that is not left
   */
  Allowance(MemoryBudget budget, long answerBytes) {
    this.budget = budget;
    reserve(answerBytes * BYTE_BYTES);
  }

  /**
   * What one more value takes.
   *
   * @throws MemoryLimitException if that is not left
   */
  void take() {
    if (left == 0) {
      reserve(STEP * VALUE_BYTES);
      left = STEP;
    }
    left--;
  }

  private void reserve(long bytes) {
    if (!budget.reserve(bytes)) {
      throw MemoryLimitException.budget(WHAT, bytes, budget);
    }
    reserved += bytes;
  }

  @Override
  public void close() {
    budget.release(reserved);
    reserved = 0;
  }
}
