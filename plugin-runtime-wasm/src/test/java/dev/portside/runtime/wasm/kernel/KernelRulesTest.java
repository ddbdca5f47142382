package dev.portside.runtime.wasm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import dev.portside.runtime.wasm.memory.MemoryBudget;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the Go SDK's kernel, each with the numbers that it gives. */
class KernelRulesTest {
  private static final long END = 16 * 65536;

  private final Kernel kernel = new Kernel(20, new MemoryBudget(1 << 24));

  @Test
  @DisplayName("The first handle is 77, the next follows after 12 bytes of header, unaligned")
  void handles() {
    assertEquals(77, kernel.alloc(1));
    assertEquals(90, kernel.alloc(5));
    assertEquals(107, kernel.alloc(8));
    assertEquals(5, kernel.length(90));
  }

  @Test
  @DisplayName("An empty allocation is no block")
  void emptyAllocation() {
    assertEquals(0, kernel.alloc(0));
    assertEquals(77, kernel.alloc(1));
  }

  @ParameterizedTest(name = "alloc({0}): {1} bytes, {2} pages")
  @DisplayName("Sixteen pages exist, but the length starts at 65,472, and growth comes on top")
  @CsvSource({
    "1, 65472, 16",
    "65395, 65472, 16",
    "65396, 65472, 16",
    "65397, 131008, 17",
    "130932, 131008, 17",
    "130933, 196544, 18",
    "327540, 327616, 20"
  })
  void growth(long size, long bytes, long pages) {
    assertEquals(77, kernel.alloc(size));
    assertEquals(bytes, kernel.memoryBytes());
    assertEquals(pages, kernel.pages());
  }

  @ParameterizedTest(name = "alloc({0})")
  @DisplayName("An allocation beyond the limit is 0 and leaves all as it was")
  @CsvSource({"327541", "2147483647", "4294967295", "1099511627776"})
  void beyondTheLimit(long size) {
    assertEquals(0, kernel.alloc(size));
    assertEquals(65472, kernel.memoryBytes());
    assertEquals(16, kernel.pages());
    assertEquals(77, kernel.alloc(1));
  }

  @Test
  @DisplayName("A free block is not used again while there is room behind the last one")
  void noReuseWithoutNeed() {
    long block = kernel.alloc(100);
    kernel.free(block);
    assertEquals(189, kernel.alloc(100));
    assertEquals(0, kernel.length(block));
  }

  @Test
  @DisplayName("A free block is used again, and split from its end, before the memory grows")
  void reuseBeforeGrowth() {
    kernel.free(kernel.alloc(60_000));
    assertEquals(10_077, kernel.alloc(50_000));
    assertEquals(50_000, kernel.length(10_077));
    assertEquals(65_472, kernel.memoryBytes());
  }

  @Test
  @DisplayName("A free block of little more than what is needed is used whole")
  void reuseWhole() {
    kernel.free(kernel.alloc(60_000));
    assertEquals(77, kernel.alloc(60_000 - 127));
    assertEquals(60_000 - 127, kernel.length(77));
  }

  @Test
  @DisplayName("Freeing the input makes its length 0")
  void freedInput() {
    kernel.setInput(new byte[] {1, 2, 3});
    assertEquals(3, kernel.inputLength());
    kernel.free(kernel.inputOffset());
    assertEquals(0, kernel.inputLength());
    assertEquals(0, kernel.inputLoadU8(0));
  }

  @Test
  @DisplayName("The address behind the last byte passes the bounds test and then traps")
  void endOfMemory() {
    assertThrows(WasmRuntimeException.class, () -> kernel.loadU8(END));
    assertThrows(WasmRuntimeException.class, () -> kernel.storeU8(END, 1));
    assertThrows(WasmRuntimeException.class, () -> kernel.loadU64(END - 7));
    assertThrows(WasmRuntimeException.class, () -> kernel.storeU64(END - 7, 1));
  }

  @ParameterizedTest(name = "address {0}")
  @DisplayName("Loads out of bounds are 0 and stores have no effect")
  @CsvSource({"0", "56", "1048577", "2147483648", "-1", "-8", "-9223372036854775808"})
  void outOfBounds(long address) {
    byte[] before = kernel.read(1, END - 1);
    kernel.storeU8(address, 1);
    kernel.storeU64(address, -1);
    assertEquals(0, kernel.loadU8(address));
    assertEquals(0, kernel.loadU64(address));
    assertArrayEquals(before, kernel.read(1, END - 1));
  }

  @Test
  @DisplayName("A store keeps the low byte, a load gives it without sign")
  void bytes() {
    long block = kernel.alloc(8);
    kernel.storeU8(block, 0x1fe);
    assertEquals(0xfe, kernel.loadU8(block));
    kernel.storeU64(block, 0x8070_6050_4030_2010L);
    assertEquals(0x10, kernel.loadU8(block));
    assertEquals(0x80, kernel.loadU8(block + 7));
    assertEquals(0x8070_6050_4030_2010L, kernel.loadU64(block));
  }

  @Test
  @DisplayName("The length of an unknown pointer is 0 after a walk over the blocks")
  void unknownPointer() {
    kernel.alloc(100);
    assertEquals(0, kernel.length(78));
    assertEquals(0, kernel.length(50));
    assertEquals(0, kernel.length(0x1_2345_6789L));
  }

  @Test
  @DisplayName("The walk to an unknown pointer at the end of the memory traps")
  void walkOffTheEnd() {
    assertThrows(WasmRuntimeException.class, () -> kernel.length(END));
    assertThrows(WasmRuntimeException.class, () -> kernel.free(END));
  }

  @Test
  @DisplayName("The quick length reads whatever lies where a header would")
  void quickLength() {
    long block = kernel.alloc(1000);
    assertEquals(1000, kernel.lengthUnsafe(block));
    kernel.storeU8(block + 100, 1);
    kernel.storeU64(block + 108, 7);
    assertEquals(7, kernel.lengthUnsafe(block + 112));
    assertEquals(0, kernel.lengthUnsafe(block + 1));
  }

  @Test
  @DisplayName("An index of the input wraps around to what lies before it")
  void inputWraps() {
    kernel.setInput(new byte[5]);
    assertEquals(5L << 32 | 5, kernel.inputLoadU64(-8));
    assertEquals(0, kernel.inputLoadU64(-9));
    assertEquals(0, kernel.inputLoadU8(-1));
  }

  @ParameterizedTest(name = "offset {0}, length {1}")
  @DisplayName("Input and output outside of the blocks are ignored")
  @CsvSource({"0, 0", "64, 10", "65, 65473", "65537, 1", "77, 9223372036854775807", "-1, 1"})
  void ignoredInputAndOutput(long offset, long length) {
    kernel.setInput(new byte[] {1});
    kernel.outputSet(77, 1);
    kernel.inputSet(offset, length);
    kernel.outputSet(offset, length);
    assertEquals(77, kernel.inputOffset());
    assertEquals(1, kernel.inputLength());
    assertEquals(77, kernel.outputOffset());
    assertEquals(1, kernel.outputLength());
  }

  @Test
  @DisplayName("An error outside of the blocks is ignored, and 0 takes it back")
  void errors() {
    kernel.errorSet(77);
    kernel.errorSet(65537);
    assertEquals(77, kernel.errorGet());
    kernel.errorSet(0);
    assertEquals(0, kernel.errorGet());
  }

  @Test
  @DisplayName("A reset forgets the blocks and keeps the pages")
  void reset() {
    kernel.setInput(new byte[100_000]);
    kernel.outputSet(77, 10);
    kernel.errorSet(77);
    kernel.reset();
    assertEquals(0, kernel.inputLength());
    assertEquals(0, kernel.outputLength());
    assertEquals(0, kernel.errorGet());
    assertEquals(17, kernel.pages());
    assertEquals(131_008, kernel.memoryBytes());
    assertEquals(77, kernel.alloc(1));
  }

  @Test
  @DisplayName("An interrupt ends a walk that a forged header leads around in a circle")
  void endlessWalk() {
    kernel.alloc(1);
    for (int i = 0; i < 4; i++) {
      kernel.storeU8(69 + i, i == 0 ? 0xf4 : 0xff);
    }
    Thread.currentThread().interrupt();
    try {
      assertThrows(ChicoryInterruptedException.class, () -> kernel.length(5000));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }
}
