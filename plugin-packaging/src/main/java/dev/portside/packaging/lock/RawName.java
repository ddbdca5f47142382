package dev.portside.packaging.lock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Names as the file system has them, in texts of one byte a character. In a locale without the
 * letter {@code toString} loses it; the URI has the bytes.
 */
final class RawName {
  private RawName() {}

  /** The last name of a path. */
  static String last(Path path) {
    Path name = path.getFileName();
    String plain = name == null ? "" : name.toString();
    return isAscii(plain) ? plain : decoded(path.toUri().getRawPath());
  }

  /** A whole path, as it is. */
  static String all(Path path) {
    String plain = path.toString();
    if (isAscii(plain)) {
      return plain;
    }
    Path root = path.getRoot();
    StringBuilder raw = new StringBuilder(root == null ? "" : root.toString());
    for (Path name : path) {
      raw.append(raw.length() == 0 || raw.charAt(raw.length() - 1) == '/' ? "" : "/");
      raw.append(last(name));
    }
    return raw.toString();
  }

  /** What would break a line is an escape. */
  static String escaped(String raw) {
    StringBuilder escaped = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\\') {
        escaped.append("\\\\");
      } else if (c < ' ' || c == 0x7f) {
        escaped.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of the last name of a URI, which ends in {@code /} for a directory. */
  private static String decoded(String uri) {
    int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = uri.lastIndexOf('/', end - 1) + 1; i < end; i++) {
      char c = uri.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(uri, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
      }
    }
    return bytes.toString(ISO_8859_1);
  }
}
