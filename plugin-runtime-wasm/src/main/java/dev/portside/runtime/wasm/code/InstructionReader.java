package dev.portside.runtime.wasm.code;

/**
 * Decodes one instruction after the other (WebAssembly specification, binary format, instructions)
 * and refuses those that cannot run here. Not for several threads.
 */
final class InstructionReader {
  static final int UNREACHABLE = 0x00;
  static final int BLOCK = 0x02;
  static final int LOOP = 0x03;
  static final int IF = 0x04;
  static final int ELSE = 0x05;
  static final int THROW = 0x08;
  static final int THROW_REF = 0x0a;
  static final int END = 0x0b;
  static final int BR = 0x0c;
  static final int BR_IF = 0x0d;
  static final int BR_TABLE = 0x0e;
  static final int RETURN = 0x0f;
  static final int CALL = 0x10;
  static final int CALL_INDIRECT = 0x11;
  static final int RETURN_CALL = 0x12;
  static final int RETURN_CALL_INDIRECT = 0x13;
  static final int TRY_TABLE = 0x1f;

  /** The block type of a block that takes and gives nothing. */
  static final int NO_TYPE = -1;

  /** The block type of a block that gives one value. */
  static final int ONE_VALUE = -2;

  private final WasmReader reader;
  private int opcode;
  private int index;
  private int labels;
  private long farthest;

  InstructionReader(WasmReader reader) {
    this.reader = reader;
  }

  /** The opcode; with a prefix, that in the second byte. */
  int opcode() {
    return opcode;
  }

  /** The first number after the opcode: a label, a function, a type or a block type. */
  int index() {
    return index;
  }

  /** How many labels it may branch to. */
  int labels() {
    return labels;
  }

  /** The sum of the depths of these labels. */
  long labelDepths() {
    return farthest;
  }

  /** Passes over a constant expression. */
  void skipExpression() {
    do {
      next();
    } while (opcode != END);
  }

  /** Decodes the next instruction. */
  void next() {
    int start = reader.at();
    index = 0;
    labels = 0;
    farthest = 0;
    opcode = reader.u8();
    if (opcode >= 0x45 && opcode <= 0xc4) {
      return;
    }
    if (opcode >= 0x28 && opcode <= 0x3e) {
      memoryArgument();
      return;
    }
    switch (opcode) {
      case UNREACHABLE, 0x01, ELSE, THROW_REF, END, RETURN, 0x1a, 0x1b, 0xd1 -> {}
      case BLOCK, LOOP, IF -> index = blockType(start);
      case TRY_TABLE -> {
        index = blockType(start);
        catches();
      }
      case BR, BR_IF -> label();
      case BR_TABLE -> {
        for (int left = reader.count(); left >= 0; left--) {
          label();
        }
      }
      case THROW, CALL, RETURN_CALL, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0xd2 ->
          index = number();
      case CALL_INDIRECT, RETURN_CALL_INDIRECT -> {
        index = number();
        reader.u32();
      }
      case 0x1c -> {
        for (int left = reader.count(); left > 0; left--) {
          ValueTypes.check(reader.u8(), start);
        }
      }
      case 0x41, 0x42 -> reader.skipNumber();
      case 0x43 -> reader.skip(4);
      case 0x44 -> reader.skip(8);
      case 0xd0 -> ValueTypes.check(reader.u8(), start);
      case 0xfc -> bulk(start);
      case 0xfe -> atomic(start);
      default -> throw refused(start);
    }
  }

  private void bulk(int start) {
    int second = number();
    opcode = 0xfc00 | (second & 0xff);
    if (second > 0x11) {
      throw refused(start);
    }
    if (second >= 0x08) {
      reader.u32();
    }
    if (second == 0x08 || second == 0x0a || second == 0x0c || second == 0x0e) {
      reader.u32();
    }
  }

  private void atomic(int start) {
    int second = number();
    opcode = 0xfe00 | (second & 0xff);
    if (second == 0x03) {
      reader.skip(1);
    } else if (second < 0x03 || (second >= 0x10 && second <= 0x4e)) {
      memoryArgument();
    } else {
      throw refused(start);
    }
  }

  private void catches() {
    for (int left = reader.count(); left > 0; left--) {
      if (reader.u8() < 2) {
        reader.u32();
      }
      label();
    }
  }

  private void label() {
    index = number();
    labels++;
    farthest += index;
  }

  private void memoryArgument() {
    if ((reader.u32() & 0x40) != 0) {
      reader.u32();
    }
    reader.u32();
  }

  private int blockType(int start) {
    int at = reader.at();
    int first = reader.u8();
    if (first == 0x40) {
      return NO_TYPE;
    }
    if ((first & 0xc0) == 0x40) {
      ValueTypes.check(first, start);
      return ONE_VALUE;
    }
    reader.seek(at);
    return number();
  }

  /**
   * A number that is used as an index: what does not fit is far beyond every index there can be.
   */
  private int number() {
    return (int) Math.min(reader.u32(), Integer.MAX_VALUE);
  }

  private static BadModuleException refused(int opcode, String what, int start) {
    return new BadModuleException(
        what + " (instruction 0x" + Integer.toHexString(opcode) + " at byte " + start + ")");
  }

  private BadModuleException refused(int start) {
    return switch (opcode & 0xff00) {
      case 0xfc00, 0xfe00 -> refused(opcode, "an unknown instruction", start);
      default ->
          switch (opcode) {
            case 0xfd ->
                refused(
                    opcode,
                    "SIMD, which is not supported: build the plugin without it, for example with"
                        + " -mno-simd128",
                    start);
            case 0xfb, 0xd3 ->
                refused(opcode, "garbage-collected types, which are not supported", start);
            case 0x14, 0x15, 0xd4, 0xd5, 0xd6 ->
                refused(opcode, "typed function references, which are not supported", start);
            case 0x06, 0x07, 0x09, 0x18, 0x19 ->
                refused(
                    opcode,
                    "the legacy form of exceptions, which is not supported: build the plugin with"
                        + " the standard form, or without exceptions",
                    start);
            default -> refused(opcode, "an unknown instruction", start);
          };
    };
  }
}
