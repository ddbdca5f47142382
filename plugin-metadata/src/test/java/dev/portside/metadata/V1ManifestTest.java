package dev.portside.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.Position;
import dev.portside.api.TreeReader;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V1ManifestTest {
  @Test
  @DisplayName("All that it says is in the manifest, with places")
  void readsEverything() {
    Manifest manifest =
        Manifests.read(
            """
            apiVersion: v1
            name: a
            version: 1.0.0-rc.1+b
            type: postrenderer/v1
            runtime: subprocess
            sourceURL: https://example.com
            config:
              usage: x
            runtimeConfig:
              platformCommand:
              - command: run
                args: [1.10, 010, yes, ~, "1.10"]
            """);
    assertEquals(List.of(), manifest.findings());
    assertEquals("v1", manifest.apiVersion());
    assertEquals("1.0.0-rc.1+b", manifest.version());
    assertEquals("https://example.com", manifest.sourceUrl());
    assertEquals("postrenderer/v1", manifest.types().get(0).type());
    assertEquals(new Position("plugin.yaml", 4, 7), manifest.types().get(0).at());
    assertEquals(new Position("plugin.yaml", 5, 10), manifest.runtimeAt());
    assertEquals("x", Manifests.config(manifest, 0).text("usage"));
    TreeReader command = Manifests.runtimeConfig(manifest).children("platformCommand").get(0);
    assertEquals(List.of("1.1", "8", "yes", "1.10"), command.texts("args"));
  }

  @Test
  @DisplayName("Every violation is reported at once, where it is")
  void reportsEverything() {
    assertEquals(
        List.of(
            "plugin.yaml:2:7: name: invalid plugin name \"a b\": must contain only a-z, A-Z, 0-9, _"
                + " and -; \"a-b\" would do",
            "plugin.yaml:3:10: version: invalid plugin version \"1.0\": must be valid semver,"
                + " MAJOR.MINOR.PATCH without a leading v; did you mean \"1.0.0\"?",
            "plugin.yaml:1:1: type: `type` missing, expected such as cli/v1",
            "plugin.yaml:1:1: runtime: `runtime` missing, expected such as subprocess",
            "plugin.yaml:4:1: usage: unknown key: it belongs to the legacy format, in v1 it is"
                + " config.shortHelp",
            "plugin.yaml:5:1: command: unknown key: it belongs to the legacy format, in v1 it is"
                + " runtimeConfig.platformCommand",
            "plugin.yaml:6:1: runtimeconfig: unknown key; did you mean \"runtimeConfig\"?",
            "plugin.yaml:7:1: x-team: unknown key"),
        Manifests.findings(
            """
            apiVersion: v1
            name: a b
            version: 1.0
            usage: x
            command: y
            runtimeconfig: {}
            x-team: z
            """));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "usage | it is config.shortHelp",
        "description | it is config.longHelp",
        "ignoreFlags | it is config.ignoreFlags",
        "command | it is runtimeConfig.platformCommand",
        "platformCommand | it is runtimeConfig.platformCommand",
        "hooks | it is runtimeConfig.platformHooks",
        "platformHooks | it is runtimeConfig.platformHooks",
        "downloaders | it is runtimeConfig.protocolCommands, with config.protocols",
        "useTunnel | it is gone; remove it"
      })
  @DisplayName("A legacy key comes with its place in v1")
  void saysWhereLegacyKeysBelong(String key, String place) {
    assertEquals(
        List.of(
            "plugin.yaml:6:1: "
                + key
                + ": unknown key: it belongs to the legacy format, in v1 "
                + place),
        Manifests.findings(Manifests.V1 + key + ": x\n"));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1:1: version: plugin `version` is required",
        "'version: ~' | 3:10: version: plugin `version` is required",
        "'version: [1]' | 3:10: version: expected text, found a list",
        "'version: v1.0.0' | 3:10: version: invalid plugin version \"v1.0.0\": must be valid"
            + " semver, MAJOR.MINOR.PATCH without a leading v; did you mean \"1.0.0\"?"
      })
  @DisplayName("A version is required, and only one problem with it is reported")
  void requiresVersion(String line, String finding) {
    assertEquals(
        List.of("plugin.yaml:" + finding),
        Manifests.findings(
            "apiVersion: v1\nname: a\n" + line + "\ntype: cli/v1\nruntime: subprocess\n"));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"v2", "V1", "legacy", "' v1'", "true", "1"})
  @DisplayName("An unknown apiVersion is refused with its place")
  void refusesUnknownFormat(String version) {
    InvalidPluginException e =
        assertThrows(
            InvalidPluginException.class,
            () -> Manifests.read("name: a\napiVersion: " + version + "\n"));
    assertEquals(
        "plugin.yaml:2:13: apiVersion: invalid plugin apiVersion: \""
            + version.replace("'", "")
            + "\"; expected v1, or no apiVersion for a legacy manifest",
        e.getMessage());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"v1", "!!str v1", "\"v1\"", "&a v1", "|-\n  v1"})
  @DisplayName("v1 may be written in any way")
  void takesEverySpelling(String version) {
    Manifest manifest =
        Manifests.read(
            "name: a\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\napiVersion: " + version);
    assertEquals("v1", manifest.apiVersion());
    assertEquals(List.of(), manifest.findings());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"config:", "config: ~", "config: {}", ""})
  @DisplayName("An absent configuration reads as an empty one")
  void readsAbsentConfiguration(String line) {
    Manifest manifest = Manifests.read(Manifests.V1 + line + "\n");
    assertEquals(List.of(), manifest.findings());
    assertEquals("", Manifests.config(manifest, 0).text("usage"));
  }

  @Test
  @DisplayName("Merged keys count, the mapping's own win, then the first merged")
  void merges() {
    Manifest manifest =
        Manifests.read(
            """
            apiVersion: v1
            name: a
            version: 1.0.0
            type: cli/v1
            runtime: &r subprocess
            config:
              <<: [{usage: first, shortHelp: merged}, {usage: second, longHelp: merged}]
              shortHelp: own
            runtimeConfig:
              base: &base {os: linux, command: x}
              platformCommand:
              - <<: *base
                command: y
              - *base
            """);
    assertEquals(List.of(), manifest.findings());
    TreeReader config = Manifests.config(manifest, 0);
    assertEquals("first", config.text("usage"));
    assertEquals("own", config.text("shortHelp"));
    assertEquals("merged", config.text("longHelp"));
    List<TreeReader> commands = Manifests.runtimeConfig(manifest).children("platformCommand");
    assertEquals("linux", commands.get(0).text("os"));
    assertEquals("y", commands.get(0).text("command"));
    assertEquals("x", commands.get(1).text("command"));
  }
}
