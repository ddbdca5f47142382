package dev.portside.cli;

import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.Runtime;
import dev.portside.api.TreeReader;
import dev.portside.runtime.wasm.WasmConfig;
import dev.portside.runtime.wasm.WasmRuntime;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The Wasm runtime, made for the first plugin that needs it: a command that meets none does not
 * load its classes. What it compiles is kept below Helm's cache directory.
 */
final class WasmOnDemand implements Runtime<WasmConfig> {
  private final String cache;
  private @Nullable WasmRuntime made;

  /**
   * A runtime that is yet to be made.
   *
   * @param cache Helm's cache directory
   */
  WasmOnDemand(String cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return WasmRuntime.NAME; // a constant, which the compiler copies
  }

  @Override
  public WasmConfig readConfig(TreeReader in) {
    return runtime().readConfig(in);
  }

  @Override
  public Plugin createPlugin(PluginSpec<WasmConfig> spec) {
    return runtime().createPlugin(spec);
  }

  private synchronized WasmRuntime runtime() {
    WasmRuntime runtime = made;
    if (runtime == null) {
      runtime = WasmRuntime.builder().cacheDirectory(Path.of(cache, "portside-wasm")).build();
      made = runtime;
    }
    return runtime;
  }

  @Override
  public synchronized void close() {
    if (made != null) {
      made.close();
    }
  }
}
