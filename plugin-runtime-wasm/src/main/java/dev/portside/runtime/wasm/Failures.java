package dev.portside.runtime.wasm;

import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.UnlinkableException;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.Usage;
import dev.portside.runtime.wasm.code.BadModuleException;
import dev.portside.runtime.wasm.guest.OutputLimitException;
import dev.portside.runtime.wasm.host.HostCallException;
import dev.portside.runtime.wasm.host.ImportException;
import dev.portside.runtime.wasm.memory.MemoryLimitException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What callers are told when a call has failed: which plugin and export, what happened, and which
 * limit was reached. A trap and an error of a host function count as exit code 1, as in the Extism
 * go-sdk.
 *
 * @param plugin the plugin's name
 * @param export its entry
 * @param stackBytes the stack of the thread that the call ran in
 * @param mostOutput how many bytes its answer may have
 * @param mostMemory how many bytes its memories may have
 */
record Failures(String plugin, String export, long stackBytes, long mostOutput, long mostMemory) {
  private static final int TRAP = 1;

  /** Whether the stack of the thread was too small. */
  static boolean isStackOverflow(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof StackOverflowError) {
        return true;
      }
    }
    return false;
  }

  /**
   * The exception for what a call has thrown. Errors of the JVM that are not the plugin's doing are
   * thrown on.
   *
   * @param thrown what it was
   * @param refusedMemory whether the guest asked for memory that it did not get
   * @param stderr the end of what it wrote to standard error
   * @param usage what the call used
   */
  PluginException of(Throwable thrown, boolean refusedMemory, String stderr, Usage usage) {
    if (thrown instanceof PluginException known) {
      return known;
    }
    if (isStackOverflow(thrown)) {
      return limit("stack of export \"" + export + "\"", stackBytes, "bytes", usage);
    }
    if (thrown instanceof MemoryLimitException e) {
      return limit("memory (" + e.getMessage() + ")", e.allowedBytes(), "bytes", usage);
    }
    if (thrown instanceof OutputLimitException e) {
      String found = "\" (it has " + e.length() + " bytes)";
      return limit("answer of export \"" + export + found, mostOutput, "bytes", usage);
    }
    if (thrown instanceof BadModuleException
        || thrown instanceof ImportException
        || thrown instanceof IOException) {
      return failed("cannot be loaded: " + thrown.getMessage(), thrown, usage);
    }
    if (thrown instanceof HostCallException e) {
      return exit(
          "was ended in export \"" + export + "\"", TRAP, String.valueOf(e.getMessage()), usage);
    }
    if (thrown instanceof WasiExitException e) {
      String what = "exited while it was made ready for export \"" + export + "\"";
      return exit(what, e.exitCode(), stderr, usage);
    }
    if (thrown instanceof UninstantiableException
        || thrown instanceof UnlinkableException
        || thrown instanceof InvalidException) {
      return failed("cannot be instantiated: " + thrown.getMessage(), thrown, usage);
    }
    if (thrown instanceof ChicoryException) {
      return trap(thrown, refusedMemory, stderr, usage);
    }
    if (thrown instanceof RuntimeException || thrown instanceof LinkageError) {
      return failed("failed in export \"" + export + "\": " + thrown, thrown, usage);
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return failed("was ended: " + thrown, thrown, usage);
  }

  private PluginException trap(
      Throwable thrown, boolean refusedMemory, String stderr, Usage usage) {
    if (refusedMemory) {
      String found = "memory of export \"" + export + "\" (it trapped after it was refused more)";
      return limit(found, mostMemory, "bytes", usage);
    }
    String text = String.valueOf(thrown.getMessage());
    String detail = stderr.isEmpty() ? text : text + "\n" + stderr;
    return exit("trapped in export \"" + export + "\"", TRAP, detail, usage);
  }

  PluginExitException exit(String what, int code, String detail, Usage usage) {
    return new PluginExitException(
        plugin, what, code, ErrorText.end(detail), usage.withExitCode(code));
  }

  PluginCallException failed(String what, @Nullable Throwable cause, Usage usage) {
    return new PluginCallException(plugin, what, usage, cause);
  }

  private PluginLimitException limit(String limit, long allowed, String unit, Usage usage) {
    return new PluginLimitException(plugin, limit, allowed, unit, usage);
  }
}
