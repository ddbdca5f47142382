package dev.portside.runtime.subprocess;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The end of standard error")
class TailTest {
  @ParameterizedTest(name = "{0} of 8 bytes: {1}")
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          short~short
          12345678~12345678
          123456789~23456789
          one|two|three~three
          one|two|abc|~two|abc|
          1234567é~234567é
          éabcdefg~abcdefg
          😀abcdef~abcdef
          12345678|~2345678|
          """)
  @DisplayName("is cut at lines, or at least at characters")
  void isCutAtLines(String text, String expected) throws IOException {
    Tail tail = new Tail(8, null);
    tail.write(text.replace('|', '\n').getBytes(UTF_8));
    assertEquals(expected.replace('|', '\n'), tail.text());
  }

  @ParameterizedTest(name = "written by {0}")
  @ValueSource(ints = {1, 3, 7, 8, 9, 20, 1000})
  @DisplayName("is the same however it is written, and all goes on")
  void isTheSameInPieces(int size) throws IOException {
    ByteArrayOutputStream next = new ByteArrayOutputStream();
    Tail tail = new Tail(16, next);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      all.append("line ").append(i).append('\n');
    }
    byte[] bytes = all.toString().getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i += size) {
      tail.write(bytes, i, Math.min(size, bytes.length - i));
    }
    assertEquals("line 38\nline 39\n", tail.text());
    assertEquals(all.toString(), next.toString(UTF_8));
  }

  @Test
  @DisplayName("may be asked for at any time")
  void mayBeAskedForAtAnyTime() throws IOException {
    Tail tail = new Tail(8, null);
    assertEquals("", tail.text());
    tail.write('a');
    assertEquals("a", tail.text());
  }
}
