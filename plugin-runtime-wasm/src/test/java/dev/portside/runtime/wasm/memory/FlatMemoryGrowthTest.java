package dev.portside.runtime.wasm.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatMemoryGrowthTest {
  private static final int PAGE = Memory.PAGE_SIZE;

  private final MemoryBudget budget = new MemoryBudget(16L * PAGE);

  @Test
  @DisplayName("Growth keeps what is there and adds zeros")
  void growth() {
    FlatMemory memory = new FlatMemory(new MemoryLimits(1), 4, budget);
    memory.writeLong(PAGE - 8, -1);
    assertEquals(1, memory.grow(2));
    assertEquals(3, memory.pages());
    assertEquals(-1, memory.readLong(PAGE - 8));
    assertArrayEquals(new byte[2 * PAGE], memory.readBytes(PAGE, 2 * PAGE));
    memory.writeByte(3 * PAGE - 1, (byte) 1);
    assertThrows(WasmRuntimeException.class, () -> memory.read(3 * PAGE));
  }

  @Test
  @DisplayName("Growth by nothing answers the size")
  void growthByNothing() {
    FlatMemory memory = new FlatMemory(new MemoryLimits(2), 2, budget);
    assertEquals(2, memory.grow(0));
    assertEquals(2, memory.pages());
  }

  @ParameterizedTest(name = "grow({0})")
  @DisplayName("Growth beyond the limit, of any size, is -1 and changes nothing")
  @ValueSource(ints = {4, 5, 32766, 65535, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
  void growthBeyondTheLimit(int pages) {
    FlatMemory memory = new FlatMemory(new MemoryLimits(1, 100), 4, budget);
    assertEquals(-1, memory.grow(pages));
    assertEquals(1, memory.pages());
    assertEquals(PAGE, budget.used());
    assertEquals(1, memory.grow(3));
  }

  @ParameterizedTest(name = "declared up to {0}, allowed {1}")
  @DisplayName("The maximum is the least of what is declared, allowed and possible")
  @CsvSource({"10, 5, 5", "5, 10, 5", "65536, 65536, 32767", "65536, 7, 7"})
  void maximum(int declared, int allowed, int expected) {
    FlatMemory memory = new FlatMemory(new MemoryLimits(1, declared), allowed, budget);
    assertEquals(expected, memory.maximumPages());
    assertEquals(1, memory.initialPages());
  }

  @ParameterizedTest(name = "{0} pages, allowed {1}")
  @DisplayName("An initial size beyond the limit is refused with both numbers")
  @CsvSource({"11, 10, 10", "1, 0, 0", "40000, 65536, 32767"})
  void initialSizeBeyondTheLimit(int initial, int limit, int allowed) {
    MemoryLimits declared = new MemoryLimits(initial);
    MemoryLimitException e =
        assertThrows(MemoryLimitException.class, () -> new FlatMemory(declared, limit, budget));
    assertEquals(
        "memory of the module needs " + initial + " pages of 64 KiB, its limit is " + allowed,
        e.getMessage());
    assertEquals((long) initial * PAGE, e.neededBytes());
    assertEquals((long) allowed * PAGE, e.allowedBytes());
    assertEquals(0, budget.used());
  }

  @Test
  @DisplayName("An initial size beyond the budget is refused with both numbers")
  void initialSizeBeyondTheBudget() {
    MemoryBudget small = new MemoryBudget(100_000);
    FlatMemory first = new FlatMemory(new MemoryLimits(1), 4, small);
    MemoryLimitException e =
        assertThrows(
            MemoryLimitException.class, () -> new FlatMemory(new MemoryLimits(1), 4, small));
    assertEquals(
        "memory of the module needs 65536 bytes more, all guests together may use 100000"
            + " and use 65536",
        e.getMessage());
    first.close();
    assertEquals(1, new FlatMemory(new MemoryLimits(1), 4, small).pages());
  }

  @Test
  @DisplayName("Growth beyond the budget is -1, also while old and new must exist together")
  void growthBeyondTheBudget() {
    FlatMemory memory = new FlatMemory(new MemoryLimits(7), 100, budget);
    assertEquals(-1, memory.grow(3));
    assertEquals(7, memory.grow(2));
    assertEquals(9L * PAGE, budget.used());
  }

  @Test
  @DisplayName("A closed memory has given everything back, and traps")
  void close() {
    FlatMemory memory = new FlatMemory(new MemoryLimits(3), 100, budget);
    memory.close();
    memory.close();
    assertEquals(0, budget.used());
    assertThrows(WasmRuntimeException.class, () -> memory.read(0));
    assertThrows(WasmRuntimeException.class, () -> memory.writeByte(0, (byte) 1));
  }
}
