package dev.portside.runtime.wasm.code;

import java.nio.charset.StandardCharsets;

/** The first bytes of a module (WebAssembly specification, binary format, modules). */
final class ModuleHead {
  /** How many they are. */
  static final int LENGTH = 8;

  /** As Latin-1: magic and version. */
  private static final String EXPECTED = "\0asm\1\0\0\0";

  /** Where the version of a component differs from that of a module. */
  private static final int LAYER = 6;

  private ModuleHead() {}

  /**
   * Checks them.
   *
   * @throws BadModuleException if they are not those of a module; it says what they look like
   */
  static void check(byte[] wasm) {
    for (int i = 0; i < LENGTH; i++) {
      if (i >= wasm.length || wasm[i] != EXPECTED.charAt(i)) {
        throw new BadModuleException(problem(wasm));
      }
    }
  }

  private static String problem(byte[] wasm) {
    if (wasm.length == 0) {
      return "is empty, expected a WebAssembly module";
    }
    String text = new String(wasm, 0, Math.min(wasm.length, 64), StandardCharsets.ISO_8859_1);
    if (text.strip().startsWith("(module")) {
      return "is WebAssembly in text form, expected the binary form: translate it with wat2wasm";
    }
    String found = hex(wasm) + ", expected " + hex(EXPECTED.getBytes(StandardCharsets.ISO_8859_1));
    if (text.startsWith("\0asm") && wasm.length > LAYER && wasm[LAYER] == 1) {
      return "is a WebAssembly component, expected a core module: build the plugin for wasip1, found "
          + found;
    }
    return "is not a WebAssembly module: begins with " + found;
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length, LENGTH); i++) {
      hex.append(i == 0 ? "" : " ");
      hex.append(Character.forDigit((bytes[i] >> 4) & 15, 16));
      hex.append(Character.forDigit(bytes[i] & 15, 16));
    }
    return hex.toString();
  }
}
