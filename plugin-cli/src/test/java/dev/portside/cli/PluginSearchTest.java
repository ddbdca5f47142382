package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.cli.World.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("NAME|DIR")
class PluginSearchTest {
  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() {
    world = new World(root);
  }

  @Test
  @DisplayName("is a plugin of that name, whatever its directory is called")
  void otherDirectoryName() throws IOException {
    Files.move(world.command("diff", "echo diff"), world.plugins().resolve("helm-diff"));
    world.plugin("diff", "name: other", "version: 0.1.0", "command: echo other");

    assertEquals("diff\n", world.run("run", "diff").out());
    assertEquals("other\n", world.run("run", "other").out());
  }

  @Test
  @DisplayName("is the plugin of the earlier directory, even if only the later one is called so")
  void baseOrder() throws IOException {
    Files.move(world.command("diff", "echo first"), world.plugins().resolve("helm-diff"));
    World other = new World(root.resolve("other"));
    other.command("diff", "echo second");

    Result result = world.run("--plugins", world.plugins() + "::" + other.plugins(), "run", "diff");

    assertEquals("first\n", result.out());
  }

  @Test
  @DisplayName("is the plugin with the right type if two directories have the name")
  void rightType() throws IOException {
    world.command("x", "echo command");
    World other = new World(root.resolve("other"));
    other.postRenderer("x", "echo post; cat");
    String both = world.plugins() + ":" + other.plugins();

    assertEquals("command\n", world.run("--plugins", both, "run", "x").out());
    assertEquals("post\n", world.run("--plugins", both, "render", "x").out());
  }

  @Test
  @DisplayName("is a directory if it is a path, and HELM_PLUGIN_DIR is absolute then")
  void directory() throws IOException {
    Path dir = world.command("x", "echo $HELM_PLUGIN_DIR");
    Path relative = Path.of("").toAbsolutePath().relativize(dir);
    world.env("HELM_PLUGINS", "/nowhere");

    assertEquals(dir + "\n", world.run("run", dir.toString()).out());
    assertEquals(dir + "\n", world.run("run", dir + "/").out());
    assertEquals(dir + "\n", world.run("run", relative.toString()).out());
  }

  @Test
  @DisplayName("is told to be broken, and nothing else, if its directory holds a broken plugin")
  void broken() throws IOException {
    Path broken = world.plugin("x", "name: x", "version: one", "command: true");
    world.plugin("y", "name: y", "version: two", "command: true");

    Result result = world.run("run", "x");

    assertEquals(1, result.code());
    assertTrue(
        result.err().startsWith("portside: " + broken.resolve("plugin.yaml") + ":2:10: version: "),
        result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  @DisplayName("says what a directory lacks")
  void emptyDirectory() throws IOException {
    Path empty = Files.createDirectories(root.resolve("empty"));

    assertEquals(
        new Result(
            1,
            "",
            "portside: "
                + empty.resolve("plugin.yaml")
                + ": failed to read plugin: no such file; a plugin's directory holds a"
                + " plugin.yaml\n"),
        world.run("run", empty.toString()));
    assertTrue(world.run("run", "./none").err().contains("there is no directory"));
  }

  @Test
  @DisplayName("says what a name may have in it")
  void neither() {
    assertEquals(
        new Result(
            1,
            "",
            "portside: \"a+b\" is neither the name of a plugin (a-z, A-Z, 0-9, _ and -) nor a"
                + " directory\n"),
        world.run("run", "a+b"));
    assertEquals(1, world.run("run", "").code());
  }
}
