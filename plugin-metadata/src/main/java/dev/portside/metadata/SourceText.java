package dev.portside.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;

/**
 * From bytes to text, as go-yaml's {@code readerc.go}: UTF-8, or UTF-16 with a byte order mark,
 * without control characters. The line breaks that only YAML 1.1 knows (U+0085, U+2028, U+2029)
 * become line feeds, so that a parser of YAML 1.2 sees the same lines as Helm.
 */
final class SourceText {
  /** The size of the largest manifest that is read, in bytes. */
  static final int LIMIT = 1 << 20;

  private static final int HEX_DIGITS = 4;

  private final String source;

  private SourceText(String source) {
    this.source = source;
  }

  /**
   * Decodes a manifest.
   *
   * @throws InvalidPluginException if it is too large, not well-formed, or has control characters
   */
  static String decode(Bytes content, String source) {
    if (content.size() > LIMIT) {
      String message =
          "the manifest has " + content.size() + " bytes, the limit is " + LIMIT + " (1 MiB)";
      throw new InvalidPluginException(Finding.error(Position.of(source), "", message));
    }
    byte[] bytes = content.toArray();
    if (isPlainAscii(bytes)) {
      return new String(bytes, ISO_8859_1);
    }
    return new SourceText(source).decode(bytes);
  }

  private static boolean isPlainAscii(byte[] bytes) {
    for (byte b : bytes) {
      if ((b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7F) {
        return false;
      }
    }
    return true;
  }

  private String decode(byte[] bytes) {
    Charset charset = UTF_8;
    int start = 0;
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      start = 3;
    } else if (startsWith(bytes, 0xFF, 0xFE)) {
      charset = UTF_16LE;
      start = 2;
    } else if (startsWith(bytes, 0xFE, 0xFF)) {
      charset = UTF_16BE;
      start = 2;
    }
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CoderResult result =
        decoder.decode(ByteBuffer.wrap(bytes, start, bytes.length - start), chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      throw invalid(text, text.length(), "the text is not well-formed " + charset.name());
    }
    return checked(text);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private String checked(String text) {
    boolean oldBreaks = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      oldBreaks |= isOldBreak(c);
      if (isControl(c)) {
        String message =
            "control characters are not allowed, found U+"
                + hex(c)
                + "; within double quotes it can be written as \\u"
                + hex(c);
        throw invalid(text, i, message);
      }
    }
    return oldBreaks
        ? text.replace('\u0085', '\n').replace('\u2028', '\n').replace('\u2029', '\n')
        : text;
  }

  private static boolean isControl(char c) {
    if (c < ' ') {
      return c != '\n' && c != '\r' && c != '\t';
    }
    return (c >= 0x7F && c < 0xA0 && c != 0x85) || c >= 0xFFFE;
  }

  private static boolean isOldBreak(char c) {
    return c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private static String hex(char c) {
    String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
    return "0".repeat(HEX_DIGITS - digits.length()) + digits;
  }

  private InvalidPluginException invalid(String text, int at, String message) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < at; i++) {
      char c = text.charAt(i);
      boolean carriageReturnOnly =
          c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (c == '\n' || carriageReturnOnly || isOldBreak(c)) {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(c)) {
        column++;
      }
    }
    return new InvalidPluginException(
        Finding.error(new Position(source, line, column), "", message));
  }
}
