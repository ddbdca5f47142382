package dev.portside.runtime.wasm.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.WasmRuntimeException;
import dev.portside.runtime.wasm.memory.MemoryBudget;
import dev.portside.runtime.wasm.memory.MemoryLimitException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTest {
  private final MemoryBudget budget = new MemoryBudget(1 << 20);
  private final Kernel kernel = new Kernel(64, budget);

  @ParameterizedTest(name = "{0} bytes")
  @DisplayName("What the host writes it reads back, across chunks and pages")
  @ValueSource(ints = {1, 4019, 4020, 70_000, 300_000})
  void writeAndRead(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    long first = kernel.write(content);
    long second = kernel.write(content);
    assertArrayEquals(content, kernel.read(first));
    assertArrayEquals(content, kernel.read(second));
    assertArrayEquals(content, kernel.read(second, size));
  }

  @Test
  @DisplayName("Empty content has handle 0, and an unknown handle no content")
  void emptyAndUnknown() {
    assertEquals(0, kernel.write(new byte[0]));
    assertEquals(0, kernel.read(0).length);
    assertEquals(0, kernel.read(12_345).length);
  }

  @Test
  @DisplayName("The guest sees the input, the host the output")
  void inputAndOutput() {
    kernel.setInput("question".getBytes(UTF_8));
    assertEquals(8, kernel.inputLength());
    assertEquals('q', kernel.inputLoadU8(0));
    assertEquals(0, kernel.output().length);
    kernel.outputSet(kernel.inputOffset() + 5, 3);
    assertEquals("ion", new String(kernel.output(), UTF_8));
  }

  @Test
  @DisplayName("An error that was set is told from none, and one that is no block has no text")
  void error() {
    assertNull(kernel.error());
    kernel.errorSet(kernel.write("bad".getBytes(UTF_8)));
    assertArrayEquals("bad".getBytes(UTF_8), kernel.error());
    kernel.errorSet(80);
    assertArrayEquals(new byte[0], kernel.error());
  }

  @ParameterizedTest(name = "length {0}")
  @DisplayName("An output of an impossible length traps before anything is allocated")
  @ValueSource(longs = {-1, -12, -30})
  void impossibleOutput(long length) {
    kernel.outputSet(100, length);
    assertEquals(length, kernel.outputLength());
    WasmRuntimeException trap = assertThrows(WasmRuntimeException.class, kernel::output);
    assertEquals(
        "out of bounds memory access: "
            + Long.toUnsignedString(length)
            + " bytes at 100, the memory of the Extism kernel has 1048576",
        trap.getMessage());
  }

  @ParameterizedTest(name = "{0} bytes at {1}")
  @DisplayName("A read out of bounds traps")
  @CsvSource({
    "1048577, 0",
    "1, 1048576",
    "2147483647, 0",
    "2147483648, 0",
    "9223372036854775807, 1",
    "1, -1",
    "-1, 1"
  })
  void readOutOfBounds(long length, long offset) {
    assertThrows(WasmRuntimeException.class, () -> kernel.read(offset, length));
  }

  @Test
  @DisplayName("After a clear the kernel is as good as new, byte for byte")
  void clear() {
    Kernel fresh = new Kernel(64, budget);
    kernel.setInput("secret".getBytes(UTF_8));
    kernel.write(new byte[200_000]);
    kernel.storeU64(900_000, -1);
    kernel.storeU64(kernel.pages() * 65536 - 8, -1);
    kernel.errorSet(77);
    kernel.clear();
    assertEquals(fresh.pages(), kernel.pages());
    int size = 16 * 65536;
    assertArrayEquals(fresh.read(0, size), kernel.read(0, size));
    assertEquals(fresh.memoryBytes(), kernel.memoryBytes());
    assertEquals(77, kernel.alloc(200_000));
    assertArrayEquals(new byte[200_000], kernel.read(77));
  }

  @Test
  @DisplayName("Pages that went in a clear come back as zeros")
  void growthAfterClear() {
    kernel.alloc(100_000);
    kernel.storeU8(16 * 65536 + 5, 1);
    kernel.clear();
    kernel.alloc(100_000);
    assertEquals(0, kernel.loadU8(16 * 65536 + 5));
  }

  @Test
  @DisplayName("Fewer than 16 pages are refused with both numbers")
  void fewerThanSixteenPages() {
    MemoryLimitException e = assertThrows(MemoryLimitException.class, () -> new Kernel(15, budget));
    assertEquals(
        "memory of the Extism kernel needs 16 pages of 64 KiB, its limit is 15", e.getMessage());
    assertEquals(1 << 20, e.neededBytes());
    assertEquals(15 << 16, e.allowedBytes());
  }

  @Test
  @DisplayName("What does not fit into the limit is refused with both numbers")
  void fullKernel() {
    Kernel small = new Kernel(16, budget);
    MemoryLimitException e =
        assertThrows(MemoryLimitException.class, () -> small.write(new byte[70_000]));
    assertEquals(
        "memory of the Extism kernel needs 18 pages of 64 KiB, its limit is 16", e.getMessage());
  }

  @Test
  @DisplayName("Blocks that nobody writes into cost next to nothing")
  void sparse() {
    Kernel large = new Kernel(16_000, budget);
    int blocks = 0;
    while (large.alloc(1 << 23) != 0) {
      blocks++;
    }
    assertEquals(124, blocks);
    assertTrue(budget.used() < 125 * 4096, () -> budget.used() + " bytes");
  }

  @Test
  @DisplayName("A store that the budget has no room for is refused, and a clear helps")
  void exhaustedBudget() {
    Kernel large = new Kernel(16_000, budget);
    MemoryLimitException e =
        assertThrows(MemoryLimitException.class, () -> large.write(new byte[2 << 20]));
    assertEquals(
        "memory of the Extism kernel needs 4096 bytes more, all guests together may use 1048576"
            + " and use 1048576",
        e.getMessage());
    large.clear();
    assertEquals(77, large.write(new byte[1000]));
  }

  @Test
  @DisplayName("A refused allocation is remembered until a clear")
  void refused() {
    kernel.alloc(100_000);
    assertFalse(kernel.refused());
    assertEquals(0, kernel.alloc(1 << 30));
    assertTrue(kernel.refused());
    kernel.clear();
    assertFalse(kernel.refused());
  }

  @Test
  @DisplayName("The size is what was written, not what was allocated")
  void size() {
    assertEquals(0, kernel.size());
    for (int i = 0; i < 3; i++) {
      kernel.alloc(1_000_000);
    }
    assertEquals(3 * 4096, kernel.size());
    assertEquals(budget.used(), kernel.size());
    kernel.clear();
    assertEquals(2 * 4096, kernel.size());
    assertEquals(budget.used(), kernel.size());
  }

  @Test
  @DisplayName("A closed kernel has given everything back")
  void close() {
    kernel.write(new byte[100_000]);
    kernel.write(new byte[400_000]);
    assertTrue(budget.used() >= 500_000, () -> budget.used() + " bytes");
    kernel.close();
    assertEquals(0, budget.used());
    assertEquals(16, kernel.pages());
  }
}
