package dev.portside.runtime.wasm.code;

import java.util.Arrays;

/**
 * Goes through the bodies of functions once and adds up what parsing and compiling them will cost,
 * before any of it is paid. Not for several threads.
 *
 * <p>The costs are those of Chicory 1.7.5: a branch walks up to its label; the end of a loop walks
 * over the blocks beside it; a branch that unwinds lists the operand stack; the frames of the
 * bytecode are merged local by local at every branch.
 */
final class FunctionScanner {
  /** Deeper than any compiler nests, a switch over every line of a large function included. */
  private static final int DEEPEST = 20_000;

  /** Enough for what compilers emit; a frame of the interpreter allocates them all. */
  private static final long MOST_LOCALS = 10_000;

  /** Steps of a pointer chase that take the parser some seconds. */
  private static final long MOST_STEPS = 1_000_000_000;

  /**
   * Values that the branches of one function unwind; the compiler holds several lists of them all.
   */
  private static final long MOST_UNWOUND = 500_000;

  /**
   * Branch targets of one function. Its method would be near the size limit, and the bytecode
   * writer takes time by the square of how often a label is used.
   */
  private static final long MOST_TARGETS = 30_000;

  /** Merges of one local that take the compiler some seconds. */
  private static final long MOST_MERGES = 1_000_000_000;

  private final WasmReader reader;
  private final InstructionReader instruction;
  private final FunctionTypes types;

  /**
   * For each open block the height of the operand stack below it, and how many blocks it has had.
   */
  private int[] heights = new int[64];

  private int[] blocks = new int[64];
  private int[] blockTypes = new int[64];
  private int depth;
  private int height;
  private long branches;
  private long unwound;
  private long largest;

  private long instructions;
  private long locals;
  private long steps;
  private long merges;
  private boolean compilable = true;
  private boolean leavesBodies;

  FunctionScanner(WasmReader reader, FunctionTypes types) {
    this.reader = reader;
    this.instruction = new InstructionReader(reader);
    this.types = types;
  }

  long instructions() {
    return instructions;
  }

  long locals() {
    return locals;
  }

  /** How many instructions the largest function has. */
  long largest() {
    return largest;
  }

  boolean compilable() {
    return compilable && merges <= MOST_MERGES;
  }

  boolean leavesBodies() {
    return leavesBodies;
  }

  /**
   * Scans the body that begins here and ends at {@code end}.
   *
   * @param function its index, for errors
   */
  void scan(int function, int end) {
    try {
      long declared = locals(function);
      branches = 0;
      unwound = 0;
      long before = instructions;
      body(function, end);
      largest = Math.max(largest, instructions - before);
      locals += declared;
      merges += declared * branches;
      if (unwound > MOST_UNWOUND || branches > MOST_TARGETS) {
        compilable = false;
      }
    } catch (BadModuleException e) {
      throw new BadModuleException(
          "function " + function + " uses " + e.getMessage(), e.getCause());
    }
  }

  private long locals(int function) {
    long declared = 0;
    for (int groups = reader.count(); groups > 0; groups--) {
      declared += reader.u32();
      int at = reader.at();
      ValueTypes.check(reader.u8(), at);
      if (declared > MOST_LOCALS) {
        throw new BadModuleException("more than " + MOST_LOCALS + " locals, the limit");
      }
    }
    return declared + types.parametersOf(function);
  }

  private void body(int function, int end) {
    depth = 0;
    height = 0;
    open(types.typeOf(function), 0);
    while (depth > 0) {
      if (reader.at() >= end) {
        throw new WasmReader.Truncated(reader.at());
      }
      instruction.next();
      instructions++;
      step();
      if (steps > MOST_STEPS) {
        throw new BadModuleException(
            "branches too deeply nested to be read in time: split it into smaller functions");
      }
    }
  }

  private void step() {
    int opcode = instruction.opcode();
    if (instruction.labels() > 0) {
      branches += instruction.labels();
      steps += instruction.labelDepths();
      unwound += (long) instruction.labels() * height;
    }
    switch (opcode) {
      case InstructionReader.BLOCK, InstructionReader.LOOP, InstructionReader.TRY_TABLE ->
          open(instruction.index(), opcode);
      case InstructionReader.IF -> {
        pop(1);
        open(instruction.index(), opcode);
      }
      case InstructionReader.ELSE ->
          height = heights[depth - 1] + types.parameters(blockTypes[depth - 1]);
      case InstructionReader.END -> close();
      case InstructionReader.CALL -> call(types.typeOf(instruction.index()));
      case InstructionReader.CALL_INDIRECT -> {
        pop(1);
        call(instruction.index());
      }
      case InstructionReader.RETURN_CALL, InstructionReader.RETURN_CALL_INDIRECT -> {
        leavesBodies = true;
        dead();
      }
      case InstructionReader.UNREACHABLE,
          InstructionReader.THROW,
          InstructionReader.THROW_REF,
          InstructionReader.BR,
          InstructionReader.BR_TABLE,
          InstructionReader.RETURN ->
          dead();
      default -> {
        int effect = StackEffect.of(opcode);
        if (effect < 0) {
          pop(-effect);
        } else {
          height += effect;
        }
      }
    }
  }

  private void open(int type, int opcode) {
    pop(types.parameters(type));
    if (depth == DEEPEST) {
      throw new BadModuleException("blocks nested deeper than " + DEEPEST + ", the limit");
    }
    if (depth == heights.length) {
      heights = Arrays.copyOf(heights, depth * 2);
      blocks = Arrays.copyOf(blocks, depth * 2);
      blockTypes = Arrays.copyOf(blockTypes, depth * 2);
    }
    if (depth > 0) {
      blocks[depth - 1]++;
      if (opcode == InstructionReader.LOOP) {
        steps += blocks[depth - 1];
      }
    }
    branches++;
    heights[depth] = height;
    blocks[depth] = 0;
    blockTypes[depth] = type;
    depth++;
    height += types.parameters(type);
  }

  private void close() {
    depth--;
    height = heights[depth] + types.results(blockTypes[depth]);
  }

  private void call(int type) {
    int size = types.parameters(type) + types.results(type);
    steps += size;
    pop(types.parameters(type));
    height += types.results(type);
  }

  private void pop(int values) {
    int floor = depth == 0 ? 0 : heights[depth - 1];
    // After an unconditional branch the stack has whatever is asked of it.
    height = Math.max(floor, height - values);
  }

  private void dead() {
    height = heights[depth - 1];
  }
}
