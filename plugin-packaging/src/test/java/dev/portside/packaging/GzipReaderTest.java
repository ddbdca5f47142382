package dev.portside.packaging;

import static dev.portside.packaging.TestArchive.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.InvalidPluginException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GzipReaderTest {
  private static final byte[] GOOD = TestArchive.good().tgz();

  private static String error(byte[] bytes) {
    String text = assertThrows(InvalidPluginException.class, () -> read(bytes)).getMessage();
    return text.substring("good-1.0.0.tgz: ".length());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** The good archive with another header. */
  private static byte[] withHeader(byte[] header) {
    return join(header, Arrays.copyOfRange(GOOD, 10, GOOD.length));
  }

  @Test
  @DisplayName("Several members are one content")
  void joinsMembers() {
    byte[] tar = TestArchive.good().end("").tar();
    byte[] bytes =
        join(
            TestArchive.gzip(Arrays.copyOf(tar, 700)),
            TestArchive.gzip(new byte[0]),
            TestArchive.gzip(Arrays.copyOfRange(tar, 700, tar.length)));
    assertEquals("good", read(bytes).folder());
  }

  @Test
  @DisplayName("Every field of the header is passed over, its checksum is not")
  void passesFields() {
    byte[] fields = {
      0x1f, (byte) 0x8b, 8, 0x1e, 1, 2, 3, 4, 5, 6, 3, 0, 'x', 'y', 'z', 'n', 0, 'c', 'c', 0
    };
    CRC32 crc = new CRC32();
    crc.update(fields);
    byte[] sum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    assertEquals("good", read(withHeader(join(fields, sum))).folder());
    sum[0] ^= 1;
    assertEquals(
        "the gzip data is damaged: the checksum of its header is wrong",
        error(withHeader(join(fields, sum))));
  }

  @ParameterizedTest
  @CsvSource({"2, 7, 0", "3, 8, 32", "3, 8, 255"})
  @DisplayName("Unknown methods and flags are refused")
  void refusesUnknown(int at, int method, int flags) {
    byte[] bytes = GOOD.clone();
    bytes[2] = (byte) method;
    bytes[3] = (byte) flags;
    assertEquals(
        "the gzip data is damaged: its header has method " + method + " and flags " + flags,
        error(bytes),
        () -> "byte " + at);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  @DisplayName("Checksum and length at the end count")
  void checksTrailer(int fromEnd) {
    byte[] bytes = GOOD.clone();
    bytes[bytes.length - fromEnd] ^= 1;
    assertEquals("the gzip data is damaged: the length it declares is wrong (ISIZE)", error(bytes));
    byte[] other = GOOD.clone();
    other[other.length - fromEnd - 4] ^= 1;
    assertEquals("the gzip data is damaged: its checksum is wrong (CRC)", error(other));
  }

  @Test
  @DisplayName("Wherever a file breaks off, that is what is said")
  void noticesTheEnd() {
    assertEquals("the file is empty, expected a gzip archive", error(new byte[0]));
    for (int length = 1; length < GOOD.length; length++) {
      assertEquals(
          "the gzip data breaks off after " + length + " bytes: the file is truncated",
          error(Arrays.copyOf(GOOD, length)));
    }
  }

  @Test
  @DisplayName("What is not gzip at all is told from what follows gzip")
  void tellsRubbish() {
    String none = "not a gzip archive: it does not begin with the bytes 1f 8b";
    String rest = "bytes follow the end of the gzip data, expected nothing";
    assertEquals(none, error(new byte[] {'P', 'K', 3, 4}));
    assertEquals(none, error(TestArchive.good().end("").tar()));
    assertEquals(rest, error(join(GOOD, new byte[] {0})));
    assertEquals(rest, error(join(GOOD, TestArchive.good().tar())));
  }

  @Test
  @DisplayName("Damaged data is refused")
  void refusesDamage() {
    byte[] bytes = GOOD.clone();
    bytes[10] = (byte) 0xff;
    assertEquals("the gzip data is damaged: invalid block type", error(bytes));
  }
}
