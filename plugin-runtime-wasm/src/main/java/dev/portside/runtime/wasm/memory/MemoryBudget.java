package dev.portside.runtime.wasm.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the guests of one runtime may use together, so that many guests within their own limits
 * cannot fill the heap.
 *
 * <p>Safe for use by many threads.
 */
public final class MemoryBudget {
  private final long limit;
  private final Runnable reclaim;
  private final AtomicLong used = new AtomicLong();

  /**
   * A budget of which nothing is used.
   *
   * @param limit how many bytes may be reserved at a time, 0 or more
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  public MemoryBudget(long limit) {
    this(limit, () -> {});
  }

  /**
   * A budget that can be helped out.
   *
   * @param limit how many bytes may be reserved at a time, 0 or more
   * @param reclaim run when a reservation does not fit, by the thread that asks for it and under no
   *     lock; what it releases is then tried for once more
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  public MemoryBudget(long limit, Runnable reclaim) {
    if (limit < 0) {
      throw new IllegalArgumentException(
          "memory budget is " + limit + " bytes, expected 0 or more");
    }
    this.limit = limit;
    this.reclaim = reclaim;
  }

  /**
   * Takes a part of the budget, or nothing.
   *
   * @param bytes how much, 0 or more
   * @return whether that much was left, and is now the caller's until {@link #release}
   */
  public boolean reserve(long bytes) {
    if (tryReserve(bytes)) {
      return true;
    }
    reclaim.run();
    return tryReserve(bytes);
  }

  private boolean tryReserve(long bytes) {
    long before = used.getAndAccumulate(bytes, (u, b) -> b <= limit - u ? u + b : u);
    return bytes <= limit - before;
  }

  /**
   * Gives back what {@link #reserve} took.
   *
   * @param bytes how much
   */
  public void release(long bytes) {
    used.addAndGet(-bytes);
  }

  /**
   * What is reserved now.
   *
   * @return bytes
   */
  public long used() {
    return used.get();
  }

  /**
   * What may be reserved at a time.
   *
   * @return bytes
   */
  public long limit() {
    return limit;
  }
}
