package dev.portside.runtime.wasm.code;

import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The bytes of a module as a key. Equal means equal byte by byte: the checksum only finds, so
 * nobody can make a module that is taken for another one. That costs a cold process a fraction of
 * what a cryptographic digest does.
 */
final class ModuleBytes {
  /** Short enough that comparing is compiled before a large module is through. */
  private static final int CHUNK = 4096;

  private final byte[] wasm;
  private final int checksum;

  ModuleBytes(byte[] wasm) {
    this.wasm = wasm;
    CRC32 crc = new CRC32();
    crc.update(wasm, 0, wasm.length);
    this.checksum = (int) crc.getValue();
  }

  byte[] wasm() {
    return wasm;
  }

  int checksum() {
    return checksum;
  }

  /** Whether {@code other} has the same bytes from {@code from} to {@code to}. */
  boolean sameAs(byte[] other, int from, int to) {
    if (to - from != wasm.length) {
      return false;
    }
    for (int at = 0; at < wasm.length; at += CHUNK) {
      int end = Math.min(wasm.length, at + CHUNK);
      if (!Arrays.equals(wasm, at, end, other, from + at, from + end)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModuleBytes that
        && checksum == that.checksum
        && sameAs(that.wasm, 0, that.wasm.length);
  }

  @Override
  public int hashCode() {
    return checksum;
  }
}
