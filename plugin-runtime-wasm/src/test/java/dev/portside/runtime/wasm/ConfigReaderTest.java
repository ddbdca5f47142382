package dev.portside.runtime.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.Manifest;
import dev.portside.api.TreeReader;
import dev.portside.metadata.YamlManifestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables hold what Helm 4 makes of the same lines. */
@DisplayName("The configuration of the Wasm runtime, read from a manifest")
class ConfigReaderTest {
  private final List<String> findings = new ArrayList<>();

  private WasmConfig read(String runtimeConfig) {
    String yaml =
        "apiVersion: v1\nname: a\nversion: 1.0.0\ntype: cli/v1\nruntime: extism/v1\nruntimeConfig: "
            + runtimeConfig
            + "\n";
    Manifest manifest = new YamlManifestReader().read(Bytes.utf8(yaml), "plugin.yaml");
    TreeReader in =
        TreeReader.of(manifest.runtimeConfig(), "runtimeConfig", manifest.apiVersion(), this::note);
    WasmConfig config = ConfigReader.read(in);
    in.unknownKeys(Finding.Severity.WARNING);
    return config;
  }

  private void note(Finding finding) {
    findings.add(finding.toString());
  }

  /** The signed form on one line, without what is 0, false, empty text or null. */
  private static String shown(Map<?, ?> form) {
    Map<String, String> values = new TreeMap<>();
    form.forEach((key, value) -> {
      String text = value instanceof Map<?, ?> map ? shownMap(key, map) : "" + value;
      if (!List.of("0", "false", "", "null").contains(text)) {
        values.put(key.toString(), text);
      }
    });
    return values.toString();
  }

  private static String shownMap(Object key, Map<?, ?> map) {
    if (key.equals("Config")) {
      return map.toString();
    }
    String text = shown(map);
    return text.equals("{}") ? "" : text;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {}",
        "~ | {}",
        "{timeout: 5000} | {Timeout=5000}",
        "{timeout: 5000.0} | {Timeout=5000}",
        "{timeout: 1e3} | {Timeout=1000}",
        "{timeout: 18446744073709551615} | {Timeout=18446744073709551615}",
        "{timeout: 9223372036854775808} | {Timeout=9223372036854775808}",
        "{timeout: ~} | {}",
        "{memory: {maxPages: 16}} | {Memory={MaxPages=16}}",
        "{memory: {maxPages: 0x10}} | {Memory={MaxPages=16}}",
        "{memory: {maxPages: 65537}} | {Memory={MaxPages=65537}}",
        "{memory: {maxPages: 4294967295}} | {Memory={MaxPages=4294967295}}",
        "{memory: {maxHttpResponseBytes: -1}} | {Memory={MaxHTTPResponseBytes=-1}}",
        "{memory: {maxVarBytes: 9007199254740993}} | {Memory={MaxVarBytes=9007199254740993}}",
        "{memory: {maxVarBytes: 0}} | {}",
        "{memory: ~} | {}",
        "{config: {b: x, a: y, c: ~}} | {Config={b=x, a=y, c=}}",
        "{config: {}} | {Config={}}",
        "{config: ~} | {}",
        "{config: {1: a}} | {Config={1=a}}",
        "{allowedHosts: [a, ~, '*']} | {AllowedHosts=[a, *]}",
        "{allowedHosts: []} | {AllowedHosts=[]}",
        "{fileSystem: {createTempDir: yes}} | {FileSystem={CreateTempDir=true}}",
        "{fileSystem: {createTempDir: true}} | {FileSystem={CreateTempDir=true}}",
        "{fileSystem: ~} | {}",
        "{hostFunctions: [f]} | {HostFunctions=[f]}",
        "{hostFunctions: []} | {HostFunctions=[]}",
        "{entryFuncName: f} | {EntryFuncName=f}",
      })
  @DisplayName("is what Helm reads, without a finding")
  void isReadAsHelmDoes(String runtimeConfig, String signed) {
    assertEquals(signed, shown(read(runtimeConfig).signedForm()));
    assertEquals(List.of(), findings);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{timeout: 1.5} | {Timeout=1} | 6:26: warning: runtimeConfig.timeout: 1.5 is cut to 1",
        "{memory: {maxPages: 16.5}} | {Memory={MaxPages=16}}"
            + " | 6:36: warning: runtimeConfig.memory.maxPages: 16.5 is cut to 16",
        "{entryFuncName: 03} | {EntryFuncName=3}"
            + " | 6:32: warning: runtimeConfig.entryFuncName: unquoted 03 is read as 3; quote it",
        "{config: {d: 1.0}} | {Config={d=1}}"
            + " | 6:29: warning: runtimeConfig.config.d: unquoted 1.0 is read as 1; quote it",
        "{memory: {maxHTTPResponseBytes: 3}} | {}"
            + " | 6:26: warning: runtimeConfig.memory.maxHTTPResponseBytes: unknown key; did you"
            + " mean \"maxHttpResponseBytes\"?",
        "{filesystem: {createTempDir: true}} | {}"
            + " | 6:17: warning: runtimeConfig.filesystem: unknown key; did you mean"
            + " \"fileSystem\"?",
        "{allowedPaths: {a: b}} | {}"
            + " | 6:17: warning: runtimeConfig.allowedPaths: unknown key; did you mean"
            + " \"allowedHosts\"?",
        "{platformCommand: []} | {} | 6:17: warning: runtimeConfig.platformCommand: unknown key",
      })
  @DisplayName("is what Helm reads, with a warning where Helm silently reads something else")
  void isWarnedOf(String runtimeConfig, String signed, String warning) {
    assertEquals(signed, shown(read(runtimeConfig).signedForm()));
    assertEquals(List.of("plugin.yaml:" + warning), findings);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{timeout: -1} | 6:26: runtimeConfig.timeout: expected a whole number from 0 to"
            + " 18446744073709551615, found \"-1\"",
        "{timeout: 30s} | 6:26: runtimeConfig.timeout: expected a whole number, found \"30s\"",
        "{timeout: '5'} | 6:26: runtimeConfig.timeout: expected a whole number, found \"5\"",
        "{memory: {maxPages: 4294967296}} | 6:36: runtimeConfig.memory.maxPages: expected a whole"
            + " number from 0 to 4294967295, found \"4294967296\"",
        "{memory: {maxPages: -1}} | 6:36: runtimeConfig.memory.maxPages: expected a whole number"
            + " from 0 to 4294967295, found \"-1\"",
        "{memory: 3} | 6:25: runtimeConfig.memory: expected a mapping, found \"3\"",
        "{config: {a: 1, e: [x]}} | 6:35: runtimeConfig.config.e: expected text, found a list",
        "{allowedHosts: a} | 6:31: runtimeConfig.allowedHosts: expected a list, found \"a\"",
        "{fileSystem: {createTempDir: 'true'}} | 6:45: runtimeConfig.fileSystem.createTempDir:"
            + " expected true or false, found \"true\"",
        "{hostFunctions: {f: g}} | 6:32: runtimeConfig.hostFunctions: expected a list, found a"
            + " mapping",
        "{entryFuncName: [f]} | 6:32: runtimeConfig.entryFuncName: expected text, found a list",
      })
  @DisplayName("is refused where Helm refuses it, with its place")
  void isRefused(String runtimeConfig, String error) {
    read(runtimeConfig);
    assertEquals(List.of("plugin.yaml:" + error), findings);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"18446744073709551616", "-0.5", "1e20"})
  @DisplayName("is refused where the number wraps around in Helm")
  void refusesWhatWraps(String millis) {
    read("{timeout: " + millis + "}");
    assertEquals(
        List.of(
            "plugin.yaml:6:26: runtimeConfig.timeout: expected a whole number from 0 to"
                + " 18446744073709551615, found \""
                + millis
                + "\""),
        findings);
  }

  @Test
  @DisplayName("keeps a limit of 0 apart from one that is not there, which Helm does not")
  void keepsZeroApart() {
    assertEquals(OptionalLong.empty(), read("{memory: {}}").maxVarBytes());
    assertEquals(OptionalLong.of(0), read("{memory: {maxVarBytes: 0}}").maxVarBytes());
    assertEquals(
        OptionalLong.of(0), read("{memory: {maxHttpResponseBytes: 0}}").maxHttpResponseBytes());
  }
}
