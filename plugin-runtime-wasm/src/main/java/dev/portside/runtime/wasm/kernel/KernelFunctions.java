package dev.portside.runtime.wasm.kernel;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;

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
   * Binds the functions to one kernel. Each has a body of its own, so that the JIT compiler can
   * inline it where a guest calls it byte by byte.
   *
   * @param kernel what they work on
   * @return all 20; an import of Chicory takes those that a module asks for
   */
  public static List<HostFunction> functions(Kernel kernel) {
    return List.of(
        function("memory_bytes", GET, (guest, a) -> one(kernel.memoryBytes())),
        function("input_length", GET, (guest, a) -> one(kernel.inputLength())),
        function("input_offset", GET, (guest, a) -> one(kernel.inputOffset())),
        function("output_length", GET, (guest, a) -> one(kernel.outputLength())),
        function("output_offset", GET, (guest, a) -> one(kernel.outputOffset())),
        function("error_get", GET, (guest, a) -> one(kernel.errorGet())),
        function("alloc", MAP, (guest, a) -> one(kernel.alloc(a[0]))),
        function("length", MAP, (guest, a) -> one(kernel.length(a[0]))),
        function("length_unsafe", MAP, (guest, a) -> one(kernel.lengthUnsafe(a[0]))),
        function("load_u8", LOAD_BYTE, (guest, a) -> one(kernel.loadU8(a[0]))),
        function("load_u64", MAP, (guest, a) -> one(kernel.loadU64(a[0]))),
        function("input_load_u8", LOAD_BYTE, (guest, a) -> one(kernel.inputLoadU8(a[0]))),
        function("input_load_u64", MAP, (guest, a) -> one(kernel.inputLoadU64(a[0]))),
        function(
            "free",
            TAKE,
            (guest, a) -> {
              kernel.free(a[0]);
              return NONE;
            }),
        function(
            "error_set",
            TAKE,
            (guest, a) -> {
              kernel.errorSet(a[0]);
              return NONE;
            }),
        function(
            "store_u8",
            STORE_BYTE,
            (guest, a) -> {
              kernel.storeU8(a[0], (int) a[1]);
              return NONE;
            }),
        function(
            "store_u64",
            SET,
            (guest, a) -> {
              kernel.storeU64(a[0], a[1]);
              return NONE;
            }),
        function(
            "input_set",
            SET,
            (guest, a) -> {
              kernel.inputSet(a[0], a[1]);
              return NONE;
            }),
        function(
            "output_set",
            SET,
            (guest, a) -> {
              kernel.outputSet(a[0], a[1]);
              return NONE;
            }),
        function(
            "reset",
            RUN,
            (guest, a) -> {
              kernel.reset();
              return NONE;
            }));
  }

  private static long[] one(long value) {
    return new long[] {value};
  }

  private static HostFunction function(String name, FunctionType type, WasmFunctionHandle body) {
    return new HostFunction(MODULE, name, type, body);
  }
}
