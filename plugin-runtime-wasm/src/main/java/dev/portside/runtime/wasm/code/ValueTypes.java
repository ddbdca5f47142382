package dev.portside.runtime.wasm.code;

/** The value types that can be used here: those of WebAssembly 2.0 without vectors, and exnref. */
final class ValueTypes {
  private ValueTypes() {}

  /**
   * Refuses any other type.
   *
   * @param code the type in the binary format
   * @param at the offset that the error names
   */
  static void check(int code, int at) {
    switch (code) {
      case 0x7f, 0x7e, 0x7d, 0x7c, 0x70, 0x6f, 0x69 -> {}
      case 0x7b ->
          throw new BadModuleException(
              "SIMD, which is not supported: build the plugin without it, for example with"
                  + " -mno-simd128 (type v128 at byte "
                  + at
                  + ")");
      case 0x63, 0x64, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73, 0x74 ->
          throw new BadModuleException(
              "garbage-collected types or typed references, which are not supported (type 0x"
                  + Integer.toHexString(code)
                  + " at byte "
                  + at
                  + ")");
      default ->
          throw new BadModuleException(
              "an unknown type (0x" + Integer.toHexString(code) + " at byte " + at + ")");
    }
  }
}
