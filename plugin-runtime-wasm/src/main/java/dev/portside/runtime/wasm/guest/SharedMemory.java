package dev.portside.runtime.wasm.guest;

import dev.portside.runtime.wasm.memory.MemoryBudget;
import dev.portside.runtime.wasm.memory.MemoryLimitException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The memory that all guests of one runtime share. Thread-safe.
 *
 * <p>A guest that is to be made, and for which there is no memory left, waits until a call has
 * ended; those that only wait for calls go first. A guest that runs is never made to wait for more:
 * it is refused, as WebAssembly has it, so that no two guests can wait for each other.
 */
public final class SharedMemory implements AutoCloseable {
  private final MemoryBudget budget;
  private final Set<GuestFactory> factories = ConcurrentHashMap.newKeySet();
  private final AtomicInteger holders = new AtomicInteger();
  private final AtomicLong released = new AtomicLong();

  /** How many threads wait for a release. */
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Memory that nobody uses.
   *
   * @param bytes how much all guests may have together
   */
  public SharedMemory(long bytes) {
    this.budget = new MemoryBudget(bytes, this::reclaim);
  }

  /**
   * What is counted.
   *
   * @return the budget
   */
  public MemoryBudget budget() {
    return budget;
  }

  /** Closes every factory; what calls that run leave is freed when they end. */
  @Override
  public void close() {
    factories.forEach(GuestFactory::close);
  }

  void add(GuestFactory factory) {
    factories.add(factory);
  }

  void remove(GuestFactory factory) {
    factories.remove(factory);
  }

  private void reclaim() {
    factories.forEach(GuestFactory::dropIdle);
  }

  /**
   * Makes a guest, and waits for memory if it must. Each is followed by one {@link #release}.
   *
   * @throws MemoryLimitException if it would wait for ever
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Guest make(Supplier<Guest> maker) throws InterruptedException {
    while (true) {
      hold();
      try {
        return maker.get();
      } catch (MemoryLimitException e) {
        boolean hopeless = e.neededBytes() > budget.limit() || e.allowedBytes() < budget.limit();
        if (!awaitOthers(hopeless)) {
          throw e;
        }
      } catch (Throwable e) {
        release();
        throw e;
      }
    }
  }

  /** Notes that a call has a guest, or is about to. */
  void hold() {
    holders.incrementAndGet();
  }

  /** Notes that a call has none any more. Short calls end often, so it locks only if it must. */
  void release() {
    holders.decrementAndGet();
    released.incrementAndGet();
    if (waiting.get() > 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Waits until another call has ended; false if there is none, and no memory to be had. */
  private synchronized boolean awaitOthers(boolean hopeless) throws InterruptedException {
    release();
    if (hopeless) {
      return false;
    }
    long seen = released.get();
    waiting
        .incrementAndGet(); // before the look at the others, who look here after they are counted
    try {
      while (released.get() == seen && holders.get() > 0) {
        wait();
      }
    } finally {
      waiting.decrementAndGet();
    }
    if (released.get() > seen) {
      return true;
    }
    // Nobody runs, so it is states to begin in that take the memory.
    long before = budget.used();
    factories.forEach(GuestFactory::forget);
    return budget.used() < before;
  }
}
