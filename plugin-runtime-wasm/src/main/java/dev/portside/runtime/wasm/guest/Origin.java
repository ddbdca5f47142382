package dev.portside.runtime.wasm.guest;

import dev.portside.runtime.wasm.memory.MemoryBudget;
import java.util.concurrent.atomic.AtomicBoolean;

/** A state that calls begin in, and the guests that stand there and wait for one. Thread-safe. */
final class Origin implements AutoCloseable {
  private final Snapshot snapshot;
  private final MemoryBudget budget;
  private final IdleGuests idle;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A state that no guest waits in yet.
   *
   * @param snapshot the state; its size is reserved in the budget, and given back by {@link #close}
   */
  Origin(Snapshot snapshot, MemoryBudget budget, int mostIdle) {
    this.snapshot = snapshot;
    this.budget = budget;
    this.idle = new IdleGuests(mostIdle);
  }

  Snapshot snapshot() {
    return snapshot;
  }

  IdleGuests idle() {
    return idle;
  }

  /** Closes what waits now or later, and gives the memory of the snapshot back. Idempotent. */
  @Override
  public void close() {
    idle.close();
    if (closed.compareAndSet(false, true)) {
      budget.release(snapshot.size());
    }
  }
}
