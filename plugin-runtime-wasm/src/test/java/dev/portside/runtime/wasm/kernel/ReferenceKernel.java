package dev.portside.runtime.wasm.kernel;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Makes instances of the kernel in Wasm that the Java SDK of Extism carries. */
final class ReferenceKernel {
  private final WasmModule module;
  private final Function<Instance, Machine> machines;

  ReferenceKernel() {
    try (InputStream wasm = ClassLoader.getSystemResourceAsStream("extism-runtime.wasm")) {
      module = Parser.parse(wasm);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    machines = MachineFactoryCompiler.compile(module);
  }

  WasmModule module() {
    return module;
  }

  Instance instance(int maximumPages) {
    return Instance.builder(module)
        .withMachineFactory(machines)
        .withMemoryFactory(declared ->
            new ByteArrayMemory(new MemoryLimits(declared.initialPages(), maximumPages)))
        .build();
  }
}
