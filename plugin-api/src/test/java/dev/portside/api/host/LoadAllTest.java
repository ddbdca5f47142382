package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Plugin;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.fixture.Lines;
import dev.portside.api.fixture.MiniManifestReader;
import dev.portside.api.fixture.PluginFolder;
import dev.portside.api.type.TestV1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Loading all plugins")
class LoadAllTest {
  @TempDir Path base;

  private final FakeRuntime runtime = new FakeRuntime("fake");
  private final PluginManager manager =
      PluginManager.builder()
          .runtime(runtime)
          .type(TestV1.TYPE)
          .reader(new MiniManifestReader())
          .build();

  private static List<String> names(Plugins plugins) {
    List<String> names = new ArrayList<>();
    for (Plugin plugin : plugins.loaded()) {
      names.add(plugin.metadata().name());
    }
    return names;
  }

  private String findings(Plugins plugins) {
    return Lines.of(plugins.findings(), base, "BASE");
  }

  @Test
  @DisplayName("goes by the bytes of the directories' names, as Helm does")
  void goesByBytes() {
    List<String> sorted = List.of("-x", "0", "B", "_", "a", "a-b", "a0", "a_", "ab");
    for (String name : List.of("ab", "a_", "a", "_", "B", "a0", "-x", "0", "a-b")) {
      PluginFolder.add(base, name);
    }
    assertEquals(sorted, names(manager.loadAll(base)));
  }

  @Test
  @DisplayName("keeps the good ones and reports the others")
  void keepsTheGoodOnes() {
    PluginFolder.add(base, "good");
    PluginFolder.write(base.resolve("bad"), "nonsense: 1\n");
    PluginFolder.write(base.resolve("list"), "- a\n");
    PluginFolder.write(base.resolve("odd"), PluginFolder.manifest("odd") + "  odd: 1\n");
    Plugins plugins = manager.loadAll(base);
    assertEquals(List.of("good", "odd"), names(plugins));
    assertEquals(
        """
        BASE/bad/plugin.yaml:1:1: runtime: missing runtime
        BASE/bad/plugin.yaml:1:1: nonsense: unknown key
        BASE/list/plugin.yaml:1:1: expected a mapping, found a list
        BASE/odd/plugin.yaml:6:3: warning: runtimeConfig.odd: unknown key\
        """,
        findings(plugins));
  }

  @Test
  @DisplayName("includes dot directories and linked ones, one level deep")
  void includesDotDirectories(@TempDir Path elsewhere) throws IOException {
    PluginFolder.add(base, "plain");
    PluginFolder.write(base.resolve(".hidden"), PluginFolder.manifest("hidden"));
    PluginFolder.add(base.resolve("plain"), "nested");
    PluginFolder.add(base.resolve("group"), "deep");
    PluginFolder.write(base, PluginFolder.manifest("base-itself"));
    PluginFolder.add(elsewhere, "linked");
    Files.createSymbolicLink(base.resolve("link"), elsewhere.resolve("linked"));
    Plugins plugins = manager.loadAll(base);
    assertEquals(List.of("hidden", "linked", "plain"), names(plugins));
    assertEquals("", findings(plugins));
    assertEquals(Optional.of(base.resolve("link")), plugins.loaded().get(1).dir());
  }

  @Test
  @DisplayName("passes over whatever is no plugin's directory")
  void passesOver() throws IOException {
    Files.createDirectory(base.resolve("empty"));
    Files.createFile(base.resolve("file"));
    Files.createSymbolicLink(base.resolve("dangling"), base.resolve("nowhere"));
    Files.createSymbolicLink(base.resolve("loop"), base.resolve("loop"));
    Files.createDirectory(base.resolve("yml"));
    Files.createFile(base.resolve("yml/plugin.yml"));
    Plugins plugins = manager.loadAll(base);
    assertEquals(List.of(), plugins.loaded());
    assertEquals("", findings(plugins));
  }

  @Test
  @DisplayName("reports a manifest that is a dangling link or a directory")
  void reportsWhatIsNoFile() throws IOException {
    Files.createDirectories(base.resolve("dir/plugin.yaml"));
    Files.createDirectory(base.resolve("link"));
    Files.createSymbolicLink(base.resolve("link/plugin.yaml"), base.resolve("nowhere"));
    List<String> found = findings(manager.loadAll(base)).lines().toList();
    assertEquals(2, found.size(), found.toString());
    String dir = "BASE/dir/plugin.yaml: failed to read plugin: ";
    assertEquals(dir, found.get(0).substring(0, dir.length()));
    assertEquals(
        "BASE/link/plugin.yaml: failed to read plugin: it is a link to a file that does not exist",
        found.get(1));
  }

  @Test
  @DisplayName("takes a base that is missing, or a file, for an empty one")
  void takesMissingForEmpty() throws IOException {
    Path file = Files.createFile(base.resolve("file"));
    PluginFolder.add(base.resolve("good"), "hello");
    Plugins plugins = manager.loadAll(base.resolve("no"), file, base.resolve("good"));
    assertEquals(List.of("hello"), names(plugins));
    assertEquals("", findings(plugins));
    assertEquals(List.of(), manager.loadAll().loaded());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a]", "{a,b}", "a b", "[", "\\"})
  @DisplayName("takes a base by its name, which is no pattern")
  void takesBasesByName(String name) {
    Path odd = base.resolve(name);
    PluginFolder.add(odd, "hello");
    PluginFolder.add(base.resolve("a"), "decoy");
    assertEquals(List.of("hello"), names(manager.loadAll(odd)));
  }

  @Test
  @DisplayName("names directories without detours")
  void namesDirectoriesWithoutDetours() {
    Path dir = PluginFolder.add(base, "hello");
    Plugins plugins = manager.loadAll(base.resolve("x").resolve("..").resolve("."));
    assertEquals(Optional.of(dir), plugins.loaded().get(0).dir());
  }

  @Test
  @DisplayName("keeps the first of two plugins that claim one name in one base")
  void keepsTheFirstOfTwo() {
    PluginFolder.write(base.resolve("1"), PluginFolder.manifest("same"));
    PluginFolder.write(base.resolve("2"), PluginFolder.manifest("same"));
    PluginFolder.write(base.resolve("3"), PluginFolder.manifest("other"));
    Plugins plugins = manager.loadAll(base);
    assertEquals(List.of("same", "other"), names(plugins));
    assertEquals(Optional.of(base.resolve("1")), plugins.loaded().get(0).dir());
    assertEquals(
        "BASE/2/plugin.yaml: name: two plugins claim the name \"same\" at \"BASE/1\""
            + " and \"BASE/2\"; the first is used",
        findings(plugins));
    assertEquals(
        List.of("create same", "create same", "create other", "close same"), runtime.events());
  }

  @Test
  @DisplayName("keeps both in the order of their bases if they are in two")
  void keepsBothOfTwoBases() {
    Path one = base.resolve("z");
    Path two = base.resolve("a");
    PluginFolder.add(one, "same");
    PluginFolder.add(two, "same");
    Plugins plugins = manager.loadAll(one, two);
    assertEquals(Optional.of(one.resolve("same")), plugins.loaded().get(0).dir());
    assertEquals(Optional.of(two.resolve("same")), plugins.loaded().get(1).dir());
    assertEquals("", findings(plugins));
  }

  @ParameterizedTest(name = "{0} directories")
  @ValueSource(ints = {63, 64, 200})
  @DisplayName("has one result and one order, however many there are")
  void hasOneOrder(int count) throws IOException {
    List<String> names = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "p" + (1000 + i);
      Path dir = base.resolve(name);
      String file = "BASE/" + name + "/plugin.yaml";
      switch (i % 5) {
        case 0, 1 -> {
          PluginFolder.add(base, name);
          names.add(name);
        }
        case 2 -> {
          PluginFolder.write(dir, PluginFolder.manifest("p" + (1000 + i - 1)));
          findings.add(
              file
                  + ": name: two plugins claim the name \"p"
                  + (1000 + i - 1)
                  + "\" at \"BASE/p"
                  + (1000 + i - 1)
                  + "\" and \"BASE/"
                  + name
                  + "\"; the first is used");
        }
        case 3 -> {
          PluginFolder.write(dir, "- " + i + "\n");
          findings.add(file + ":1:1: expected a mapping, found a list");
        }
        default -> Files.createDirectory(dir);
      }
    }
    Plugins plugins = manager.loadAll(base);
    assertEquals(names, names(plugins));
    assertEquals(String.join("\n", findings), findings(plugins));
  }
}
