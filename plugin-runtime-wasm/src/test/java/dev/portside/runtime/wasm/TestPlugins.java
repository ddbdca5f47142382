package dev.portside.runtime.wasm;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.type.TestV1;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Plugins of type {@code test/v1} made of the modules that are committed in {@code
 * src/test/resources/plugins}; their sources are in {@code src/test/plugins}. Of a name they make a
 * greeting.
 */
final class TestPlugins {
  private final WasmRuntime runtime;
  private final Path base;

  /**
   * @param runtime what runs them; stays the caller's to close
   * @param base an empty directory for their files
   */
  TestPlugins(WasmRuntime runtime, Path base) {
    this.runtime = runtime;
    this.base = base;
  }

  /** A plugin of a committed module that says nothing of its own but which export to call. */
  Plugin load(String module, String entry) {
    return load(module, WasmConfig.builder().entryFuncName(entry));
  }

  /** A plugin of a committed module. */
  Plugin load(String module, WasmConfig.Builder config) {
    return load(module, bytes(module), config);
  }

  /** A plugin of a module of the caller's, which is the same whenever the name is. */
  Plugin load(String name, byte[] wasm, WasmConfig.Builder builder) {
    Path dir = dir(name, wasm);
    WasmConfig config = builder.build();
    Metadata metadata =
        Metadata.named(name).type(TestV1.TYPE, new TestV1.Settings()).on(runtime, config);
    return runtime.createPlugin(PluginSpec.of(metadata, config, dir));
  }

  /** Written once, since another thread may be reading it. */
  private synchronized Path dir(String name, byte[] wasm) {
    Path dir = base.resolve(name);
    try {
      if (!Files.exists(dir)) {
        Files.createDirectories(dir);
        Files.write(dir.resolve(WasmRuntime.MODULE), wasm);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dir;
  }

  /** The bytes of a committed module. */
  static byte[] bytes(String module) {
    String name = "/plugins/" + module + ".wasm";
    try (InputStream in = requireNonNull(TestPlugins.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The greeting that a plugin makes of a name. */
  static String greet(Plugin plugin, String name) {
    return plugin.call(TestV1.TYPE, new TestV1.Input(name)).greeting();
  }
}
