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

@DisplayName("render")
class RenderCommandTest {
  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() {
    world = new World(root);
  }

  @Test
  @DisplayName("is a filter, with arguments for the plugin after its name")
  void filters() throws IOException {
    world.postRenderer("up", "echo \"# $*\"; tr a-z A-Z; echo working >&2");

    assertEquals(
        new Result(0, "# -o json\nKIND: X\n", "working\n"),
        world.stdin("kind: x\n").run("render", "up", "-o", "json"));
  }

  @Test
  @DisplayName("fails with what the plugin said")
  void failure() throws IOException {
    world.postRenderer("bad", "echo half; echo no such kind >&2; exit 5");

    Result result = world.stdin("kind: x\n").run("render", "bad");

    assertEquals(5, result.code());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("no such kind\nportside: plugin \"bad\" exited with error"));
  }

  @Test
  @DisplayName("takes no answer for a failure")
  void emptyAnswer() throws IOException {
    world.postRenderer("none", "echo; echo");

    Result result = world.stdin("kind: x\n").run("render", "none");

    assertEquals(1, result.code());
    assertTrue(result.err().contains("post-renderer produced empty output"), result.err());
  }

  @Test
  @DisplayName("refuses a plugin that is no post-renderer")
  void otherType() throws IOException {
    world.command("x", "cat");

    assertEquals(
        new Result(
            1,
            "",
            "portside: plugin \"x\" cannot be called as postrenderer/v1; it is of type cli/v1\n"),
        world.run("render", "x"));
  }
}
