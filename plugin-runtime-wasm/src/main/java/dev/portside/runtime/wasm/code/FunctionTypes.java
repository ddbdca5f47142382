package dev.portside.runtime.wasm.code;

import java.util.Arrays;

/**
 * How many values each function type takes and gives, and which type each function has. Indexes
 * that do not exist give zero: the parser refuses them later. Not for several threads.
 */
final class FunctionTypes {
  private int[] parameters = new int[0];
  private int[] results = new int[0];

  /** The type of each function, the imported ones first. */
  private int[] functions = new int[16];

  private int count;

  /** Makes room for {@code types} types. */
  void allocate(int types) {
    parameters = new int[types];
    results = new int[types];
  }

  void setType(int type, int parameterCount, int resultCount) {
    parameters[type] = parameterCount;
    results[type] = resultCount;
  }

  void addFunction(long type) {
    if (count == functions.length) {
      functions = Arrays.copyOf(functions, count * 2);
    }
    functions[count++] = (int) Math.min(type, Integer.MAX_VALUE);
  }

  /** The type of a function; of one that does not exist, a type that does not exist. */
  int typeOf(int function) {
    return function < count ? functions[function] : Integer.MAX_VALUE;
  }

  int parametersOf(int function) {
    return parameters(typeOf(function));
  }

  /** How many values the type takes; also for the block types of {@link InstructionReader}. */
  int parameters(int type) {
    return type >= 0 && type < parameters.length ? parameters[type] : 0;
  }

  /** How many values the type gives; also for the block types of {@link InstructionReader}. */
  int results(int type) {
    if (type == InstructionReader.ONE_VALUE) {
      return 1;
    }
    return type >= 0 && type < results.length ? results[type] : 0;
  }
}
