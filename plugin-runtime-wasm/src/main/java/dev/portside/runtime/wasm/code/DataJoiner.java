package dev.portside.runtime.wasm.code;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the data of a module into fewer segments. Go's compiler leaves out every few zeros and
 * makes ten thousands of them; each is an object, an expression and a copy in every new instance.
 *
 * <p>Two segments become one, with zeros in between, where the memory is the same afterwards: the
 * second begins beyond all that was written before, so what lies between is as it was made, zero.
 * All lie within the memory, so none of them traps, and they have no names, which only a module
 * with a data count section can use (WebAssembly Core Specification 2.0, "Instantiation" and "Data
 * Count Section").
 */
final class DataJoiner {
  /** The most zeros between two segments that are joined. */
  private static final int WIDEST_GAP = 64;

  private static final int CONSTANT = 0x41;

  private final WasmReader reader;
  private final byte[] wasm;
  private final long memoryBytes;
  private final ByteArrayOutputStream joined = new ByteArrayOutputStream();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private int segments;
  private long start;

  /** Zeros that may still be written, so that the section does not even double. */
  private int zerosLeft;

  private DataJoiner(WasmReader reader, byte[] wasm, long memoryBytes) {
    this.reader = reader;
    this.wasm = wasm;
    this.memoryBytes = memoryBytes;
    this.zerosLeft = reader.remaining();
  }

  /**
   * Joins the segments of a data section.
   *
   * @param reader over the content of the section
   * @param wasm what it reads
   * @param memoryBytes how large the memory is at least
   * @return the content of the new section, or null if there is a segment of another kind than
   *     usual, or one beyond the memory
   */
  static byte @Nullable [] join(WasmReader reader, byte[] wasm, long memoryBytes) {
    return new DataJoiner(reader, wasm, memoryBytes).join();
  }

  private byte @Nullable [] join() {
    long highest = 0;
    for (int left = reader.count(); left > 0; left--) {
      if (reader.u32() != 0 || reader.u8() != CONSTANT) {
        return null;
      }
      long offset = reader.s32() & 0xffffffffL;
      if (reader.u8() != InstructionReader.END) {
        return null;
      }
      int size = reader.count();
      if (offset + size > memoryBytes) {
        return null;
      }
      if (size > 0) {
        place(offset, highest);
        content.write(wasm, reader.at(), size);
        reader.skip(size);
        highest = Math.max(highest, offset + size);
      }
    }
    flush();
    ByteArrayOutputStream section = new ByteArrayOutputStream(joined.size() + 5);
    ModuleStripper.number(section, segments);
    section.writeBytes(joined.toByteArray());
    return section.toByteArray();
  }

  /** Makes the next byte of the content the one for an offset, in a new segment if need be. */
  private void place(long offset, long highest) {
    long gap = offset - highest;
    boolean isLast = start + content.size() == highest;
    if (isLast && gap >= 0 && gap <= Math.min(WIDEST_GAP, zerosLeft)) {
      content.writeBytes(new byte[(int) gap]);
      zerosLeft -= (int) gap;
    } else {
      flush();
      start = offset;
    }
  }

  private void flush() {
    if (content.size() > 0) {
      segments++;
      joined.write(0);
      joined.write(CONSTANT);
      writeSigned((int) start);
      joined.write(InstructionReader.END);
      ModuleStripper.number(joined, content.size());
      joined.writeBytes(content.toByteArray());
      content.reset();
    }
  }

  private void writeSigned(int value) {
    int left = value;
    while (left < -0x40 || left > 0x3f) {
      joined.write((left & 0x7f) | 0x80);
      left >>= 7;
    }
    joined.write(left & 0x7f);
  }
}
