package dev.portside.runtime.wasm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.type.TestV1;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Plugins of modules that stand among the resources, or in the test as text. */
final class Modules {
  private Modules() {}

  /** A file among the resources. */
  static byte[] resource(String name) throws IOException {
    try (InputStream in = Modules.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** The text of {@code modules/state.wat} with something in place of each of its marks. */
  static byte[] state(String imports, String start, String initialise) throws IOException {
    return Wat2Wasm.parse(
        new String(resource("/modules/state.wat"), UTF_8)
            .replace("(;IMPORTS;)", imports)
            .replace("(;START;)", start)
            .replace("(;INITIALISE;)", initialise));
  }

  /** A plugin of type {@code test/v1} whose module is a file of a directory then. */
  static Plugin plugin(WasmRuntime runtime, Path dir, byte[] wasm, WasmConfig config)
      throws IOException {
    Files.write(dir.resolve(WasmRuntime.MODULE), wasm);
    Metadata metadata =
        Metadata.named("demo")
            .version("1.0.0")
            .type(TestV1.TYPE, new TestV1.Settings())
            .on(runtime, config);
    return runtime.createPlugin(PluginSpec.of(metadata, config, dir));
  }

  /** A configuration that names the entry alone. */
  static WasmConfig entry(String export) {
    return WasmConfig.builder().entryFuncName(export).build();
  }
}
