package dev.portside.runtime.wasm.code;

/**
 * By how many values an instruction makes the operand stack higher (WebAssembly specification,
 * validation, instructions). Control instructions and calls are not in it.
 */
final class StackEffect {
  private StackEffect() {}

  /** The effect of an opcode as {@link InstructionReader#opcode} gives it. */
  static int of(int opcode) {
    if (opcode >= 0xfe00) {
      return atomic(opcode & 0xff);
    }
    if (opcode >= 0xfc00) {
      return bulk(opcode & 0xff);
    }
    if (opcode >= 0x36 && opcode <= 0x3e) {
      return -2;
    }
    if (opcode >= 0x45) {
      return numeric(opcode);
    }
    return switch (opcode) {
      case 0x20, 0x23, 0x3f, 0x41, 0x42, 0x43, 0x44 -> 1;
      case 0x0d, 0x1a, 0x21, 0x24 -> -1;
      case 0x1b, 0x1c, 0x26 -> -2;
      default -> 0;
    };
  }

  private static int numeric(int opcode) {
    boolean comparison = opcode >= 0x46 && opcode <= 0x66 && opcode != 0x50;
    boolean arithmetic =
        (opcode >= 0x6a && opcode <= 0x78)
            || (opcode >= 0x7c && opcode <= 0x8a)
            || (opcode >= 0x92 && opcode <= 0x98)
            || (opcode >= 0xa0 && opcode <= 0xa6);
    boolean reference = opcode == 0xd0 || opcode == 0xd2;
    return comparison || arithmetic ? -1 : reference ? 1 : 0;
  }

  private static int bulk(int second) {
    return switch (second) {
      case 0x08, 0x0a, 0x0b, 0x0c, 0x0e, 0x11 -> -3;
      case 0x0f -> -1;
      case 0x10 -> 1;
      default -> 0;
    };
  }

  private static int atomic(int second) {
    if (second == 0x03 || (second >= 0x10 && second <= 0x16)) {
      return 0;
    }
    boolean three = second == 0x01 || second == 0x02 || second >= 0x48;
    boolean store = second >= 0x17 && second <= 0x1d;
    return three || store ? -2 : -1;
  }
}
