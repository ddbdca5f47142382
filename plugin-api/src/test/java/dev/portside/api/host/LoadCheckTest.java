package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.TreeReader;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.fixture.Lines;
import dev.portside.api.fixture.MiniManifestReader;
import dev.portside.api.fixture.PluginFolder;
import dev.portside.api.type.TestV1;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A load check")
class LoadCheckTest {
  @TempDir Path base;

  private final List<String> events = new ArrayList<>();
  private final FakeRuntime runtime =
      new FakeRuntime("fake") {
        @Override
        public Settings readConfig(TreeReader in) {
          events.add("runtime reads");
          return super.readConfig(in);
        }
      };

  @BeforeEach
  void writePlugins() {
    PluginFolder.add(base, "good");
    PluginFolder.add(base, "bad");
  }

  private LoadCheck check(String name, Finding.Severity severity) {
    return (dir, manifest) -> {
      events.add(name + " checks " + manifest.name() + " in " + dir.getFileName());
      return manifest.name().equals("bad")
          ? List.of(new Finding(severity, manifest.at(), "", "is unsigned, says " + name))
          : List.of();
    };
  }

  private PluginManager manager(LoadCheck... checks) {
    PluginManager.Builder builder =
        PluginManager.builder().runtime(runtime).type(TestV1.TYPE).reader(new MiniManifestReader());
    for (LoadCheck check : checks) {
      builder.check(check);
    }
    return builder.build();
  }

  @Test
  @DisplayName("that refuses a plugin keeps its content from types and runtimes")
  void refuses() {
    Plugins plugins = manager(check("one", Finding.Severity.ERROR)).loadAll(base);
    assertEquals("good", plugins.loaded().get(0).metadata().name());
    assertEquals(
        "BASE/bad/plugin.yaml: is unsigned, says one", Lines.of(plugins.findings(), base, "BASE"));
    assertEquals(
        List.of("one checks bad in bad", "one checks good in good", "runtime reads"), events);
    assertEquals(List.of("create good"), runtime.events());
  }

  @Test
  @DisplayName("that warns lets the plugin load")
  void warns() {
    Plugins plugins = manager(check("one", Finding.Severity.WARNING)).loadAll(base);
    assertEquals(2, plugins.loaded().size());
    assertEquals(
        "BASE/bad/plugin.yaml: warning: is unsigned, says one",
        Lines.of(plugins.findings(), base, "BASE"));
  }

  @Test
  @DisplayName("is asked after the one before it, even if that refused")
  void isAskedInOrder() {
    PluginManager manager =
        manager(check("one", Finding.Severity.ERROR), check("two", Finding.Severity.ERROR));
    InvalidPluginException e =
        assertThrows(InvalidPluginException.class, () -> manager.load(base.resolve("bad")));
    assertEquals(
        "BASE/bad/plugin.yaml: is unsigned, says one\n"
            + "BASE/bad/plugin.yaml: is unsigned, says two",
        Lines.of(e.findings(), base, "BASE"));
    assertEquals(List.of("one checks bad in bad", "two checks bad in bad"), events);
  }

  @Test
  @DisplayName("that fails refuses the plugin")
  void fails() {
    LoadCheck broken =
        (dir, manifest) -> {
          throw new IllegalStateException("no keyring");
        };
    InvalidPluginException e =
        assertThrows(
            InvalidPluginException.class, () -> manager(broken).load(base.resolve("good")));
    assertEquals(
        "BASE/good/plugin.yaml: failed to load: java.lang.IllegalStateException: no keyring",
        Lines.of(e.findings(), base, "BASE"));
    assertEquals(List.of(), runtime.events());
  }

  @Test
  @DisplayName("comes before the types, too: even an unknown one is not looked for")
  void comesBeforeTypes() {
    Path dir = PluginFolder.write(base.resolve("bad"), "name: bad\ntype: none/v1\nruntime: none\n");
    PluginManager manager = manager(check("one", Finding.Severity.ERROR));
    InvalidPluginException e = assertThrows(InvalidPluginException.class, () -> manager.load(dir));
    assertEquals(
        "BASE/bad/plugin.yaml: is unsigned, says one", Lines.of(e.findings(), base, "BASE"));
  }
}
