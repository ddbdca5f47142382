package dev.portside.runtime.wasm.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FlatMemoryAccessTest {
  private static final int SIZE = 65536;

  private final FlatMemory memory =
      new FlatMemory(new MemoryLimits(1), 4, new MemoryBudget(1 << 20));

  interface Access {
    void at(Memory memory, int address);
  }

  static Stream<Arguments> accesses() {
    return Stream.of(
        access("read", 1, Memory::read),
        access("readU8", 1, Memory::readU8),
        access("readI8", 1, Memory::readI8),
        access("readShort", 2, Memory::readShort),
        access("readI16", 2, Memory::readI16),
        access("readU16", 2, Memory::readU16),
        access("readInt", 4, Memory::readInt),
        access("readI32", 4, Memory::readI32),
        access("readU32", 4, Memory::readU32),
        access("readF32", 4, Memory::readF32),
        access("readFloat", 4, Memory::readFloat),
        access("readLong", 8, Memory::readLong),
        access("readI64", 8, Memory::readI64),
        access("readF64", 8, Memory::readF64),
        access("readDouble", 8, Memory::readDouble),
        access("writeByte", 1, (m, a) -> m.writeByte(a, (byte) 1)),
        access("writeShort", 2, (m, a) -> m.writeShort(a, (short) 1)),
        access("writeI32", 4, (m, a) -> m.writeI32(a, 1)),
        access("writeF32", 4, (m, a) -> m.writeF32(a, 1)),
        access("writeLong", 8, (m, a) -> m.writeLong(a, 1)),
        access("writeF64", 8, (m, a) -> m.writeF64(a, 1)),
        access("readBytes", 16, (m, a) -> m.readBytes(a, 16)),
        access("write", 16, (m, a) -> m.write(a, new byte[20], 4, 16)),
        access("fill", 16, (m, a) -> m.fill((byte) 1, a, a + 16)),
        access("copy from", 16, (m, a) -> m.copy(0, a, 16)),
        access("copy to", 16, (m, a) -> m.copy(a, 0, 16)),
        access("atomicReadInt", 4, Memory::atomicReadInt),
        access("atomicAddLong", 8, (m, a) -> m.atomicAddLong(a, 1)),
        access("atomicCmpxchgByte", 1, (m, a) -> m.atomicCmpxchgByte(a, (byte) 0, (byte) 1)),
        access("atomicNotify", 4, (m, a) -> m.atomicNotify(a, 1)));
  }

  private static Arguments access(String name, int size, Access access) {
    return Arguments.of(Named.of(name, access), size);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accesses")
  @DisplayName("The last bytes can be reached, one more traps and changes nothing")
  void bounds(Access access, int size) {
    access.at(memory, SIZE - size);
    byte[] before = memory.readBytes(0, SIZE);
    for (int address :
        new int[] {
          SIZE - size + 1,
          SIZE,
          SIZE + 1,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE - size + 1,
          Integer.MIN_VALUE,
          -size,
          -1
        }) {
      WasmRuntimeException trap =
          assertThrows(
              WasmRuntimeException.class, () -> access.at(memory, address), () -> "" + address);
      assertEquals(
          "out of bounds memory access: "
              + size
              + " bytes at "
              + Integer.toUnsignedString(address)
              + ", the memory has 65536",
          trap.getMessage());
    }
    assertArrayEquals(before, memory.readBytes(0, SIZE));
  }

  @ParameterizedTest(name = "{0} bytes at {1}")
  @DisplayName("Sizes that are huge or, as an int, negative trap before anything is allocated")
  @CsvSource({
    "65537, 0",
    "2147483647, 0",
    "2147483647, 65535",
    "-1, 0",
    "-1, 1",
    "-2147483648, 0",
    "-2147483648, -2147483648",
    "1, 65536",
    "0, 65537",
    "0, -1"
  })
  void hostileSizes(int size, int address) {
    byte[] data = new byte[8];
    assertThrows(WasmRuntimeException.class, () -> memory.readBytes(address, size));
    assertThrows(WasmRuntimeException.class, () -> memory.write(address, data, 0, size));
    assertThrows(WasmRuntimeException.class, () -> memory.fill((byte) 1, address, address + size));
    assertThrows(WasmRuntimeException.class, () -> memory.copy(address, 0, size));
    assertThrows(WasmRuntimeException.class, () -> memory.copy(0, address, size));
  }

  @Test
  @DisplayName("A write takes no more from its source than there is")
  void hostileSource() {
    byte[] data = new byte[8];
    assertThrows(WasmRuntimeException.class, () -> memory.write(0, data, 1, 8));
    assertThrows(WasmRuntimeException.class, () -> memory.write(0, data, -1, 2));
    assertThrows(WasmRuntimeException.class, () -> memory.write(0, data, 9, 0));
  }

  @Test
  @DisplayName("Nothing at the very end is within bounds")
  void emptyAtTheEnd() {
    memory.write(SIZE, new byte[0]);
    memory.fill((byte) 1, SIZE, SIZE);
    memory.copy(SIZE, SIZE, 0);
    assertEquals(0, memory.readBytes(SIZE, 0).length);
  }

  @Test
  @DisplayName("Numbers are little-endian at any address")
  void unaligned() {
    memory.writeLong(4093, 0x8877_6655_4433_2211L);
    assertEquals(0x11, memory.read(4093));
    assertEquals((byte) 0x88, memory.read(4100));
    assertEquals(0x88, memory.readU8(4100));
    assertEquals(0x3322, memory.readShort(4094));
    assertEquals(0x8877, memory.readU16(4099));
    assertEquals(0x8877_6655, memory.readInt(4097));
    assertEquals(0x8877_6655L, memory.readU32(4097));
    memory.writeF64(4099, Math.PI);
    assertEquals(Math.PI, memory.readDouble(4099));
    assertEquals(Double.doubleToRawLongBits(Math.PI), memory.readF64(4099));
    memory.writeF32(4095, 1.5f);
    assertEquals(1.5f, memory.readFloat(4095));
    assertEquals(Float.floatToRawIntBits(1.5f), memory.readF32(4095));
  }

  @Test
  @DisplayName("The bits of a signalling NaN come back as they were")
  void signallingNaN() {
    memory.writeI32(0, 0x7fa0_0001);
    memory.writeLong(8, 0x7ff4_0000_0000_0001L);
    assertEquals(0x7fa0_0001L, memory.readF32(0));
    assertEquals(0x7ff4_0000_0000_0001L, memory.readF64(8));
  }

  @ParameterizedTest(name = "to {0}")
  @DisplayName("A copy onto itself behaves as if there were a copy in between")
  @CsvSource({"100, 0123456789", "103, 0120123456", "97, 3456789789", "110, 0123456789"})
  void overlappingCopy(int destination, String expected) {
    memory.writeString(100, "0123456789");
    memory.copy(destination, 100, 10);
    assertEquals(expected, memory.readString(100, 10));
  }
}
