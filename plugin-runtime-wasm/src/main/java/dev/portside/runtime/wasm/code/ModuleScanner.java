package dev.portside.runtime.wasm.code;

import java.util.List;

/**
 * Goes through a module once, before the library sees it: what is damaged, unsupported or too
 * costly is refused here, with a text for the author of the plugin. The library then allocates by
 * numbers that have been checked. What is left to it is validation (WebAssembly specification,
 * validation).
 *
 * <p>Time is linear in the bytes of the module, memory in the number of its types and functions.
 * Not for several threads.
 */
final class ModuleScanner {
  private static final List<String> SECTIONS =
      List.of(
          "custom",
          "type",
          "import",
          "function",
          "table",
          "memory",
          "global",
          "export",
          "start",
          "element",
          "code",
          "data",
          "data count",
          "tag");
  private static final int MOST_TYPES = 100_000;
  private static final int MOST_FUNCTIONS = 200_000;
  private static final int MOST_VALUES = 1000;

  private static final int FUNCTION = 0x60;

  private final byte[] wasm;
  private final ModuleLimits limits;
  private final WasmReader reader;
  private final InstructionReader instructions;
  private final FunctionTypes types = new FunctionTypes();
  private final FunctionScanner functions;
  private int imported;
  private long tableElements;
  private long codeBytes;
  private long dataBytes;

  private ModuleScanner(byte[] wasm, ModuleLimits limits) {
    this.wasm = wasm;
    this.limits = limits;
    this.reader = new WasmReader(wasm, 0, wasm.length);
    this.instructions = new InstructionReader(reader);
    this.functions = new FunctionScanner(reader, types);
  }

  /**
   * Scans a module.
   *
   * @throws BadModuleException if it cannot run here
   */
  static ScannedModule scan(byte[] wasm, ModuleLimits limits) {
    return new ModuleScanner(wasm, limits).scan();
  }

  private ScannedModule scan() {
    if (wasm.length > limits.moduleBytes()) {
      throw new BadModuleException(
          "is too large for a module: "
              + wasm.length
              + " bytes, the limit is "
              + limits.moduleBytes());
    }
    ModuleHead.check(wasm);
    reader.skip(ModuleHead.LENGTH);
    while (reader.remaining() > 0) {
      section();
    }
    ScannedModule scanned =
        new ScannedModule(
            functions.instructions(),
            functions.largest(),
            functions.locals(),
            functions.compilable(),
            functions.leavesBodies());
    checkHeap(scanned);
    return scanned;
  }

  private void section() {
    int start = reader.at();
    int id = reader.u8();
    if (id >= SECTIONS.size()) {
      throw new BadModuleException(
          "has an unknown section " + id + " at byte " + start + ", known are 0 to 13");
    }
    int end;
    try {
      long size = reader.u32();
      if (size > reader.remaining()) {
        throw new BadModuleException(
            "is truncated: section "
                + SECTIONS.get(id)
                + " at byte "
                + start
                + " has "
                + size
                + " bytes, but "
                + reader.remaining()
                + " are left");
      }
      end = reader.at() + (int) size;
    } catch (WasmReader.Truncated e) {
      throw new BadModuleException("is truncated in the head of a section at byte " + e.at());
    }
    reader.limit(end);
    try {
      content(id, end);
    } catch (WasmReader.Truncated e) {
      throw new BadModuleException(
          "is damaged: section " + SECTIONS.get(id) + " does not make sense at byte " + e.at());
    }
    reader.seek(end);
    reader.limit(wasm.length);
  }

  private void content(int id, int end) {
    switch (id) {
      case 0 -> custom(end);
      case 1 -> types();
      case 2 -> imports();
      case 3 -> functions();
      case 4 -> tables();
      case 5 -> memories();
      case 6 -> globals();
      case 9 -> elements();
      case 10 -> bodies();
      case 11 -> data();
      default -> reader.u32();
    }
  }

  /** Its contents are left out later, whatever they are. */
  private void custom(int end) {
    reader.name();
    dataBytes += end - reader.at();
  }

  private void types() {
    int count = limited("types", MOST_TYPES);
    types.allocate(count);
    for (int i = 0; i < count; i++) {
      int at = reader.at();
      if (reader.u8() != FUNCTION) {
        throw new BadModuleException(
            "uses garbage-collected types, which are not supported (type "
                + i
                + " at byte "
                + at
                + ")");
      }
      types.setType(i, values(), values());
    }
  }

  private int values() {
    int count = limited("values in the type of a function", MOST_VALUES);
    for (int i = 0; i < count; i++) {
      valueType();
    }
    return count;
  }

  private void imports() {
    for (int left = reader.count(); left > 0; left--) {
      String name = reader.name() + "." + reader.name();
      int kind = reader.u8();
      if (kind != 0) {
        throw new BadModuleException(unsupportedImport(kind, name));
      }
      types.addFunction(reader.u32());
      imported++;
    }
  }

  private static String unsupportedImport(int kind, String name) {
    String what =
        switch (kind) {
          case 1 -> "the table ";
          case 2 -> "the memory ";
          case 3 -> "the global ";
          case 4 -> "the exception tag ";
          default -> "something unknown, ";
        };
    String advice =
        kind == 2 ? "build the plugin without --import-memory" : "define it in the module";
    return "imports " + what + name + ", but a plugin can import functions only: " + advice;
  }

  private void functions() {
    for (int left = limited("functions", MOST_FUNCTIONS); left > 0; left--) {
      types.addFunction(reader.u32());
    }
  }

  private void tables() {
    for (int left = reader.count(); left > 0; left--) {
      boolean initialized = reader.u8() == 0x40;
      if (initialized) {
        reader.skip(2);
      }
      int flags = reader.u8();
      tableElements += reader.u32();
      if ((flags & 1) != 0) {
        reader.u32();
      }
      if (initialized) {
        instructions.skipExpression();
      }
      if (tableElements > limits.tableElements()) {
        throw new BadModuleException(
            "starts with "
                + tableElements
                + " table elements, the limit is "
                + limits.tableElements());
      }
    }
  }

  private void memories() {
    int count = reader.count();
    if (count > 1) {
      throw new BadModuleException("has " + count + " memories, a plugin can have one");
    }
  }

  private void globals() {
    for (int left = reader.count(); left > 0; left--) {
      valueType();
      reader.u8();
      skipExpression("a global");
    }
  }

  private void elements() {
    for (int left = reader.count(); left > 0; left--) {
      int flags = (int) reader.u32();
      boolean expressions = (flags & 4) != 0;
      if ((flags & 1) == 0) {
        if ((flags & 2) != 0) {
          reader.u32();
        }
        skipExpression("a segment of elements");
      }
      if ((flags & 3) != 0) {
        reader.u8();
      }
      for (int items = reader.count(); items > 0; items--) {
        if (expressions) {
          skipExpression("a segment of elements");
        } else {
          reader.u32();
        }
      }
    }
  }

  private void bodies() {
    int first = reader.at();
    int count = reader.count();
    for (int i = 0; i < count; i++) {
      long size = reader.u32();
      if (size > reader.remaining()) {
        throw new WasmReader.Truncated(reader.at());
      }
      int end = reader.at() + (int) size;
      functions.scan(imported + i, end);
      if (reader.at() != end) {
        throw new WasmReader.Truncated(reader.at());
      }
    }
    codeBytes = (long) reader.at() - first;
  }

  private void data() {
    for (int left = reader.count(); left > 0; left--) {
      int flags = (int) reader.u32();
      if (flags == 2) {
        reader.u32();
      }
      if (flags != 1) {
        skipExpression("a segment of data");
      }
      long size = reader.u32();
      reader.skip(size);
      dataBytes += size;
    }
  }

  private void skipExpression(String where) {
    try {
      instructions.skipExpression();
    } catch (BadModuleException e) {
      throw new BadModuleException(where + " uses " + e.getMessage());
    }
  }

  private void valueType() {
    int at = reader.at();
    try {
      ValueTypes.check(reader.u8(), at);
    } catch (BadModuleException e) {
      throw new BadModuleException("uses " + e.getMessage());
    }
  }

  private int limited(String what, int most) {
    int count = reader.count();
    if (count > most) {
      throw new BadModuleException("has " + count + " " + what + ", the limit is " + most);
    }
    return count;
  }

  private void checkHeap(ScannedModule scanned) {
    long needed = scanned.heap(dataBytes, wasm.length - codeBytes - dataBytes);
    if (needed > limits.heapBytes()) {
      throw new BadModuleException(
          "is too large for this JVM: "
              + scanned.instructions()
              + " instructions need about "
              + (needed >> 20)
              + " MiB of heap to be read, there are "
              + (limits.heapBytes() >> 20)
              + ": give it more with -Xmx");
    }
  }
}
