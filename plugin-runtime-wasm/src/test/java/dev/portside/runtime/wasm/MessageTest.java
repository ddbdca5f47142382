package dev.portside.runtime.wasm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Tree;
import dev.portside.runtime.wasm.memory.MemoryBudget;
import dev.portside.runtime.wasm.memory.MemoryLimitException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Messages go to a module and come back as JSON")
class MessageTest {
  private final MessageWriter writer = new MessageWriter(WasmHost.json());
  private final MessageReader reader = new MessageReader(WasmHost.json());

  private Tree read(String json) {
    return reader.read(json.getBytes(UTF_8), allowance(1 << 20));
  }

  private static Allowance allowance(long bytes) {
    return new Allowance(new MemoryBudget(bytes), 0);
  }

  @Test
  @DisplayName("every kind of value is written, in the order of the message")
  void writesEverything() {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("text", "ä€😀\n\"");
    message.put("numbers", Arrays.asList(1, -2L, new BigInteger("9".repeat(30)), 0.5, null));
    message.put("truth", List.of(true, false));
    message.put("inner", Map.of("key", Map.of()));
    assertEquals(
        "{\"text\":\"ä€😀\\n\\\"\",\"numbers\":[1,-2,"
            + "9".repeat(30)
            + ",0.5,null],\"truth\":[true,false],\"inner\":{\"key\":{}}}",
        new String(writer.write(message), UTF_8));
  }

  @Test
  @DisplayName("what JSON cannot hold is refused, not bent")
  void refuses() {
    for (Object value : List.of(Double.NaN, Float.POSITIVE_INFINITY, new Object(), 'c')) {
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.write(Map.of("key", value)),
          value::toString);
    }
  }

  @Test
  @DisplayName("every kind of value is read")
  void readsEverything() {
    Tree.Mapping tree =
        assertInstanceOf(
            Tree.Mapping.class,
            read("{\"t\":\"ä\\u00e4\",\"n\":-1.50e2,\"b\":true,\"z\":null,\"l\":[[],{}]}"));
    assertEquals("ää", ((Tree.Scalar) tree.get("t")).text());
    assertEquals(new BigDecimal("-1.50e2"), ((Tree.Scalar) tree.get("n")).number());
    assertEquals(true, ((Tree.Scalar) tree.get("b")).bool());
    assertTrue(((Tree.Scalar) tree.get("z")).isNull());
    assertEquals(2, ((Tree.Sequence) tree.get("l")).items().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{}{}", "{\"a\":}", "nul", "[1,]", "{'a':1}", "\u0000", "\"\n\""})
  @DisplayName("what is no JSON is refused")
  void refusesOther(String text) {
    assertThrows(IllegalArgumentException.class, () -> read(text));
  }

  @Test
  @DisplayName("an answer that nests without end is refused")
  void refusesDepth() {
    assertThrows(IllegalArgumentException.class, () -> read("[".repeat(100_000)));
  }

  @Test
  @DisplayName("a short answer of very many values takes no more memory than there is")
  void boundedValues() {
    byte[] zeros = ("[0" + ",0".repeat(100_000) + "]").getBytes(UTF_8);
    MemoryBudget budget = new MemoryBudget(4 << 20);
    try (Allowance allowance = new Allowance(budget, zeros.length)) {
      assertThrows(MemoryLimitException.class, () -> reader.read(zeros, allowance));
    }
    assertEquals(0, budget.used(), "what is left of it");
  }
}
