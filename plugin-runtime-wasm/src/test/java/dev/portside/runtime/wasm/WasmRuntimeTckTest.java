package dev.portside.runtime.wasm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.portside.tck.Behavior;
import dev.portside.tck.RuntimeTck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The runtime for modules keeps the contract")
class WasmRuntimeTckTest extends RuntimeTck {
  private static final String HANGS_ON_LOAD =
      "(module (func $start (loop (br 0))) (start $start) (func (export \"helm_plugin_main\")))";

  @Override
  protected WasmRuntime runtime() {
    return WasmRuntime.builder().maxMemoryBytes(256 << 20).build();
  }

  @Override
  protected Map<String, ?> plugin(Behavior behavior, Path dir) throws IOException {
    Path module = dir.resolve(WasmRuntime.MODULE);
    return switch (behavior) {
      case FAIL_ON_LOAD -> {
        write("no module".getBytes(UTF_8), module);
        yield Map.of();
      }
      case HANG_ON_LOAD -> {
        write(Wat2Wasm.parse(HANGS_ON_LOAD), module);
        yield Map.of();
      }
      case CALL_HOST -> {
        write(kit(), module);
        yield Map.of("entryFuncName", "call_host", "fileSystem", Map.of("createTempDir", true));
      }
      case CALL_HOST_UNASKED -> {
        write(kit(), module);
        yield entry("call_host");
      }
      default -> {
        write(kit(), module);
        yield entry(behavior.name().toLowerCase(Locale.ROOT));
      }
    };
  }

  @Override
  protected List<Map<String, ?>> variants(Path dir) throws IOException {
    write(kit(), dir.resolve(WasmRuntime.MODULE));
    Map<String, Object> everything = new LinkedHashMap<>(entry("echo"));
    everything.put(
        "memory", Map.of("maxPages", 2000, "maxHttpResponseBytes", 0, "maxVarBytes", 100));
    everything.put("config", Map.of("key", "value"));
    everything.put("allowedHosts", List.of("*.example.com"));
    everything.put("fileSystem", Map.of("createTempDir", true));
    everything.put("timeout", 60_000);
    everything.put("hostFunctions", List.of());
    return List.of(everything, Map.of("entryFuncName", "echo", "memory", Map.of("maxPages", 0)));
  }

  @Override
  protected Map<String, Map<String, ?>> faults(Path dir) throws IOException {
    write(kit(), dir.resolve(WasmRuntime.MODULE));
    return Map.of(
        "has no function \"helm_plugin_main\"; its module exports _initialize, echo",
        Map.of(),
        "has no function \"missing\"",
        entry("missing"),
        "host function \"upper\"",
        Map.of("entryFuncName", "echo", "hostFunctions", List.of("upper")),
        "needs 16 pages of 64 KiB, its limit is 2",
        Map.of("entryFuncName", "echo", "memory", Map.of("maxPages", 2)));
  }

  /** A module starts no processes, and Helm runs no hooks of one. */
  @Override
  protected boolean supports(Behavior behavior) {
    return behavior != Behavior.SPAWN && behavior != Behavior.HOOKS;
  }

  private static Map<String, ?> entry(String export) {
    return Map.of("entryFuncName", export);
  }

  private static void write(byte[] wasm, Path file) throws IOException {
    Files.write(file, wasm);
  }

  private static byte[] kit() throws IOException {
    return Modules.resource("/plugins/kit.wasm");
  }
}
