package dev.portside.runtime.wasm.host;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;

/**
 * What stands before a WASI function: it checks what a guest made up, counts what counts against
 * the limits of its files, and passes the call on or answers an error number.
 */
interface WasiGuard {
  long[] call(WasiSession session, HostFunction function, Instance instance, long[] arguments);

  /** The guard of a function. */
  static WasiGuard of(String name) {
    return switch (name) {
      case "fd_read", "fd_pread", "fd_write", "fd_pwrite" -> WasiChecks.VECTORS;
      case "fd_allocate", "fd_filestat_set_size" -> WasiChecks.SIZE;
      case "fd_close", "fd_renumber" -> WasiChecks.DESCRIPTORS;
      case "fd_readdir" -> WasiChecks.LIST;
      case "fd_filestat_get" -> WasiChecks.STATUS;
      case "path_create_directory" -> WasiPath.MAKES;
      case "path_filestat_get", "path_filestat_set_times" -> WasiPath.LOOKS_UP;
      case "path_readlink" -> WasiPath.READS;
      case "path_remove_directory", "path_unlink_file" -> WasiPath.REMOVES;
      case "path_open" -> WasiPath.OPENS;
      case "path_link" -> WasiPath.LINKS;
      case "path_rename" -> WasiPath.RENAMES;
      case "path_symlink" -> WasiPath.POINTS;
      default -> WasiChecks.NONE;
    };
  }

  static long[] passUnless(int error, HostFunction function, Instance instance, long[] arguments) {
    return error == Errno.SUCCESS
        ? WasiSession.pass(function, instance, arguments)
        : Wasi.result(error);
  }

  static long bytes(Memory memory) {
    return (long) memory.pages() * Memory.PAGE_SIZE;
  }
}
