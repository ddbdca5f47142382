package dev.portside.runtime.wasm.code;

import static dev.portside.runtime.wasm.code.WasmBytes.empty;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.UninstantiableException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The data of a module")
class DataJoinerTest {
  private static final int PAGE = 1 << 16;

  private static byte[] stripped(byte[] wasm) {
    return ModuleStripper.withoutBodies(wasm, new int[0]);
  }

  private static int segments(byte[] wasm) {
    return Parser.parse(wasm).dataSection().dataSegmentCount();
  }

  /** The first page, as an instance of the module begins with it. */
  private static byte[] memory(byte[] wasm) {
    return Instance.builder(Parser.parse(wasm)).build().memory().readBytes(0, PAGE);
  }

  /** A module with a memory of one page and the segments that were added. */
  private static final class Data {
    private final WasmBytes content = empty();
    private int count;

    Data add(int offset, int... bytes) {
      WasmBytes constant = empty();
      int left = offset;
      for (; left < -0x40 || left > 0x3f; left >>= 7) {
        constant.bytes((left & 0x7f) | 0x80);
      }
      content.bytes(0, 0x41);
      constant.bytes(left & 0x7f).copyTo(content);
      content.bytes(0x0b).sized(empty().bytes(bytes));
      count++;
      return this;
    }

    byte[] toBytes() {
      WasmBytes data = empty().number(count);
      content.copyTo(data);
      return WasmBytes.module().section(5, empty().bytes(1, 0, 1)).section(11, data).toBytes();
    }
  }

  @ParameterizedTest
  @DisplayName("is joined where one segment begins a little beyond all before it")
  @CsvSource({
    "0 40, 1", // each segment has 40 bytes
    "100 204, 1",
    "100 205, 2",
    "50 0, 2",
    "0 39, 2",
    "0 0, 2",
    "0 1000 1050 900, 3",
    "1000 0 900 1050, 4",
    "8152 8192 8232 32768 65496, 3",
  })
  void joined(String offsets, int expected) {
    Data data = new Data();
    int value = 1;
    for (String offset : offsets.split(" ", -1)) {
      data.add(Integer.parseInt(offset), IntStream.range(value, value += 40).toArray());
    }
    byte[] wasm = data.toBytes();

    assertEquals(expected, segments(stripped(wasm)));
    assertArrayEquals(memory(wasm), memory(stripped(wasm)));
  }

  @ParameterizedTest
  @DisplayName("is the same in memory, whatever segments there are")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void sameMemory(int seed) {
    Random random = new Random(seed);
    Data data = new Data();
    int at = 0;
    for (int i = 0; i < 200; i++) {
      int[] bytes = random.ints(random.nextInt(30), 0, 256).toArray();
      at += random.nextInt(10) == 0 ? -random.nextInt(at + 1) : random.nextInt(90);
      data.add(at, bytes);
      at += bytes.length;
    }
    byte[] wasm = data.toBytes();

    assertArrayEquals(memory(wasm), memory(stripped(wasm)));
    assertTrue(segments(stripped(wasm)) < segments(wasm));
  }

  @Test
  @DisplayName("does not double when it is joined, and loses segments of no bytes")
  void size() {
    Data sparse = new Data();
    for (int i = 0; i < 1000; i++) {
      sparse.add(i * 64, 1).add(i * 64);
    }
    byte[] wasm = sparse.toBytes();

    assertArrayEquals(memory(wasm), memory(stripped(wasm)));
    assertTrue(stripped(wasm).length < 2 * wasm.length);
    assertTrue(segments(stripped(wasm)) < 1000);
  }

  @Test
  @DisplayName("beyond the memory stays, and traps")
  void beyond() {
    for (int offset : new int[] {PAGE - 1, PAGE, -1}) {
      byte[] wasm = new Data().add(0, 1).add(offset, 1, 2).toBytes();

      assertArrayEquals(wasm, stripped(wasm));
      assertThrows(UninstantiableException.class, () -> memory(wasm));
    }
  }

  @ParameterizedTest
  @DisplayName("stays where instructions may name a segment, or one is not of the usual kind")
  @ValueSource(
      strings = {
        "(memory 1) (data (i32.const 0) \"a\") (data (i32.const 1) \"b\")"
            + " (func (data.drop 1))",
        "(memory 1) (data \"a\") (data (i32.const 1) \"b\")",
        "(import \"a\" \"g\" (global $g i32)) (memory 1) (data (global.get $g) \"a\")"
            + " (data (i32.const 1) \"b\")",
      })
  void unusual(String wat) {
    byte[] wasm = WasmBytes.of("(module " + wat + ")");

    assertEquals(segments(wasm), segments(stripped(wasm)));
  }
}
