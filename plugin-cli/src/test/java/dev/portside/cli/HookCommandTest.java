package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.cli.World.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("hook")
class HookCommandTest {
  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() throws IOException {
    world = new World(root);
    world.plugin(
        "x",
        "name: x",
        "version: 0.1.0",
        "command: 'true'",
        "hooks:",
        "  update: exit 7",
        "  install: echo installing in $HELM_PLUGIN_DIR, $A");
  }

  @Test
  @DisplayName("runs the hook on the streams of the shell")
  void runs() {
    assertEquals(
        new Result(0, "installing in " + world.plugins() + "/x, b\n", ""),
        world.run("hook", "--env", "A=b", "x", "install"));
  }

  @Test
  @DisplayName("passes on its exit code")
  void fails() {
    Result result = world.run("hook", "x", "update");

    assertEquals(7, result.code());
    assertTrue(result.err().contains("\"x\""), result.err());
  }

  @Test
  @DisplayName("does nothing for other events, and says which there are")
  void noSuchHook() throws IOException {
    world.command("y", "true");

    assertEquals(
        new Result(
            0, "", "portside: plugin \"x\" has no hook \"delete\"; it has: install, update\n"),
        world.run("hook", "x", "delete"));
    assertEquals(
        new Result(0, "", "portside: plugin \"y\" has no hook \"delete\"; it has none\n"),
        world.run("hook", "y", "delete"));
  }
}
