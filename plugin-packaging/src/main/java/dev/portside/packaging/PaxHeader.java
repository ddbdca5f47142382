package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.packaging.io.Shown;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pax extended header says about the entry that follows. Of all keys two change what is
 * unpacked and are obeyed; a few would make an archive mean different things to different readers
 * and are refused; the rest (times, owners, comments, attributes) has no place in a plugin and is
 * ignored.
 *
 * @param path the entry's name, or null to keep the one in its own header
 * @param size the size of its content, or null likewise
 */
record PaxHeader(@Nullable String path, @Nullable Long size) {
  /** More than twenty digits is no length. */
  private static final int DIGITS = 18;

  static PaxHeader parse(byte[] content, boolean isGlobal, Refusal refusal) {
    String path = null;
    Long size = null;
    Set<String> keys = new HashSet<>();
    for (int at = 0; at < content.length; ) {
      int blank = at;
      while (blank < content.length && content[blank] != ' ') {
        blank++;
      }
      long length = digits(Arrays.copyOfRange(content, at, blank));
      if (length <= blank - at + 1 || length > content.length - at) {
        throw malformed(refusal, "a record has a wrong length");
      }
      int end = at + (int) length;
      int equals = blank + 1;
      while (equals < end && content[equals] != '=') {
        equals++;
      }
      if (equals >= end - 1 || content[end - 1] != '\n') {
        throw malformed(refusal, "a record is not \"LENGTH KEY=VALUE\\n\"");
      }
      String key = new String(content, blank + 1, equals - blank - 1, UTF_8);
      byte[] value = Arrays.copyOfRange(content, equals + 1, end - 1);
      at = end;
      if (!keys.add(key)) {
        throw malformed(refusal, "the key " + Shown.quoted(key) + " is there twice");
      }
      switch (key) {
        case "path" -> path = path(value, refusal);
        case "size" -> {
          size = digits(value);
          if (size < 0) {
            throw malformed(refusal, "its size is not a number: " + Shown.bytes(value));
          }
        }
        default -> checkHarmless(key, value, refusal);
      }
    }
    if (isGlobal && (path != null || size != null)) {
      throw malformed(refusal, "a global header gives all entries one name or size");
    }
    return new PaxHeader(path, size);
  }

  private static String path(byte[] value, Refusal refusal) {
    String path = new String(value, UTF_8);
    if (path.isEmpty()) {
      throw malformed(refusal, "it gives an empty name");
    }
    return path;
  }

  private static void checkHarmless(String key, byte[] value, Refusal refusal) {
    if (key.startsWith("GNU.sparse") || key.equals("SCHILY.realsize")) {
      throw malformed(
          refusal, "it makes the entry a sparse file (" + key + "), pack without holes");
    }
    boolean names = key.equals("linkpath") || key.equals("SCHILY.filetype");
    boolean charset =
        key.equals("hdrcharset") && !new String(value, UTF_8).equals("ISO-IR 10646 2000 UTF-8");
    if (names || charset || key.isEmpty()) {
      throw malformed(refusal, "it has the key " + Shown.quoted(key) + ", which is not for files");
    }
  }

  /** A decimal number of digits alone, or -1. */
  private static long digits(byte[] text) {
    if (text.length == 0 || text.length > DIGITS) {
      return -1;
    }
    long value = 0;
    for (byte each : text) {
      if (each < '0' || each > '9') {
        return -1;
      }
      value = value * 10 + each - '0';
    }
    return value;
  }

  private static RuntimeException malformed(Refusal refusal, String how) {
    return refusal.of("an extended header of the archive is refused: " + how);
  }
}
