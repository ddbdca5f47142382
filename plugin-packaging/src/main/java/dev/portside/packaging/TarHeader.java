package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.packaging.io.Shown;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * One header record of a tar archive: POSIX ustar, GNU, or the form before them.
 *
 * @param name as written, with its prefix
 * @param size of what follows, in bytes
 * @param isExecutable whether anybody may execute it
 * @param type the type flag
 */
record TarHeader(String name, long size, boolean isExecutable, char type) {
  /** Every header has this size, and contents are padded to a multiple of it. */
  static final int RECORD = 512;

  private static final int MODE = 100;
  private static final int UID = 108;
  private static final int GID = 116;
  private static final int SIZE = 124;
  private static final int TIME = 136;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int ANY_X = 0111;

  /** Reads a record that is not all zero. */
  static TarHeader parse(byte[] header, Refusal refusal) {
    if (!isWhole(header)) {
      throw refusal.of("a header of the archive is damaged or this is not tar: wrong checksum");
    }
    String magic = new String(header, MAGIC, 5, US_ASCII);
    boolean isPosix = magic.equals("ustar") && header[MAGIC + 5] == 0;
    boolean isGnu = magic.equals("ustar") && header[MAGIC + 5] == ' ';
    boolean isOld = header[MAGIC] == 0;
    if (!isPosix && !isGnu && !isOld) {
      throw refusal.of("a header of the archive is of an unknown kind: " + Shown.quoted(magic));
    }
    String name = text(header, 0, MODE);
    String prefix = isPosix ? text(header, PREFIX, 155) : "";
    String whole = prefix.isEmpty() ? name : prefix + "/" + name;
    long mode = number(header, MODE, UID - MODE, "mode", whole, refusal);
    number(header, UID, GID - UID, "user id", whole, refusal);
    number(header, GID, SIZE - GID, "group id", whole, refusal);
    number(header, TIME, 12, "time", whole, refusal);
    long size = number(header, SIZE, TIME - SIZE, "size", whole, refusal);
    if (size < 0) {
      throw refusal.of(whole, "its size is negative: " + size);
    }
    return new TarHeader(whole, size, (mode & ANY_X) != 0, (char) (header[TYPE] & 0xff));
  }

  private static boolean isWhole(byte[] header) {
    try {
      return TarUtils.verifyCheckSum(header);
    } catch (IllegalArgumentException e) {
      return false; // The sum is not a number.
    }
  }

  private static long number(
      byte[] header, int offset, int length, String what, String name, Refusal refusal) {
    try {
      return TarUtils.parseOctalOrBinary(header, offset, length);
    } catch (IllegalArgumentException e) {
      byte[] found = Arrays.copyOfRange(header, offset, offset + length);
      throw refusal.of(name, "its " + what + " is not a number: \"" + Shown.bytes(found) + '"');
    }
  }

  /** A name up to its zero byte. What is not UTF-8 becomes U+FFFD, which no name may have. */
  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, UTF_8);
  }
}
