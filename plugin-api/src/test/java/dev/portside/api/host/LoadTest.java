package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.fixture.Lines;
import dev.portside.api.fixture.MiniManifestReader;
import dev.portside.api.fixture.PluginFolder;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.GetterV1;
import dev.portside.api.type.TestV1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Loading one directory")
class LoadTest {
  @TempDir Path base;

  private final FakeRuntime runtime = new FakeRuntime("fake");
  private final PluginManager manager =
      PluginManager.builder()
          .runtime(runtime)
          .type(TestV1.TYPE)
          .type(CliV1.TYPE)
          .type(GetterV1.TYPE)
          .reader(new MiniManifestReader())
          .build();

  private String reasons(Path dir) {
    InvalidPluginException e = assertThrows(InvalidPluginException.class, () -> manager.load(dir));
    return Lines.of(e.findings(), base, "BASE");
  }

  @Test
  @DisplayName("gives a plugin that can be called")
  void givesAPlugin() {
    Path dir = PluginFolder.add(base, "hello");
    Plugin plugin = manager.load(dir);
    assertEquals("hello", plugin.metadata().name());
    assertEquals(Optional.of(dir), plugin.dir());
    assertEquals("I am hello", plugin.call(TestV1.TYPE, new TestV1.Input("Ada")).greeting());
    assertEquals(List.of("create hello"), runtime.events());
  }

  @Test
  @DisplayName("gives a plugin every type that it declares")
  void givesEveryType() {
    Path dir =
        PluginFolder.write(
            base.resolve("both"),
            """
            name: both
            type: cli/v1
            config:
              usage: both [NAME]
            also:
              - type: getter/v1
                config:
                  protocols:
                    - demo
            runtime: fake
            """);
    Plugin plugin = manager.load(dir);
    assertEquals("both cli/v1 getter/v1 on fake", plugin.metadata().toString());
    assertEquals(
        List.of("demo"),
        plugin.metadata().config(GetterV1.Settings.class).orElseThrow().protocols());
  }

  @Test
  @DisplayName("tells every reason at once, sorted by line")
  void tellsEveryReason() {
    Path dir =
        PluginFolder.write(
            base.resolve("bad"),
            """
            runtimeConfig:
              greting: hi
              needs: x
            config:
              usages: bad
              ignoreFlags: maybe
            type: cli/v1
            nmae: bad
            name: bad
            runtime: fake
            """);
    assertEquals(
        """
        BASE/bad/plugin.yaml:2:3: warning: runtimeConfig.greting: unknown key; \
        did you mean "greeting"?
        BASE/bad/plugin.yaml:3:10: runtimeConfig.needs: expected a list, found "x"
        BASE/bad/plugin.yaml:5:3: config.usages: unknown key; did you mean "usage"?
        BASE/bad/plugin.yaml:6:16: config.ignoreFlags: expected true or false, found "maybe"
        BASE/bad/plugin.yaml:8:1: nmae: unknown key; did you mean "name"?\
        """,
        reasons(dir));
    assertEquals(List.of(), runtime.events());
  }

  @Test
  @DisplayName("names the types and runtimes there are if one is unknown")
  void namesWhatThereIs() {
    Path dir = PluginFolder.write(base.resolve("odd"), "name: odd\ntype: cli/v2\nruntime: wasm\n");
    assertEquals(
        """
        BASE/odd/plugin.yaml:2:7: type: unknown plugin type "cli/v2"; \
        known here: cli/v1, getter/v1, test/v1
        BASE/odd/plugin.yaml:3:10: runtime: unsupported plugin runtime type: "wasm"; \
        known here: fake\
        """,
        reasons(dir));
  }

  @Test
  @DisplayName("reports what a manifest reader should have reported")
  void reportsWhatTheReaderMissed() {
    Path name = PluginFolder.write(base.resolve("a"), PluginFolder.manifest("a b"));
    assertEquals(
        "BASE/a/plugin.yaml: invalid plugin name \"a b\": "
            + "must contain only a-z, A-Z, 0-9, _ and -",
        reasons(name));
    Path twice =
        PluginFolder.write(
            base.resolve("b"), "name: b\ntype: test/v1\nalso:\n  - type: test/v1\nruntime: fake\n");
    assertEquals(
        "BASE/b/plugin.yaml: type: plugin \"b\" declares type \"test/v1\" twice", reasons(twice));
    Path none = PluginFolder.write(base.resolve("c"), "name: c\nruntime: fake\n");
    assertEquals("BASE/c/plugin.yaml: plugin \"c\" has no type", reasons(none));
  }

  @Test
  @DisplayName("says what is missing, and what to do about it")
  void saysWhatIsMissing() throws IOException {
    assertEquals(
        "BASE/no/plugin.yaml: failed to read plugin: there is no directory BASE/no",
        reasons(base.resolve("no")));
    Path empty = Files.createDirectory(base.resolve("empty"));
    assertEquals(
        "BASE/empty/plugin.yaml: failed to read plugin: no such file;"
            + " a plugin's directory holds a plugin.yaml",
        reasons(empty));
    Files.createFile(empty.resolve("plugin.yml"));
    assertEquals(
        "BASE/empty/plugin.yaml: failed to read plugin: no such file;"
            + " rename plugin.yml to plugin.yaml",
        reasons(empty));
    Files.createSymbolicLink(empty.resolve("plugin.yaml"), base.resolve("nowhere"));
    assertEquals(
        "BASE/empty/plugin.yaml: failed to read plugin: it is a link to a file that does not exist",
        reasons(empty));
  }

  @Test
  @DisplayName("says what is in the way")
  void saysWhatIsInTheWay() throws IOException {
    Path file = Files.createFile(base.resolve("file"));
    String reason = "BASE/file/plugin.yaml: failed to read plugin: ";
    assertTrue(reasons(file).startsWith(reason), reasons(file));
    Path dir = base.resolve("dir");
    Files.createDirectories(dir.resolve("plugin.yaml"));
    reason = "BASE/dir/plugin.yaml: failed to read plugin: ";
    assertTrue(reasons(dir).startsWith(reason), reasons(dir));
  }

  @Test
  @DisplayName("takes manifests of up to 1 MiB and no larger ones")
  void takesNoHugeManifest() {
    String manifest = PluginFolder.manifest("big");
    String padding = "\n".repeat((1 << 20) - manifest.length());
    Path dir = PluginFolder.write(base.resolve("big"), manifest + padding);
    assertEquals("big", manager.load(dir).metadata().name());
    PluginFolder.write(dir, manifest + padding + "\n");
    assertEquals(
        "BASE/big/plugin.yaml: failed to read plugin:"
            + " BASE/big/plugin.yaml is larger than the limit of 1048576 bytes",
        reasons(dir));
  }

  @Test
  @DisplayName("or one manifest without resolving it needs neither type nor runtime")
  void readsWithoutResolving() throws IOException {
    Path dir =
        PluginFolder.write(base.resolve("odd"), "name: odd\ntype: cli/v2\nruntime: wasm\nx: 1\n");
    for (Path path : List.of(dir, dir.resolve("plugin.yaml"))) {
      Manifest manifest = manager.read(path);
      assertEquals("odd", manifest.name());
      assertEquals("wasm", manifest.runtime());
      assertEquals(
          "BASE/odd/plugin.yaml:4:1: x: unknown key", Lines.of(manifest.findings(), base, "BASE"));
    }
    Path missing = base.resolve("manifest");
    InvalidPluginException e =
        assertThrows(InvalidPluginException.class, () -> manager.read(missing));
    assertEquals(
        "BASE/manifest: failed to read plugin: no such file;"
            + " a plugin's directory holds a plugin.yaml",
        Lines.of(e.findings(), base, "BASE"));
  }

  @Test
  @DisplayName("needs a manifest reader, and says which module has one")
  void needsAReader() {
    PluginManager bare = PluginManager.builder().build();
    PluginException e = assertThrows(PluginException.class, () -> bare.load(base));
    assertEquals(
        "no ManifestReader: add the module plugin-metadata,"
            + " or hand one to the builder of PluginManager",
        e.getMessage());
    e = assertThrows(PluginException.class, () -> bare.loadAll(base));
    assertTrue(e.getMessage().startsWith("no ManifestReader"), e.getMessage());
  }
}
