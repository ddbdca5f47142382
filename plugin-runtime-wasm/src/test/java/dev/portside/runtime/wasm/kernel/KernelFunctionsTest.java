package dev.portside.runtime.wasm.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.portside.runtime.wasm.memory.MemoryBudget;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KernelFunctionsTest {
  private static final long[] ODD = {
    0,
    1,
    64,
    77,
    65535,
    65536,
    1 << 20,
    (1 << 20) - 4,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffff_ffffL,
    0xffff_fff4L,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -5,
    -12,
    -13
  };

  private final Kernel kernel = new Kernel(20, new MemoryBudget(1 << 24));

  @Test
  @DisplayName("Names and types are those that the kernel in Wasm exports")
  void namesAndTypes() {
    Instance reference = new ReferenceKernel().instance(16);
    Map<String, FunctionType> expected = new TreeMap<>();
    for (int i = 0; i < reference.module().exportSection().exportCount(); i++) {
      Export export = reference.module().exportSection().getExport(i);
      if (export.exportType() == ExternalType.FUNCTION) {
        expected.put(export.name(), reference.exportType(export.name()));
      }
    }
    Map<String, FunctionType> actual = new TreeMap<>();
    for (HostFunction function : KernelFunctions.functions(kernel)) {
      assertEquals("extism:host/env", function.module());
      actual.put(function.name(), function.functionType());
    }
    assertEquals(expected, actual);
  }

  @Test
  @DisplayName("Whatever a guest passes, it gets an answer or a trap")
  void hostileArguments() {
    Instance none = new ReferenceKernel().instance(16);
    int answers = 0;
    int traps = 0;
    for (HostFunction function : KernelFunctions.functions(kernel)) {
      for (long first : ODD) {
        for (long second : ODD) {
          kernel.clear();
          kernel.setInput(new byte[] {1, 2, 3});
          try {
            long[] results = function.handle().apply(none, first, second);
            assertEquals(function.functionType().returns().size(), results.length);
            answers++;
          } catch (ChicoryException e) {
            traps++;
          }
        }
      }
    }
    assertTrue(answers > traps && traps > 0, answers + " answers, " + traps + " traps");
  }
}
