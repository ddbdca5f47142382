package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.Bytes;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer on standard output")
class CollectedTest {
  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 100_000, 3_000_001})
  @DisplayName("is kept byte by byte")
  void isKept(int size) throws IOException {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    Collected collected = new Collected(size);
    for (int i = 0; i < size; i += 32_768) {
      collected.write(data, i, Math.min(32_768, size - i));
    }
    assertArrayEquals(data, collected.bytes().toArray());
  }

  @Test
  @DisplayName("may be as large as the limit, and no larger")
  void hasALimit() throws IOException {
    Collected collected = new Collected(3);
    collected.write(new byte[] {1, 2});
    collected.write(3);
    assertThrows(Collected.LimitReached.class, () -> collected.write(4));
    assertEquals(Bytes.copyOf(new byte[] {1, 2, 3}), collected.bytes());
  }
}
