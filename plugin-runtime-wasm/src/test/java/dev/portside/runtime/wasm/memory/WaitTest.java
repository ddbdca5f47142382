package dev.portside.runtime.wasm.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Waiting and notifying, in a world with one thread. */
class WaitTest {
  private final MemoryBudget budget = new MemoryBudget(1 << 20);
  private final FlatMemory shared = new FlatMemory(new MemoryLimits(1, 1, true), 1, budget);
  private final FlatMemory unshared = new FlatMemory(new MemoryLimits(1, 1), 1, budget);

  @Test
  @DisplayName("Memory that is not shared cannot be waited on")
  void notShared() {
    WasmRuntimeException e =
        assertThrows(WasmRuntimeException.class, () -> unshared.atomicWait(8, 0, -1));
    assertEquals("expected shared memory: cannot wait at address 8", e.getMessage());
    assertThrows(WasmRuntimeException.class, () -> unshared.atomicWait(8, 0L, -1));
  }

  @Test
  @DisplayName("A value that is not the expected one ends a wait at once")
  void notEqual() {
    shared.writeLong(8, 1L << 40);
    assertEquals(1, shared.atomicWait(8, 7, -1));
    assertEquals(1, shared.atomicWait(8, 0L, -1));
  }

  @Test
  @DisplayName("Nobody notifies, so a wait ends with its time")
  void timeout() {
    assertEquals(2, shared.atomicWait(8, 0, 1000));
    assertEquals(2, shared.atomicWait(8, 0L, 0));
  }

  @Test
  @DisplayName("An interrupt ends a wait without end, and stays set")
  void interrupt() {
    Thread.currentThread().interrupt();
    try {
      assertThrows(ChicoryInterruptedException.class, () -> shared.atomicWait(8, 0, -1));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  @DisplayName("Nobody waits, so a notification wakes nobody")
  void nobodyWaits() {
    assertEquals(0, shared.atomicNotify(8, 1));
    assertEquals(0, unshared.atomicNotify(8, -1));
  }
}
