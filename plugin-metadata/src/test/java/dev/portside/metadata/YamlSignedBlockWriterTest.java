package dev.portside.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.Runtime;
import dev.portside.api.RuntimeConfig;
import dev.portside.api.TreeReader;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.TestV1;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class YamlSignedBlockWriterTest {
  /** A runtime whose signed form is whatever a test wants. */
  private record FormRuntime(String name) implements Runtime<Form> {
    @Override
    public Form readConfig(TreeReader in) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Plugin createPlugin(PluginSpec<Form> spec) {
      throw new UnsupportedOperationException();
    }
  }

  private record Form(Map<String, ?> signedForm) implements RuntimeConfig {}

  @Test
  @DisplayName("The block of a subprocess plugin is the one that Helm signs")
  void rendersBlockOfSubprocessPlugin() {
    Map<String, Object> command = new HashMap<>();
    command.put("OperatingSystem", "");
    command.put("Architecture", "");
    command.put("Command", "echo");
    command.put("Args", null);
    Map<String, Object> form = new HashMap<>();
    form.put("ProtocolCommands", null);
    form.put("PlatformHooks", null);
    form.put("PlatformCommand", List.of(command));
    Metadata metadata =
        Metadata.named("test-plugin")
            .version("1.0.0")
            .type(new CliV1(), new CliV1.Settings("", "", "", false))
            .on(new FormRuntime("subprocess"), new Form(form));
    assertEquals(
        """
        APIVersion: v1
        Config:
          IgnoreFlags: false
          LongHelp: ""
          ShortHelp: ""
          Usage: ""
        Name: test-plugin
        Runtime: subprocess
        RuntimeConfig:
          PlatformCommand:
          - Architecture: ""
            Args: null
            Command: echo
            OperatingSystem: ""
          PlatformHooks: null
          ProtocolCommands: null
        SourceURL: ""
        Type: cli/v1
        Version: 1.0.0
        """,
        new YamlSignedBlockWriter().write(metadata).text());
  }

  @Test
  @DisplayName("Names, versions and texts that look like something else are quoted")
  void rendersTrickyMetadata() {
    Metadata metadata =
        Metadata.named("yes")
            .apiVersion("legacy")
            .sourceUrl("https://example.com/x#y")
            .type(new TestV1(), new TestV1.Settings())
            .on(
                new FormRuntime("extism/v1"),
                new Form(Map.of("Timeout", 1_000_000, "Config", Map.of("b", "1", "a", "on"))));
    assertEquals(
        """
        APIVersion: legacy
        Config: {}
        Name: "yes"
        Runtime: extism/v1
        RuntimeConfig:
          Config:
            a: "on"
            b: "1"
          Timeout: 1000000
        SourceURL: https://example.com/x#y
        Type: test/v1
        Version: ""
        """,
        new YamlSignedBlockWriter().write(metadata).text());
  }
}
