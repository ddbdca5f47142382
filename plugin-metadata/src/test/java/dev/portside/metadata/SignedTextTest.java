package dev.portside.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignedTextTest {
  private static final String WORDS = "word ".repeat(30).strip();

  static Stream<Arguments> texts() {
    return Table.rows("signed-texts.tsv");
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("texts")
  @DisplayName("A text is quoted as Helm quotes it")
  void quotesAsHelm(String text, String rendered) {
    assertEquals(rendered, BlockEmitter.render(Map.of("K", text)));
  }

  @Test
  @DisplayName("Plain text folds at the first space behind column 80")
  void foldsPlainText() {
    assertEquals(
        """
        K: word word word word word word word word word word word word word word word word
          word word word word word word word word word word word word word word
        """,
        BlockEmitter.render(Map.of("K", WORDS)));
  }

  @Test
  @DisplayName("The column counts key and indentation")
  void countsKeyAndIndentation() {
    assertEquals(
        """
        Parent:
        - A rather long key: word word word word word word word word word word word word word
            word word word word word word word word word word word word word word word word
            word
        """,
        BlockEmitter.render(Map.of("Parent", List.of(Map.of("A rather long key", WORDS)))));
  }

  @Test
  @DisplayName("Quoted text folds too, and never at two spaces")
  void foldsQuotedText() {
    assertEquals(
        """
        K: 'a: word word word word word word word word word word word word word word word
          word word word word word word word word word word word word word word word'
        """,
        BlockEmitter.render(Map.of("K", "a: " + WORDS)));
    assertEquals(
        """
        K: "\\tword word word word word word word word word word word word word word word word
          word word word word word word word word word word word word word word"
        """,
        BlockEmitter.render(Map.of("K", "\t" + WORDS)));
    String gaps = "x".repeat(90) + "  y  z " + "x".repeat(5);
    assertEquals(
        "K: " + gaps.replace("z x", "z\n  x") + "\n", BlockEmitter.render(Map.of("K", gaps)));
  }

  @Test
  @DisplayName("In double quotes a fold before a second space keeps it with a backslash")
  void keepsSpaceBehindFold() {
    String text = "\t" + "x".repeat(90) + "  y";
    assertEquals(
        "K: \"\\t" + "x".repeat(90) + "\n  \\ y\"\n", BlockEmitter.render(Map.of("K", text)));
  }

  @Test
  @DisplayName("Literal text never folds, and is indented with its list")
  void rendersLiteralText() {
    assertEquals(
        """
        K:
        - |-
          first
            second

          last
        - |
          %s
        """
            .formatted(WORDS),
        BlockEmitter.render(Map.of("K", List.of("first\n  second\n\nlast", WORDS + "\n"))));
  }

  @Test
  @DisplayName("A key that is long or has lines stands behind a question mark")
  void rendersComplexKeys() {
    String longest = "k".repeat(128);
    Map<String, Object> map = new HashMap<>();
    map.put(longest, true);
    map.put(longest + "k", List.of("a", Map.of("b", "c")));
    map.put("two\nlines", Map.of("b", "c"));
    assertEquals(
        longest
            + """
            : true
            ? %sk
            : - a
              - b: c
            ? |-
              two
              lines
            : b: c
            """
                .formatted(longest),
        BlockEmitter.render(map));
  }

  @Test
  @DisplayName("A line separator makes a key complex, too")
  void rendersComplexKeyForAnyBreak() {
    assertEquals(
        "? 'z\u2028'\n: null\n", BlockEmitter.render(Collections.singletonMap("z\u2028", null)));
  }

  @Test
  @DisplayName("128 bytes of UTF-8 are the limit of a key, not characters")
  void countsBytesOfKeys() {
    String key = "é".repeat(64);
    assertEquals(key + ": 1\n", BlockEmitter.render(Map.of(key, 1)));
    assertEquals("? " + key + "é\n: 1\n", BlockEmitter.render(Map.of(key + "é", 1)));
  }

  @Test
  @DisplayName("Lists stand below their key, lists in lists beside each other")
  void nests() {
    assertEquals(
        """
        A: []
        B: {}
        C:
        - - 1
          - - true
        - D:
          - null
          E:
            F: {}
        - []
        """,
        BlockEmitter.render(
            Map.of(
                "A", List.of(),
                "B", Map.of(),
                "C",
                    List.of(
                        List.of(1, List.of(true)),
                        Map.of("D", Collections.singletonList(null), "E", Map.of("F", Map.of())),
                        List.of()))));
  }

  @Test
  @DisplayName("An empty form is an empty mapping")
  void rendersEmptyForm() {
    assertEquals("{}\n", BlockEmitter.render(Map.of()));
  }

  @Test
  @DisplayName("Keys are in natural order, whatever order the map has")
  void sortsKeysNaturally() {
    List<String> sorted =
        List.of(
            "", "-", "_", "1", "9", "10", "A", "B", "a b", "a.b", "a1b", "a01", "a2", "b", "b2",
            "b10", "é");
    StringBuilder expected = new StringBuilder();
    Map<String, Object> map = new HashMap<>();
    for (String key : sorted) {
      map.put(key, Map.of());
      expected.append(BlockEmitter.render(Map.of(key, Map.of())));
    }
    assertEquals(expected.toString(), BlockEmitter.render(map));
  }

  @Test
  @DisplayName("Keys whose order goes round in circles have one order all the same")
  void sortsCirclesAlike() {
    List<String> keys = new ArrayList<>(List.of("a10", "a1b", "a2", "a01", "a1", "a", "a02b"));
    Set<String> rendered = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      Collections.rotate(keys, 1);
      Map<String, Object> map = new LinkedHashMap<>();
      for (String key : keys) {
        map.put(key, 1);
      }
      rendered.add(BlockEmitter.render(map));
    }
    assertEquals(1, rendered.size());
  }

  @ParameterizedTest(name = "{index}: {0} before {1}")
  @CsvSource({
    "a2, a10",
    "a1, a01",
    "a10, a1b",
    "a., ab",
    "a0, a00",
    "x1y, x01",
    "10, 1a",
    "a9, a10",
    "A, a",
    "a, aa",
    "a-, a1",
    "a_b, ab"
  })
  @DisplayName("Runs of digits are numbers, and letters come last")
  void comparesNaturally(String first, String second) {
    NaturalOrder order = new NaturalOrder();
    assertEquals(-1, Integer.signum(order.compare(first, second)));
    assertEquals(1, Integer.signum(order.compare(second, first)));
  }

  @Test
  @DisplayName("Many keys in no consistent order are rendered all the same")
  void survivesInconsistentOrder() {
    Map<String, Object> map = new HashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      map.put("0".repeat(random.nextInt(3)) + random.nextInt(30) + (i % 3 == 0 ? "a" : ""), "x");
    }
    assertEquals(map.size(), BlockEmitter.render(map).lines().count());
  }

  @Test
  @DisplayName("Whole numbers keep every digit, others are written as Go writes them")
  void rendersNumbers() {
    Map<String, Object> numbers = new HashMap<>();
    numbers.put("a", Long.MAX_VALUE);
    numbers.put("b", new BigInteger("18446744073709551615"));
    numbers.put("c", new BigInteger("18446744073709551616"));
    numbers.put("d", 1.0);
    numbers.put("e", 0.1);
    numbers.put("f", 1e21);
    numbers.put("g", -0.0);
    numbers.put("h", 1e-7);
    numbers.put("i", new BigDecimal("9007199254740993"));
    numbers.put("j", (short) 5);
    numbers.put("k", 1234567.5);
    assertEquals(
        """
        a: 9223372036854775807
        b: 18446744073709551615
        c: 1.8446744073709552e+19
        d: 1
        e: 0.1
        f: 1e+21
        g: 0
        h: 1e-07
        i: 9007199254740993
        j: 5
        k: 1.2345675e+06
        """,
        BlockEmitter.render(numbers));
  }

  @Test
  @DisplayName("Unpaired surrogates become U+FFFD, as in Go")
  void replacesUnpairedSurrogates() {
    assertEquals("K: a\uFFFDb\uFFFD\n", BlockEmitter.render(Map.of("K", "a\uD800b\uDC00")));
  }

  @Test
  @DisplayName("A value that JSON has not is refused by its class")
  void refusesOtherValues() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> BlockEmitter.render(Map.of("K", Thread.State.NEW)));
    assertEquals(
        "a signed form holds text, numbers, booleans, null, lists and maps, not"
            + " java.lang.Thread$State",
        e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> BlockEmitter.render(Map.of("K", Double.NaN)));
  }
}
