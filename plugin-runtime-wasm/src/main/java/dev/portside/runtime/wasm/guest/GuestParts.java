package dev.portside.runtime.wasm.guest;

import dev.portside.runtime.wasm.code.Code;
import dev.portside.runtime.wasm.host.GuestImports;
import dev.portside.runtime.wasm.host.HostSettings;
import dev.portside.runtime.wasm.kernel.Kernel;
import dev.portside.runtime.wasm.memory.MemoryBudget;
import java.util.List;

/**
 * What all guests of one plugin are made of.
 *
 * @param code the module
 * @param entry the export that serves a call
 * @param initialisers what has to be called before it
 * @param pageLimit how many pages the memories of the module and of its kernel may have, each
 * @param budget what all guests of the runtime may have together
 * @param settings what the plugin may use of its host
 */
record GuestParts(
    Code code,
    String entry,
    List<Initialiser> initialisers,
    int pageLimit,
    MemoryBudget budget,
    HostSettings settings) {

  Kernel newKernel() {
    return new Kernel(pageLimit, budget);
  }

  GuestImports newImports(Kernel kernel, boolean recording) {
    return new GuestImports(code.module(), kernel, settings, recording);
  }
}
