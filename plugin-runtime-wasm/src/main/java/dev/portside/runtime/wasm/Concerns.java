package dev.portside.runtime.wasm;

import dev.portside.runtime.wasm.kernel.KernelFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a module and its configuration do not fit together. */
final class Concerns {
  /** The namespace of the system interface, which the runtime offers, too. */
  private static final String WASI = "wasi_snapshot_preview1";

  /** What the memory of the messages has at the start; it counts against the limit by itself. */
  private static final int MESSAGE_PAGES = 16;

  private Concerns() {}

  static List<String> of(WasmInspection module, WasmConfig config) {
    List<String> concerns = new ArrayList<>();
    entry(module, config.entryFuncName(), concerns);
    config.maxPages().ifPresent(limit -> pages(module, limit, concerns));
    for (WasmInspection.Import each : module.imports()) {
      boolean ours = each.module().equals(KernelFunctions.MODULE) || each.module().equals(WASI);
      if (!ours && !config.hostFunctions().contains(each.name())) {
        concerns.add(
            "the module imports "
                + each.module()
                + "."
                + each.name()
                + ", which runtimeConfig.hostFunctions does not name");
      }
      boolean http =
          each.module().equals(KernelFunctions.MODULE) && each.name().equals("http_request");
      if (http && config.allowedHosts().isEmpty()) {
        concerns.add(
            "the module sends HTTP requests, but runtimeConfig.allowedHosts allows no host");
      }
    }
    return List.copyOf(concerns);
  }

  private static void entry(WasmInspection module, String entry, List<String> concerns) {
    List<String> functions = new ArrayList<>();
    for (WasmInspection.Export export : module.exports()) {
      if (export.kind().equals("function")) {
        functions.add(export.name());
      }
    }
    if (!functions.contains(entry)) {
      String found =
          functions.isEmpty() ? "it exports none" : "there are " + String.join(", ", functions);
      concerns.add(
          "the module exports no function "
              + entry
              + "; "
              + found
              + "; runtimeConfig.entryFuncName names the one to call");
    }
  }

  private static void pages(WasmInspection module, long limit, List<String> concerns) {
    if (limit < MESSAGE_PAGES) {
      concerns.add(
          "runtimeConfig.memory.maxPages allows "
              + limit
              + " pages, but messages alone take "
              + MESSAGE_PAGES);
    }
    Optional<WasmInspection.Memory> memory = module.memory();
    if (memory.isPresent() && memory.get().initialPages() > limit) {
      concerns.add(
          "runtimeConfig.memory.maxPages allows "
              + limit
              + " pages, but the module starts with "
              + memory.get().initialPages());
    }
  }
}
