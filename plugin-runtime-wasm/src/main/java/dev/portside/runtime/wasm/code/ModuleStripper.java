package dev.portside.runtime.wasm.code;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of a module what nobody reads: the contents of custom sections but {@code producers},
 * and the bodies of functions that run compiled. Such a body becomes {@code unreachable}, which is
 * valid for every type, and would trap if it were ever entered; where all are compiled, there is
 * one such body for all of them. Data is brought into few segments where nobody can tell: {@link
 * DataJoiner}. Expects a module that {@link ModuleScanner} has passed.
 */
final class ModuleStripper {
  private static final int PAGE_SHIFT = 16;
  private static final int CUSTOM = 0;
  private static final int IMPORT = 2;
  private static final int MEMORY = 5;
  private static final int CODE = 10;
  private static final int DATA = 11;
  private static final int DATA_COUNT = 12;

  private final byte[] wasm;
  private final WasmReader reader;
  private final ByteArrayOutputStream out;
  private final boolean allBodies;
  private final int[] kept;
  private int imported;
  private long memoryBytes;
  private boolean namesData;

  private ModuleStripper(byte[] wasm, boolean allBodies, int[] kept) {
    this.wasm = wasm;
    this.reader = new WasmReader(wasm, 0, wasm.length);
    this.out = new ByteArrayOutputStream(allBodies ? wasm.length : wasm.length / 2);
    this.allBodies = allBodies;
    this.kept = kept;
  }

  /** The module with all its bodies. */
  static byte[] withBodies(byte[] wasm) {
    return new ModuleStripper(wasm, true, new int[0]).strip();
  }

  /**
   * The module without bodies but those of some functions.
   *
   * @param kept their indexes among all functions, the imported ones first, in ascending order
   */
  static byte[] withoutBodies(byte[] wasm, int[] kept) {
    return new ModuleStripper(wasm, false, kept).strip();
  }

  private byte[] strip() {
    copy(0, 8);
    reader.seek(8);
    while (reader.remaining() > 0) {
      int start = reader.at();
      int id = reader.u8();
      int length = (int) reader.u32();
      int end = reader.at() + length;
      if (id == IMPORT) {
        imported = new WasmReader(wasm, reader.at(), end).count();
      }
      if (id == MEMORY) {
        memoryBytes = memoryBytes(new WasmReader(wasm, reader.at(), end));
      }
      namesData |= id == DATA_COUNT;
      byte[] joined = id == DATA && !allBodies && !namesData ? joined(end) : null;
      if (joined != null) {
        section(DATA, joined);
      } else if (id == CUSTOM) {
        custom(end);
      } else if (id == CODE && !allBodies) {
        code();
      } else {
        copy(start, end);
      }
      reader.seek(end);
    }
    return out.toByteArray();
  }

  private void custom(int end) {
    int from = reader.at();
    boolean read = reader.name().equals(ShapeReader.PRODUCERS);
    int to = read ? end : reader.at();
    out.write(CUSTOM);
    number(to - from);
    copy(from, to);
  }

  private void code() {
    ByteArrayOutputStream section = new ByteArrayOutputStream();
    int count = kept.length > 0 ? reader.count() : Math.min(reader.count(), 1);
    number(section, count);
    for (int i = 0; i < count; i++) {
      int start = reader.at();
      int size = (int) reader.u32();
      int end = reader.at() + size;
      if (Arrays.binarySearch(kept, imported + i) >= 0) {
        section.write(wasm, start, end - start);
      } else {
        stub(section);
      }
      reader.seek(end);
    }
    section(CODE, section.toByteArray());
  }

  private byte @Nullable [] joined(int end) {
    return DataJoiner.join(new WasmReader(wasm, reader.at(), end), wasm, memoryBytes);
  }

  /** Of the memory that a module defines: it imports none, and has one at most. */
  private static long memoryBytes(WasmReader section) {
    if (section.count() == 0) {
      return 0;
    }
    section.u8();
    return section.u32() << PAGE_SHIFT;
  }

  private void section(int id, byte[] content) {
    out.write(id);
    number(content.length);
    out.write(content, 0, content.length);
  }

  /** Three bytes: no locals, one instruction, the end. */
  private static void stub(ByteArrayOutputStream section) {
    section.write(3);
    section.write(0);
    section.write(InstructionReader.UNREACHABLE);
    section.write(InstructionReader.END);
  }

  private void copy(int from, int to) {
    out.write(wasm, from, to - from);
  }

  private void number(int value) {
    number(out, value);
  }

  static void number(ByteArrayOutputStream to, int value) {
    int left = value;
    while (left >>> 7 != 0) {
      to.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    to.write(left);
  }
}
