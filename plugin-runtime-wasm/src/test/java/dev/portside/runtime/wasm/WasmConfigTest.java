package dev.portside.runtime.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Permission;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The configuration of the Wasm runtime, made by a host")
class WasmConfigTest {
  @Test
  @DisplayName("leaves everything to the runtime if it says nothing, and asks for nothing")
  void saysNothing() {
    WasmConfig none = WasmConfig.NONE;
    assertEquals(OptionalLong.empty(), none.maxPages());
    assertEquals(OptionalLong.empty(), none.maxHttpResponseBytes());
    assertEquals(OptionalLong.empty(), none.maxVarBytes());
    assertEquals(Map.of(), none.config());
    assertEquals(List.of(), none.allowedHosts());
    assertFalse(none.createTempDir());
    assertEquals(Optional.empty(), none.timeout());
    assertEquals(List.of(), none.hostFunctions());
    assertEquals("helm_plugin_main", none.entryFuncName());
    assertEquals(Set.of(), none.permissions());
  }

  @Test
  @DisplayName("has what its builder was given")
  void hasEverything() {
    WasmConfig config =
        WasmConfig.builder()
            .maxPages(20)
            .maxHttpResponseBytes(1000)
            .maxVarBytes(2000)
            .config(Map.of("region", "eu"))
            .allowedHosts(List.of("*.example.com"))
            .createTempDir(true)
            .timeout(Duration.ofMillis(1500))
            .hostFunctions(List.of("greet"))
            .entryFuncName("start")
            .build();
    assertEquals(OptionalLong.of(20), config.maxPages());
    assertEquals(OptionalLong.of(1000), config.maxHttpResponseBytes());
    assertEquals(OptionalLong.of(2000), config.maxVarBytes());
    assertEquals(Map.of("region", "eu"), config.config());
    assertEquals(List.of("*.example.com"), config.allowedHosts());
    assertTrue(config.createTempDir());
    assertEquals(Optional.of(Duration.ofMillis(1500)), config.timeout());
    assertEquals(List.of("greet"), config.hostFunctions());
    assertEquals("start", config.entryFuncName());
    assertEquals(
        Map.of(
            "AllowedHosts",
            List.of("*.example.com"),
            "Config",
            Map.of("region", "eu"),
            "EntryFuncName",
            "start",
            "FileSystem",
            Map.of("CreateTempDir", true),
            "HostFunctions",
            List.of("greet"),
            "Memory",
            Map.of("MaxHTTPResponseBytes", 1000L, "MaxPages", 20L, "MaxVarBytes", 2000L),
            "Timeout",
            BigInteger.valueOf(1500)),
        config.signedForm());
  }

  @Test
  @DisplayName("is signed in the order of Helm's structure, the same in every process")
  void hasAnOrder() {
    Map<String, ?> form = WasmConfig.NONE.signedForm();
    assertEquals(
        "[Memory, Config, AllowedHosts, FileSystem, Timeout, HostFunctions, EntryFuncName]",
        form.keySet().toString());
    assertEquals(
        "{MaxPages=0, MaxHTTPResponseBytes=0, MaxVarBytes=0}", String.valueOf(form.get("Memory")));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(longs = {0, 1, Long.MAX_VALUE})
  @DisplayName("keeps a limit of 0 bytes apart from none")
  void keepsZero(long bytes) {
    WasmConfig config = WasmConfig.builder().maxHttpResponseBytes(bytes).maxVarBytes(bytes).build();
    assertEquals(OptionalLong.of(bytes), config.maxHttpResponseBytes());
    assertEquals(OptionalLong.of(bytes), config.maxVarBytes());
  }

  @Test
  @DisplayName("takes a negative limit of bytes for the default, and signs it as it is")
  void negativeIsTheDefault() {
    WasmConfig config = WasmConfig.builder().maxHttpResponseBytes(-1).maxVarBytes(-2).build();
    assertEquals(OptionalLong.empty(), config.maxHttpResponseBytes());
    assertEquals(OptionalLong.empty(), config.maxVarBytes());
    assertEquals(
        Map.of("MaxHTTPResponseBytes", -1L, "MaxPages", 0L, "MaxVarBytes", -2L),
        config.signedForm().get("Memory"));
  }

  @Test
  @DisplayName("takes 0 pages and a timeout of 0 for no limit of the plugin's own, as Helm does")
  void zeroIsNoLimit() {
    WasmConfig config = WasmConfig.builder().maxPages(0).timeout(Duration.ZERO).build();
    assertEquals(OptionalLong.empty(), config.maxPages());
    assertEquals(Optional.empty(), config.timeout());
  }

  @Test
  @DisplayName("asks for hosts, host functions and a temporary directory, each once")
  void permissions() {
    WasmConfig config =
        WasmConfig.builder()
            .allowedHosts(List.of("a.example", "*.b.example", "a.example"))
            .hostFunctions(List.of("greet", "greet"))
            .createTempDir(true)
            .build();
    List<String> asked = new ArrayList<>();
    for (Permission permission : config.permissions()) {
      asked.add(permission.toString());
    }
    assertEquals(
        List.of("host:a.example", "host:*.b.example", "hostFunction:greet", "tempDir"), asked);
  }

  @Test
  @DisplayName("does not change with what it was made from, nor by what it gives away")
  void isImmutable() {
    Map<String, String> values = new LinkedHashMap<>(Map.of("a", "1"));
    List<String> hosts = new ArrayList<>(List.of("a.example"));
    WasmConfig.Builder builder = WasmConfig.builder().config(values).allowedHosts(hosts);
    WasmConfig config = builder.build();
    values.clear();
    hosts.clear();
    builder.maxPages(3);
    assertEquals(Map.of("a", "1"), config.config());
    assertEquals(List.of("a.example"), config.allowedHosts());
    assertEquals(OptionalLong.empty(), config.maxPages());
    assertThrows(UnsupportedOperationException.class, () -> config.config().clear());
    assertThrows(UnsupportedOperationException.class, () -> config.permissions().clear());
  }

  @Test
  @DisplayName("does not show its values in logs, which may be secrets")
  void hidesSecrets() {
    WasmConfig config =
        WasmConfig.builder()
            .config(Map.of("token", "hunter2"))
            .allowedHosts(List.of("a.example"))
            .build();
    assertEquals("extism/v1[host:a.example]", config.toString());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(longs = {-1, 4_294_967_296L, Long.MIN_VALUE})
  @DisplayName("refuses a number of pages that no manifest can say")
  void refusesPages(long pages) {
    WasmConfig.Builder builder = WasmConfig.builder();
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> builder.maxPages(pages));
    assertEquals("expected pages from 0 to 4294967295, found " + pages, e.getMessage());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PT-1S, 'expected a timeout of whole milliseconds from 0, found PT-1S'",
    "PT0.0005S, 'expected a timeout of whole milliseconds from 0, found PT0.0005S'",
    "PT9223372036854775807S, 'expected a timeout of up to 18446744073709551615 milliseconds, found"
        + " 9223372036854775807000'",
  })
  @DisplayName("refuses a timeout that no manifest can say")
  void refusesTimeouts(Duration timeout, String message) {
    WasmConfig.Builder builder = WasmConfig.builder();
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> builder.timeout(timeout));
    assertEquals(message, e.getMessage());
  }

  @Test
  @DisplayName("takes the longest timeout that a manifest can say")
  void takesTheLongestTimeout() {
    Duration longest = Duration.ofSeconds(18_446_744_073_709_551L, 615_000_000);
    WasmConfig config = WasmConfig.builder().timeout(longest).build();
    assertEquals(Optional.of(longest), config.timeout());
    assertEquals(new BigInteger("18446744073709551615"), config.signedForm().get("Timeout"));
  }
}
