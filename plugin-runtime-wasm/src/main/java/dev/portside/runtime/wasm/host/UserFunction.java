package dev.portside.runtime.wasm.host;

import static java.util.Objects.requireNonNull;

import com.dylibso.chicory.wasm.types.FunctionType;
import dev.portside.runtime.wasm.kernel.Kernel;

/**
 * A function of the host's, for guests to import.
 *
 * @param namespace the module name of the import
 * @param name the field name of the import
 * @param type parameters and results
 * @param body what runs; safe for use by several threads, each with the kernel of its guest
 */
public record UserFunction(String namespace, String name, FunctionType type, Body body) {
  /** Checks that nothing is null. */
  public UserFunction {
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(body, "body");
  }

  /** What runs when a guest calls. */
  @FunctionalInterface
  public interface Body {
    /**
     * Runs in the thread of the call.
     *
     * @param kernel the memory of the guest that calls
     * @param arguments the parameters as raw Wasm values
     * @return the results as raw Wasm values, as many as the type has
     * @throws Exception to end the call
     */
    long[] call(Kernel kernel, long[] arguments) throws Exception;
  }

  /** The name as the texts of errors have it. */
  String qualified() {
    return namespace + "." + name;
  }
}
