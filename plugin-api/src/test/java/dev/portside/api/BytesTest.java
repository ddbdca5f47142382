package dev.portside.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Bytes")
class BytesTest {
  @TempDir Path dir;

  @Test
  @DisplayName("never change, whatever happens to the arrays around them")
  void neverChange() {
    byte[] in = {1, 2};
    Bytes bytes = Bytes.copyOf(in);
    in[0] = 9;
    bytes.toArray()[1] = 9;
    assertArrayEquals(new byte[] {1, 2}, bytes.toArray());
  }

  @Test
  @DisplayName("are equal by content, and print their size only")
  void areEqualByContent() throws IOException {
    Bytes text = Bytes.utf8("päss");
    assertEquals(Bytes.copyOf("päss".getBytes(UTF_8)), text);
    assertEquals(Bytes.readAll(text.stream()), text);
    assertEquals(Bytes.copyOf(text.toArray()).hashCode(), text.hashCode());
    assertEquals(Bytes.EMPTY, Bytes.utf8(""));
    assertNotEquals(Bytes.utf8("pass"), text);
    assertEquals("5 bytes", text.toString());
  }

  @Test
  @DisplayName("are written whole, and leave streams open")
  void leaveStreamsOpen() throws IOException {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    Bytes.utf8("ab").writeTo(out);
    assertEquals("ab", out.toString(UTF_8));
    InputStream in =
        new ByteArrayInputStream(new byte[] {'x', 'y'}) {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    assertEquals("xy", Bytes.readAll(in).text());
  }

  @ParameterizedTest(name = "{0} bytes of at most 4")
  @ValueSource(ints = {0, 1, 4})
  @DisplayName("are read from a file up to a limit")
  void areReadUpToALimit(int size) throws IOException {
    Path file = Files.write(dir.resolve("f"), new byte[size]);
    assertEquals(size, Bytes.readFile(file, 4).size());
  }

  @ParameterizedTest(name = "{0} bytes of at most 4")
  @ValueSource(ints = {5, 4096})
  @DisplayName("are not read from a file beyond it")
  void areNotReadBeyond(int size) throws IOException {
    Path file = Files.write(dir.resolve("f"), new byte[size]);
    IOException e = assertThrows(IOException.class, () -> Bytes.readFile(file, 4));
    assertEquals(file + " is larger than the limit of 4 bytes", e.getMessage());
    assertThrows(NoSuchFileException.class, () -> Bytes.readFile(dir.resolve("none"), 4));
  }

  @Test
  @DisplayName("decode as UTF-8 with or without loss")
  void decode() {
    Bytes good = Bytes.utf8("häé😀");
    assertEquals("häé😀", good.text());
    assertEquals(Optional.of("häé😀"), good.strictText());
    Bytes bad = Bytes.copyOf(new byte[] {'a', (byte) 0xff, 'b'});
    assertEquals("a\ufffdb", bad.text());
    assertEquals(Optional.empty(), bad.strictText());
  }
}
