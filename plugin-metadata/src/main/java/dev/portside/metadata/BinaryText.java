package dev.portside.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The text behind {@code !!binary}: Base64 as Go decodes it, bytes as Go's JSON shows them. */
final class BinaryText {
  private BinaryText() {}

  /**
   * Decodes a text.
   *
   * @return the text, each byte that is not UTF-8 replaced by U+FFFD; null if this is not Base64
   */
  static @Nullable String decode(String base64) {
    String joined = base64.replace("\r", "").replace("\n", "");
    try {
      // Java takes text without its padding, Go does not.
      return joined.length() % 4 == 0
          ? text(Base64.getDecoder().decode(joined.getBytes(ISO_8859_1)))
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String text(byte[] bytes) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      in.get();
      out.put('\uFFFD');
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }
}
