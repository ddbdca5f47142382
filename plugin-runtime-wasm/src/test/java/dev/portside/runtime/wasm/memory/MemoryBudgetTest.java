package dev.portside.runtime.wasm.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  @Test
  @DisplayName("What is reserved is missing until it is released")
  void reserveAndRelease() {
    MemoryBudget budget = new MemoryBudget(100);
    assertTrue(budget.reserve(60));
    assertFalse(budget.reserve(41));
    assertEquals(60, budget.used());
    assertTrue(budget.reserve(40));
    budget.release(60);
    assertEquals(40, budget.used());
    assertEquals(100, budget.limit());
  }

  @Test
  @DisplayName("A huge request does not overflow")
  void hugeRequest() {
    MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE);
    assertTrue(budget.reserve(10));
    assertFalse(budget.reserve(Long.MAX_VALUE));
    assertEquals(10, budget.used());
  }

  @Test
  @DisplayName("What does not fit is tried again after others have given back")
  void reclaim() {
    MemoryBudget[] budget = new MemoryBudget[1];
    budget[0] = new MemoryBudget(100, () -> budget[0].release(30));
    assertTrue(budget[0].reserve(80));
    assertTrue(budget[0].reserve(50));
    assertEquals(100, budget[0].used());
    assertFalse(budget[0].reserve(31));
    assertEquals(70, budget[0].used());
  }

  @Test
  @DisplayName("A negative budget is refused")
  void negativeLimit() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new MemoryBudget(-1));
    assertEquals("memory budget is -1 bytes, expected 0 or more", e.getMessage());
  }

  @Test
  @DisplayName("Many threads together never get more than there is")
  void threads() throws Exception {
    MemoryBudget budget = new MemoryBudget(1000);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        counts.add(
            threads.submit(() -> {
              int count = 0;
              for (int k = 0; k < 5000; k++) {
                count += budget.reserve(3) ? 1 : 0;
              }
              return count;
            }));
      }
      int sum = 0;
      for (Future<Integer> count : counts) {
        sum += count.get();
      }
      assertEquals(333, sum);
      assertEquals(999, budget.used());
    } finally {
      threads.shutdown();
    }
  }
}
