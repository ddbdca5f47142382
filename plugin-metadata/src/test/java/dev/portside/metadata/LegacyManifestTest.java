package dev.portside.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Manifest;
import dev.portside.api.Position;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyManifestTest {
  @Test
  @DisplayName("Its keys move to where v1 has them and keep their place in the file")
  void movesKeys() {
    Manifest manifest =
        Manifests.read(
            """
            name: a
            version: 1.0.0
            usage: one line
            description: |-
              two
              lines
            ignoreFlags: yes
            platformCommand:
            - os: linux
              command: $HELM_PLUGIN_DIR/run.sh
              args: [1.10, ~]
            hooks:
              install: make
            """);
    assertEquals(List.of(), manifest.findings());
    assertEquals("legacy", manifest.apiVersion());
    assertEquals("a", manifest.name());
    assertEquals("1.0.0", manifest.version());
    assertEquals("", manifest.sourceUrl());
    assertEquals("subprocess", manifest.runtime());
    assertEquals("cli/v1", manifest.types().get(0).type());
    TreeReader config = Manifests.config(manifest, 0);
    assertEquals("one line", config.text("shortHelp"));
    assertEquals("two\nlines", config.text("longHelp"));
    assertTrue(config.bool("ignoreFlags"));
    Tree.Mapping moved = (Tree.Mapping) manifest.types().get(0).config();
    assertEquals(
        List.of(at(3, 1), at(4, 1), at(7, 1)),
        moved.entries().stream().map(Tree.Entry::at).toList());
    assertEquals(at(3, 8), moved.entries().get(0).value().at());
    TreeReader runtime = Manifests.runtimeConfig(manifest);
    assertEquals("make", runtime.child("hooks").text("install"));
    TreeReader command = runtime.children("platformCommand").get(0);
    assertEquals("linux", command.text("os"));
    assertEquals("$HELM_PLUGIN_DIR/run.sh", command.text("command"));
    assertEquals(List.of("1.10"), command.texts("args"));
  }

  @Test
  @DisplayName("With downloaders it is a getter first, and a command second")
  void hasTwoCapabilities() {
    Manifest manifest =
        Manifests.read(
            """
            name: s3
            command: bin/s3
            downloaders:
            - command: bin/s3 get
              protocols: [s3, S3]
            - command: bin/gs
              protocols: [gs]
            """);
    assertEquals(List.of(), manifest.findings());
    assertEquals(
        List.of("getter/v1", "cli/v1"),
        manifest.types().stream().map(Manifest.Declaration::type).toList());
    assertEquals(at(3, 1), manifest.types().get(0).at());
    assertEquals(at(2, 1), manifest.types().get(1).at());
    assertEquals(List.of("s3", "S3", "gs"), Manifests.config(manifest, 0).texts("protocols"));
    TreeReader runtime = Manifests.runtimeConfig(manifest);
    assertEquals("bin/s3", runtime.text("command"));
    List<TreeReader> downloads = runtime.children("protocolCommands");
    assertEquals(List.of("s3", "S3"), downloads.get(0).texts("protocols"));
    assertEquals("bin/s3 get", downloads.get(0).children("platformCommand").get(0).text("command"));
    assertEquals("bin/gs", downloads.get(1).children("platformCommand").get(0).text("command"));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "name: a | cli/v1",
        "{name: a, downloaders: []} | cli/v1",
        "{name: a, downloaders: [~]} | cli/v1",
        "{name: a, downloaders: [{command: x, protocols: [y]}]} | getter/v1",
        "{name: a, command: '', downloaders: [{command: x, protocols: [y]}]} | getter/v1",
        "{name: a, platformCommand: [~], downloaders: [{command: x, protocols: [y]}]} | getter/v1",
        "{name: a, platformCommand: [{}], downloaders: [{command: x, protocols: [y]}]}"
            + " | getter/v1 cli/v1",
        "{name: a, command: c, downloaders: [{command: x, protocols: [y]}]} | getter/v1 cli/v1"
      })
  @DisplayName("Downloaders and commands decide its types; empty ones do not count")
  void decidesTypes(String yaml, String types) {
    assertEquals(
        List.of(types.split(" ")),
        Manifests.read(yaml).types().stream().map(Manifest.Declaration::type).toList());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "command: a\\nplatformCommand: [{}]"
            + " | 2:10: command: both platformCommand and command are set; keep platformCommand",
        "hooks: {install: x}\\nplatformHooks: {install: []}"
            + " | 2:8: hooks: both platformHooks and hooks are set; keep platformHooks",
        "downloaders: [{protocols: [x]}]"
            + " | 2:15: downloaders[0].command: downloader 0 has empty command",
        "downloaders: [{command: a}]"
            + " | 2:15: downloaders[0].protocols: downloader 0 has no protocols",
        "downloaders: [{command: a, protocols: [~]}]"
            + " | 2:39: downloaders[0].protocols: downloader 0 has no protocols",
        "downloaders: [{command: a, protocols: [x, '']}]"
            + " | 2:39: downloaders[0].protocols: downloader 0 has empty protocol at index 1",
        "downloaders: [{command: a, protocols: x}]"
            + " | 2:39: downloaders[0].protocols: expected a list, found \"x\"",
        "downloaders: {command: a} | 2:14: downloaders: expected a list, found a mapping",
        "usage: [x] | 2:8: usage: expected text, found a list",
        "description: {x: y} | 2:14: description: expected text, found a mapping",
        "ignoreFlags: 1 | 2:14: ignoreFlags: expected true or false, found \"1\"",
        "ignoreFlags: 'true' | 2:14: ignoreFlags: expected true or false, found \"true\"",
        "version: v1.0.0 | 2:10: version: invalid plugin version \"v1.0.0\": must be valid semver,"
            + " MAJOR.MINOR.PATCH without a leading v; did you mean \"1.0.0\"?"
      })
  @DisplayName("Each rule of Helm names the key, its place and what to do")
  void explainsRules(String yaml, String finding) {
    assertEquals(
        List.of("plugin.yaml:" + finding),
        Manifests.findings("name: a\n" + yaml.replace("\\n", "\n") + "\n"));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(
      strings = {
        "command: a\nplatformCommand: []",
        "command: a\nplatformCommand: [~]",
        "command: ''\nplatformCommand: [{command: a}]",
        "hooks: {install: x}\nplatformHooks: {}",
        "hooks: {}\nplatformHooks: {install: []}",
        "hooks: {install: x}\nplatformHooks: ~",
        "version: ~",
        "useTunnel: true",
        "type: getter/v1",
        "foo: !!int x\nbar: &a [*a]\nbaz: {a: 1, a: 2}",
        "platformCommand: [{command: a, note: {x: 1, x: !!int y}}]"
      })
  @DisplayName("What does not count, and what Helm skips, is no error")
  void toleratesWhatHelmSkips(String yaml) {
    assertEquals(List.of(), Manifests.findings("name: a\n" + yaml + "\n"));
  }

  @Test
  @DisplayName("Every problem is reported, not only the first")
  void reportsEverything() {
    List<String> findings =
        Manifests.findings(
            "name: a b\nversion: 1\ncommand: x\nplatformCommand: [{command: y}]\nusage: [x]\n");
    assertEquals(4, findings.size());
    assertEquals(
        "plugin.yaml:1:7: name: invalid plugin name \"a b\": must contain only a-z, A-Z, 0-9, _"
            + " and -; \"a-b\" would do",
        findings.get(0));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource({
    "1, 1.0.0",
    "0.1, 0.1.0",
    "v1.2.3, 1.2.3",
    "V2, 2.0.0",
    "=1.0.0, 1.0.0",
    "01.02.3, 1.2.3",
    "v1.2-rc.1, 1.2.0-rc.1",
    "1.0+b, 1.0.0+b"
  })
  @DisplayName("A version that is nearly one comes with the one that was meant")
  void suggestsVersions(String version, String suggestion) {
    String finding = Manifests.findings("name: a\nversion: " + version + "\n").get(0);
    assertTrue(finding.endsWith("did you mean \"" + suggestion + "\"?"), finding);
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"latest", "1.0.0.0", "1.0.0-01", "1.0.0-", "2024-01-01", "$VERSION"})
  @DisplayName("A version that is nothing like one comes without a suggestion")
  void suggestsNothing(String version) {
    String finding = Manifests.findings("name: a\nversion: " + version + "\n").get(0);
    assertTrue(finding.contains("must be valid semver"), finding);
    assertFalse(finding.contains("did you mean"), finding);
  }

  @Test
  @DisplayName("The usage becomes one line of printable characters")
  void cleansUsage() {
    Manifest manifest =
        Manifests.read("name: a\nusage: \"a\\tb\\ac\\u00a0d\\u200be\\u2028f\\u00adg\\n\"\n");
    TreeReader config = Manifests.config(manifest, 0);
    assertEquals("a bc de fg ", config.text("shortHelp"));
    manifest = Manifests.read("name: a\nusage: |\n  é \uD83E\uDEE0 \\x\n   y\n");
    assertEquals("é \uD83E\uDEE0 \\x  y ", Manifests.config(manifest, 0).text("shortHelp"));
  }

  private static Position at(int line, int column) {
    return new Position("plugin.yaml", line, column);
  }
}
