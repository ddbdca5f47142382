package dev.portside.runtime.wasm.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {
  private static final int PAGE = Memory.PAGE_SIZE;

  private final MemoryBudget budget = new MemoryBudget(64L * PAGE);
  private final FlatMemory memory = new FlatMemory(new MemoryLimits(2), 8, budget);

  RestoreTest() {
    byte[] content = new byte[2 * PAGE];
    new Random(1).nextBytes(content);
    memory.write(0, content);
  }

  private static byte[] all(FlatMemory memory) {
    return memory.readBytes(0, memory.pages() * PAGE);
  }

  static Stream<Named<Consumer<FlatMemory>>> writes() {
    return Stream.of(
        write("writeByte", m -> m.writeByte(0, (byte) 99)),
        write("writeByte at the end", m -> m.writeByte(2 * PAGE - 1, (byte) 99)),
        write("writeShort over the end of a card", m -> m.writeShort(4095, (short) 9999)),
        write("writeI32 over the end of a card", m -> m.writeI32(8190, 99_999)),
        write("writeF32 over the end of a page", m -> m.writeF32(PAGE - 1, 9.9f)),
        write("writeLong over the end of a card", m -> m.writeLong(4089, 99_999_999_999L)),
        write("writeF64 over the end of a card", m -> m.writeF64(12_281, 9.9)),
        write("write", m -> m.write(4000, new byte[10_000])),
        write("writeCString", m -> m.writeCString(4093, "secret")),
        write("fill", m -> m.fill((byte) 7, 4095, 8193)),
        write("fill of all", m -> m.fill((byte) 7, 0, 2 * PAGE)),
        write("copy", m -> m.copy(4095, 70_000, 4098)),
        write("atomicAddLong", m -> m.atomicAddLong(8, 99)),
        write("atomicWriteShort", m -> m.atomicWriteShort(8, (short) 99)),
        write("atomicXchgByte", m -> m.atomicXchgByte(8, (byte) 99)),
        write("growth", m -> m.grow(1)),
        write(
            "growth and a write into it",
            m -> {
              m.grow(3);
              m.writeLong(5 * PAGE - 8, -1);
              m.writeLong(0, -1);
            }),
        write(
            "a write, growth, a write",
            m -> {
              m.writeLong(PAGE, -1);
              m.grow(1);
              m.writeLong(0, -1);
            }));
  }

  private static Named<Consumer<FlatMemory>> write(String name, Consumer<FlatMemory> write) {
    return Named.of(name, write);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writes")
  @DisplayName("After a restore no byte is left of a call")
  void afterEachKindOfWrite(Consumer<FlatMemory> write) {
    MemoryImage image = memory.capture();
    byte[] before = all(memory);
    for (int round = 0; round < 2; round++) {
      write.accept(memory);
      memory.restore(image);
      assertArrayEquals(before, all(memory));
      assertEquals(2L * PAGE, budget.used());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writes")
  @DisplayName("A memory made from an image is restored to it as well")
  void madeFromImage(Consumer<FlatMemory> write) {
    MemoryImage image = memory.capture();
    FlatMemory other = new FlatMemory(image, budget);
    assertArrayEquals(all(memory), all(other));
    write.accept(other);
    other.restore(image);
    assertArrayEquals(all(memory), all(other));
    assertEquals(memory.maximumPages(), other.maximumPages());
    assertEquals(memory.initialPages(), other.initialPages());
  }

  @Test
  @DisplayName("Pages that went in a restore come back as zeros")
  void growthAfterRestore() {
    MemoryImage image = memory.capture();
    memory.grow(2);
    memory.fill((byte) 1, 0, 4 * PAGE);
    memory.restore(image);
    assertThrows(WasmRuntimeException.class, () -> memory.read(2 * PAGE));
    memory.grow(2);
    assertArrayEquals(new byte[2 * PAGE], memory.readBytes(2 * PAGE, 2 * PAGE));
  }

  @Test
  @DisplayName("A refused growth is remembered until a restore")
  void refusedGrowth() {
    MemoryImage image = memory.capture();
    memory.grow(1);
    assertFalse(memory.refused());
    memory.grow(100);
    assertTrue(memory.refused());
    memory.restore(image);
    assertFalse(memory.refused());
  }

  @Test
  @DisplayName("An image stays as it is, whatever happens to memories that used it")
  void imageIsImmutable() {
    byte[] before = all(memory);
    MemoryImage image = memory.capture();
    FlatMemory other = new FlatMemory(image, budget);
    memory.fill((byte) 1, 0, 2 * PAGE);
    other.fill((byte) 2, 0, 2 * PAGE);
    assertArrayEquals(before, all(new FlatMemory(image, budget)));
    assertEquals(2, image.pages());
  }

  @Test
  @DisplayName("An image that is not the newest restores as well")
  void olderImage() {
    byte[] first = all(memory);
    MemoryImage older = memory.capture();
    memory.writeLong(100, -1);
    byte[] second = all(memory);
    MemoryImage newer = memory.capture();
    memory.writeLong(70_000, -1);
    memory.restore(older);
    assertArrayEquals(first, all(memory));
    memory.writeLong(8_000, -1);
    memory.restore(newer);
    assertArrayEquals(second, all(memory));
    memory.writeLong(8_000, -1);
    memory.restore(newer);
    assertArrayEquals(second, all(memory));
  }

  @Test
  @DisplayName("A closed memory can be restored")
  void afterClose() {
    byte[] before = all(memory);
    MemoryImage image = memory.capture();
    memory.close();
    memory.restore(image);
    assertArrayEquals(before, all(memory));
  }

  @Test
  @DisplayName("A restore that the budget has no room for leaves a closed memory")
  void exhaustedBudget() {
    MemoryImage image = memory.capture();
    memory.close();
    FlatMemory greedy = new FlatMemory(new MemoryLimits(63), 64, budget);
    MemoryLimitException e = assertThrows(MemoryLimitException.class, () -> memory.restore(image));
    assertEquals(2L * PAGE, e.neededBytes());
    assertEquals(63L * PAGE, budget.used());
    assertThrows(WasmRuntimeException.class, () -> memory.read(0));
    greedy.close();
    memory.restore(image);
    assertEquals(2, memory.pages());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4})
  @DisplayName("Whatever was written at random, a restore brings back every byte")
  void randomWrites(int seed) {
    Random random = new Random(seed);
    MemoryImage image = memory.capture();
    byte[] before = all(memory);
    for (int round = 0; round < 50; round++) {
      int writes = random.nextInt(20);
      for (int i = 0; i < writes; i++) {
        int address = random.nextInt(memory.pages() * PAGE - 8);
        switch (random.nextInt(5)) {
          case 0 -> memory.writeByte(address, (byte) random.nextInt());
          case 1 -> memory.writeI32(address, random.nextInt());
          case 2 -> memory.writeLong(address, random.nextLong());
          case 3 -> memory.copy(address, 0, random.nextInt(memory.pages() * PAGE - address));
          default -> memory.grow(random.nextInt(20) == 0 ? 1 : 0);
        }
      }
      memory.restore(image);
      assertArrayEquals(before, all(memory), "round " + round);
    }
  }
}
