package dev.portside.api.type;

import dev.portside.api.Bytes;

/** Bytes in a form that holds text only. */
final class Texts {
  private Texts() {}

  /** The text of UTF-8 bytes; refuses what would be lost. */
  static String lossless(Bytes bytes, String what) {
    return bytes
        .strictText()
        .orElseThrow(() ->
            new IllegalArgumentException(
                what + " (" + bytes + ") is not UTF-8 and cannot be sent as JSON text"));
  }
}
