package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.PluginException;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.fixture.Lines;
import dev.portside.api.fixture.MiniManifestReader;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.TestV1;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Describing a manifest")
class DescribeTest {
  private final FakeRuntime runtime = new FakeRuntime("fake");
  private final PluginManager manager =
      PluginManager.builder()
          .runtime(runtime)
          .type(CliV1.TYPE)
          .type(TestV1.TYPE)
          .reader(new MiniManifestReader())
          .writer(metadata -> Bytes.utf8(metadata.signedForm() + "\n"))
          .check((dir, manifest) -> List.of(Finding.error(manifest.at(), "", "never asked")))
          .build();

  private static Manifest manifest(String text) {
    return new MiniManifestReader().read(Bytes.utf8(text), "plugin.yaml");
  }

  @Test
  @DisplayName("gives its metadata without a check, and without making a plugin")
  void givesMetadata() {
    Description description =
        manager.describe(
            manifest("name: a\nversion: 1.2.3\ntype: cli/v1\nruntime: fake\nsourceURL: x:y\n"));
    assertEquals("a 1.2.3 cli/v1 on fake", description.metadata().toString());
    assertEquals("x:y", description.metadata().sourceUrl());
    assertEquals(List.of(), description.warnings());
    assertEquals(List.of(), runtime.events());
  }

  @Test
  @DisplayName("gives its warnings sorted by line")
  void givesWarnings() {
    Description description =
        manager.describe(
            manifest(
                """
                runtimeConfig:
                  odd: 1
                  greeting: 1.10
                config:
                  usage: 2.50
                name: a
                type: cli/v1
                runtime: fake
                """));
    assertEquals(
        """
        plugin.yaml:2:3: warning: runtimeConfig.odd: unknown key
        plugin.yaml:3:13: warning: runtimeConfig.greeting: unquoted 1.10 is read as 1.1; quote it
        plugin.yaml:5:10: warning: config.usage: unquoted 2.50 is read as 2.5; quote it\
        """,
        Lines.of(description.warnings()));
  }

  @Test
  @DisplayName("tells all that is wrong, by whoever found it, sorted by line")
  void tellsAllThatIsWrong() {
    Manifest manifest =
        manifest(
            """
            runtimeConfig:
              needs: x
            nmae: a
            type: cli/v1
            config:
              ignoreFlags: maybe
            runtime: fake
            """);
    InvalidPluginException e =
        assertThrows(InvalidPluginException.class, () -> manager.describe(manifest));
    assertEquals(
        """
        plugin.yaml:2:10: runtimeConfig.needs: expected a list, found "x"
        plugin.yaml:3:1: nmae: unknown key; did you mean "name"?
        plugin.yaml:6:16: config.ignoreFlags: expected true or false, found "maybe\"\
        """,
        e.getMessage());
  }

  @Test
  @DisplayName("needs type and runtime, which the manifest may lack")
  void needsTypeAndRuntime() {
    Manifest unnamed = Manifest.builder("plugin.yaml", "v1").name("a").build();
    InvalidPluginException e =
        assertThrows(InvalidPluginException.class, () -> manager.describe(unnamed));
    assertEquals(List.of(), e.findings(), "the reader of such a manifest has reported that");
  }

  @Test
  @DisplayName("is what a signed block is written of")
  void isWhatIsSigned() {
    Description description = manager.describe(manifest("name: a\ntype: test/v1\nruntime: fake\n"));
    assertEquals(
        "{APIVersion=v1, Name=a, Type=test/v1, Runtime=fake, Version=, SourceURL=, Config={},"
            + " RuntimeConfig={Greeting=}}\n",
        manager.signedBlock(description.metadata()).text());
    PluginManager bare = PluginManager.builder().build();
    PluginException e =
        assertThrows(PluginException.class, () -> bare.signedBlock(description.metadata()));
    assertEquals(
        "no SignedBlockWriter: add the module plugin-metadata,"
            + " or hand one to the builder of PluginManager",
        e.getMessage());
  }
}
