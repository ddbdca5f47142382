package dev.portside.runtime.wasm.host;

/** What each import that is known by name does, as far as others must know. */
final class Kinds {
  static final String EXTISM = "extism:host/env";
  static final String WASI = "wasi_snapshot_preview1";

  private Kinds() {}

  static ImportKind of(String module, String name) {
    if (module.equals(EXTISM)) {
      return ExtismFunctions.NAMES.contains(name) ? ImportKind.OTHER : ImportKind.KERNEL;
    }
    if (!module.equals(WASI)) {
      return ImportKind.OTHER;
    }
    return switch (name) {
      case "args_get", "args_sizes_get", "fd_prestat_get", "fd_prestat_dir_name", "fd_fdstat_get" ->
          ImportKind.LAYOUT;
      case "environ_get", "environ_sizes_get" -> ImportKind.ENVIRONMENT;
      case "clock_time_get", "clock_res_get", "random_get" -> ImportKind.VOLATILE;
      default -> ImportKind.OTHER;
    };
  }

  static boolean repeatable(String module, String name) {
    if (of(module, name) != ImportKind.OTHER) {
      return true;
    }
    return switch (name) {
      case "config_get", "var_get", "var_set", "get_log_level" -> module.equals(EXTISM);
      case "proc_exit", "sched_yield" -> module.equals(WASI);
      default -> false;
    };
  }
}
