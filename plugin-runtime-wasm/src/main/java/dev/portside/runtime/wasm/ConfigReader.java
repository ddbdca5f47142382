package dev.portside.runtime.wasm;

import dev.portside.api.TreeReader;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads {@code runtimeConfig}. Follows the keys and number types of {@code RuntimeConfigExtismV1}
 * in Helm's {@code internal/plugin/runtime_extismv1.go}.
 *
 * <p>Helm's number conversion wraps around where Go's does: it takes 2^64 milliseconds for 2^63 and
 * -1.5 for 2^64-1. Here a number out of range is an error.
 */
final class ConfigReader {
  private ConfigReader() {}

  /** Reads all keys; what is wrong with them is reported by the reader. */
  static WasmConfig read(TreeReader in) {
    WasmConfig.Builder builder = WasmConfig.builder();
    TreeReader memory = in.child("memory");
    memory.integer("maxPages", 0, WasmConfig.MOST_PAGES).ifPresent(builder::maxPages);
    bytes(memory, "maxHttpResponseBytes").ifPresent(builder::maxHttpResponseBytes);
    bytes(memory, "maxVarBytes").ifPresent(builder::maxVarBytes);
    Map<String, String> config = in.textMap("config");
    if (in.has("config")) {
      builder.config(config);
    }
    List<String> hosts = in.textsOrNull("allowedHosts");
    if (hosts != null) {
      builder.allowedHosts(hosts);
    }
    builder.createTempDir(in.child("fileSystem").bool("createTempDir"));
    BigInteger millis = in.integer("timeout", BigInteger.ZERO, WasmConfig.LONGEST_MILLIS);
    if (millis != null) {
      builder.timeoutMillis(millis);
    }
    List<String> functions = in.textsOrNull("hostFunctions");
    if (functions != null) {
      builder.hostFunctions(functions);
    }
    return builder.entryFuncName(in.text("entryFuncName")).build();
  }

  private static OptionalLong bytes(TreeReader in, String key) {
    return in.integer(key, Long.MIN_VALUE, Long.MAX_VALUE);
  }
}
