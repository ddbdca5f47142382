package dev.portside.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.Runtime;
import dev.portside.api.RuntimeConfig;
import dev.portside.api.TreeReader;
import dev.portside.api.host.Description;
import dev.portside.api.host.PluginManager;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.GetterV1;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a manifest when types and a runtime read their parts of it. */
class DescribedManifestTest {
  private final PluginManager manager =
      PluginManager.builder()
          .reader(new YamlManifestReader())
          .writer(new YamlSignedBlockWriter())
          .type(new CliV1())
          .type(new GetterV1())
          .runtime(new Limits())
          .build();

  /** A runtime with a number and a switch, under the name that legacy manifests imply. */
  private static final class Limits implements Runtime<Limits.Config> {
    private record Config(long pages, boolean temp) implements RuntimeConfig {
      @Override
      public Map<String, ?> signedForm() {
        return Map.of("Pages", pages, "Temp", temp);
      }
    }

    @Override
    public String name() {
      return "subprocess";
    }

    @Override
    public Config readConfig(TreeReader in) {
      for (String key : List.of("command", "hooks", "protocolCommands")) {
        in.skip(key);
      }
      return new Config(in.integer("pages", 0, 1L << 32).orElse(0), in.bool("temp"));
    }

    @Override
    public Plugin createPlugin(PluginSpec<Config> spec) {
      throw new UnsupportedOperationException();
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "config: {usage: 1.10} | 1.1",
        "config: {usage: \"1.10\"} | 1.10",
        "config: {usage: !!str } | ''",
        "config: {usage: &u hi, longHelp: *u} | hi",
        "config: {<<: {usage: a}} | a"
      })
  @DisplayName("The type's configuration has the texts that Helm has")
  void readsConfiguration(String line, String usage) {
    Metadata metadata = describe(Manifests.V1 + line + "\n").metadata();
    assertEquals(usage, metadata.config(CliV1.Settings.class).orElseThrow().usage());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "config: {ignoreFlags: yes} | true",
        "config: {ignoreFlags: \"yes\"} | true",
        "config: {ignoreFlags: True} | true",
        "config: {ignoreFlags: off} | false",
        "config: {ignoreFlags: ~} | false"
      })
  @DisplayName("A boolean may be an old word, quoted or not")
  void readsBooleans(String line, boolean expected) {
    Metadata metadata = describe(Manifests.V1 + line + "\n").metadata();
    assertEquals(expected, metadata.config(CliV1.Settings.class).orElseThrow().ignoreFlags());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "config: {Usage: a} | 6:10: config.Usage: unknown key; did you mean \"usage\"?",
        "config: {ignoreFlags: 'true'}"
            + " | 6:23: config.ignoreFlags: expected true or false, found \"true\"",
        "config: {ignoreFlags: 1} | 6:23: config.ignoreFlags: expected true or false, found \"1\"",
        "config: {usage: [x]} | 6:17: config.usage: expected text, found a list",
        "config: [] | 6:9: config: expected a mapping, found a list",
        "config: x | 6:9: config: expected a mapping, found \"x\"",
        "config: {usage: a, usage: b}"
            + " | 6:20: config.usage: key \"usage\" is already defined at line 6",
        "runtimeConfig: {pages: '5'}"
            + " | 6:24: runtimeConfig.pages: expected a whole number, found \"5\"",
        "runtimeConfig: {pages: 30s}"
            + " | 6:24: runtimeConfig.pages: expected a whole number, found \"30s\"",
        "runtimeConfig: {temp: !!str true}"
            + " | 6:23: runtimeConfig.temp: expected true or false, found \"true\""
      })
  @DisplayName("What does not fit is reported once, under its key and at its place")
  void explainsMisfits(String line, String finding) {
    InvalidPluginException e =
        assertThrows(InvalidPluginException.class, () -> describe(Manifests.V1 + line + "\n"));
    assertEquals("plugin.yaml:" + finding, e.getMessage());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource({"16, 16", "16.0, 16", "1e3, 1000", "0x10, 16", "1_000, 1000", "010, 8"})
  @DisplayName("A whole number may be written in any way that has no fraction")
  void readsWholeNumbers(String written, long expected) {
    Metadata metadata =
        describe(Manifests.V1 + "runtimeConfig: {pages: " + written + "}\n").metadata();
    assertEquals(expected, metadata.runtimeConfig().signedForm().get("Pages"));
  }

  @Test
  @DisplayName("A number in place of a text is warned of, and so is an unknown key of the runtime")
  void warns() {
    Description description =
        describe(Manifests.V1 + "config: {usage: 1.10}\nruntimeConfig: {page: 3}\n");
    List<String> warnings = new ArrayList<>();
    for (Finding warning : description.warnings()) {
      warnings.add(warning.toString());
    }
    assertEquals(
        List.of(
            "plugin.yaml:6:17: warning: config.usage: unquoted 1.10 is read as 1.1; quote it",
            "plugin.yaml:7:17: warning: runtimeConfig.page: unknown key; did you mean"
                + " \"pages\"?"),
        warnings);
  }

  @Test
  @DisplayName("A legacy plugin with downloaders and a command is both")
  void describesBothCapabilities() {
    Metadata metadata =
        describe("name: s3\ncommand: x\nusage: u\ndownloaders: [{command: y, protocols: [s3]}]\n")
            .metadata();
    assertEquals("getter/v1", metadata.type());
    assertEquals("legacy", metadata.apiVersion());
    assertEquals(List.of("s3"), metadata.config(GetterV1.Settings.class).orElseThrow().protocols());
    assertEquals("u", metadata.config(CliV1.Settings.class).orElseThrow().shortHelp());
  }

  @Test
  @DisplayName("A wrong downloader is reported under its own name only")
  void reportsDownloaderOnce() {
    InvalidPluginException e =
        assertThrows(
            InvalidPluginException.class,
            () -> describe("name: s3\ndownloaders: [{command: y, protocols: ['']}]\n"));
    assertEquals(
        "plugin.yaml:2:39: downloaders[0].protocols: downloader 0 has empty protocol at index 0",
        e.getMessage());
  }

  private Description describe(String yaml) {
    return manager.describe(Manifests.read(yaml));
  }
}
