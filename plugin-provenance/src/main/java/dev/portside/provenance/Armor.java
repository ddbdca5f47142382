package dev.portside.provenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Base64;

/**
 * Base64 between a head and a foot, as RFC 9580 section 6 has it and no more: header lines with a
 * name, an empty line, full lines of at most 76 characters, an optional check sum that nothing
 * depends on, the foot. Not the reader of the library, which forgives what others refuse.
 */
final class Armor {
  private static final int LONGEST_LINE = 76;
  private static final int MOST_HEADERS = 16;

  private Armor() {}

  /** The first line of a block. */
  static String head(String label) {
    return "-----BEGIN PGP " + label + "-----";
  }

  /** The last line of a block. */
  static String foot(String label) {
    return "-----END PGP " + label + "-----";
  }

  /** Reads what follows a head, up to and with its foot. */
  static byte[] read(Lines lines, String label) throws Malformed {
    skipHeaders(lines);
    String foot = foot(label);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    boolean ended = false;
    String line = lines.next(foot);
    for (; isData(line); line = lines.next(foot)) {
      if (ended) {
        throw lines.malformed("the base64 goes on after its end");
      }
      data.writeBytes(decode(lines, line));
      ended = line.endsWith("=");
    }
    if (isCheckSum(line)) {
      line = lines.next(foot);
    }
    if (!line.equals(foot)) {
      throw lines.malformed("expected base64 or " + foot + ", found " + Texts.quoted(line));
    }
    return data.toByteArray();
  }

  private static byte[] decode(Lines lines, String line) throws Malformed {
    try {
      return Base64.getDecoder().decode(line.getBytes(ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw lines.malformed("the base64 is broken: " + e.getMessage());
    }
  }

  private static void skipHeaders(Lines lines) throws Malformed {
    for (int i = 0; i <= MOST_HEADERS; i++) {
      String line = lines.next("an empty line");
      if (line.isEmpty()) {
        return;
      }
      int colon = line.indexOf(": ");
      if (colon <= 0 || !line.substring(0, colon).chars().allMatch(Armor::isOfName)) {
        throw lines.malformed("expected an empty line, found " + Texts.quoted(line));
      }
    }
    throw lines.malformed("more than " + MOST_HEADERS + " header lines; expected an empty line");
  }

  private static boolean isOfName(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  private static boolean isData(String line) {
    return !line.isEmpty()
        && line.length() % 4 == 0
        && line.length() <= LONGEST_LINE
        && line.charAt(0) != '='
        && line.chars().allMatch(Armor::isOfBase64);
  }

  private static boolean isCheckSum(String line) {
    return line.length() == 5
        && line.charAt(0) == '='
        && line.chars().skip(1).allMatch(c -> c != '=' && isOfBase64(c));
  }

  private static boolean isOfBase64(int c) {
    return (c != '-' && isOfName(c)) || c == '+' || c == '/' || c == '=';
  }

  /** Writes a block without header lines. */
  static String write(String label, byte[] data) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(data);
    // Nothing depends on the check sum, but gpg 2.2 misses the end of base64 without it.
    return head(label) + "\n\n" + base64 + "\n=" + checkSum(data) + "\n" + foot(label) + "\n";
  }

  /** The CRC-24 of RFC 9580 section 6.1. */
  private static String checkSum(byte[] data) {
    int crc = 0xb704ce;
    for (byte next : data) {
      crc ^= (next & 0xff) << 16;
      for (int bit = 0; bit < 8; bit++) {
        crc <<= 1;
        crc ^= (crc & 0x1000000) == 0 ? 0 : 0x1864cfb;
      }
    }
    byte[] bytes = {(byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
    return Base64.getEncoder().encodeToString(bytes);
  }
}
