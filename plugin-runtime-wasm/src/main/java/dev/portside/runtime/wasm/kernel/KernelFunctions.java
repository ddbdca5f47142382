package dev.portside.runtime.wasm.kernel;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * The functions of a {@link Kernel} as the imports that guests know them by.
 *
 * <p>Names and types are those that the kernel of Extism exports.
 */
public final class KernelFunctions {
  /** The module that guests import them from. */
  public static final String MODULE = "extism:host/env";

  private static final FunctionType GET = type(List.of(), List.of(ValType.I64));
  private static final FunctionType MAP = type(List.of(ValType.I64), List.of(ValType.I64));
  private static final FunctionType LOAD_BYTE = type(List.of(ValType.I64), List.of(ValType.I32));
  private static final FunctionType TAKE = type(List.of(ValType.I64), List.of());
  private static final FunctionType STORE_BYTE = type(List.of(ValType.I64, ValType.I32), List.of());
  private static final FunctionType SET = type(List.of(ValType.I64, ValType.I64), List.of());
  private static final FunctionType RUN = type(List.of(), List.of());

  private static final long[] NONE = {};

  private KernelFunctions() {}

  private static FunctionType type(List<ValType> parameters, List<ValType> results) {
    return FunctionType.of(parameters, results);
  }

  /**
   * Binds the functions to one kernel.
   *
   * @param kernel what they work on
   * @return all 20; an import of Chicory takes those that a module asks for
   */
  public static List<HostFunction> functions(Kernel kernel) {
    return List.of(
        get("memory_bytes", kernel::memoryBytes),
        get("input_length", kernel::inputLength),
        get("input_offset", kernel::inputOffset),
        get("output_length", kernel::outputLength),
        get("output_offset", kernel::outputOffset),
        get("error_get", kernel::errorGet),
        map("alloc", MAP, kernel::alloc),
        map("length", MAP, kernel::length),
        map("length_unsafe", MAP, kernel::lengthUnsafe),
        map("load_u8", LOAD_BYTE, kernel::loadU8),
        map("load_u64", MAP, kernel::loadU64),
        map("input_load_u8", LOAD_BYTE, kernel::inputLoadU8),
        map("input_load_u64", MAP, kernel::inputLoadU64),
        take("free", kernel::free),
        take("error_set", kernel::errorSet),
        set("store_u8", STORE_BYTE, (address, value) -> kernel.storeU8(address, (int) value)),
        set("store_u64", SET, kernel::storeU64),
        set("input_set", SET, kernel::inputSet),
        set("output_set", SET, kernel::outputSet),
        new HostFunction(
            MODULE,
            "reset",
            RUN,
            (instance, arguments) -> {
              kernel.reset();
              return NONE;
            }));
  }

  private static HostFunction get(String name, LongSupplier function) {
    return new HostFunction(
        MODULE, name, GET, (instance, arguments) -> new long[] {function.getAsLong()});
  }

  private static HostFunction map(String name, FunctionType type, LongUnaryOperator function) {
    return new HostFunction(
        MODULE,
        name,
        type,
        (instance, arguments) -> new long[] {function.applyAsLong(arguments[0])});
  }

  private static HostFunction take(String name, LongConsumer function) {
    return new HostFunction(
        MODULE,
        name,
        TAKE,
        (instance, arguments) -> {
          function.accept(arguments[0]);
          return NONE;
        });
  }

  private static HostFunction set(String name, FunctionType type, BiLongConsumer function) {
    return new HostFunction(
        MODULE,
        name,
        type,
        (instance, arguments) -> {
          function.accept(arguments[0], arguments[1]);
          return NONE;
        });
  }

  private interface BiLongConsumer {
    void accept(long first, long second);
  }
}
