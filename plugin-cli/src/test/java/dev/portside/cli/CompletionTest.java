package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Completion")
class CompletionTest {
  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() throws IOException {
    world = new World(root);
    Path hello = world.command("hello", "true");
    World.script(
        hello.resolve("plugin.complete"), "for a in \"$@\"; do echo \"$a+\"; done", "echo :4");
    world.postRenderer("patch", "cat");
    world.plugin("x", "name: x", "version: 0.1.0", "command: x", "hooks: {install: a, update: b}");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("offers what may stand there")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "inv|invoke",
        "run |hello x",
        "run h|hello",
        "run --debug |hello x",
        "run --env A=B --timeout 1s x|x",
        "--env A=B render |patch",
        "render x|",
        "invoke |hello patch x",
        "hook x |install update",
        "update |hello patch x",
        "uninstall x h|hello",
        "hook x i|install",
        "list -o |json text",
        "list --output |json text",
        "list --o|--output",
        "inspect -o signed|signed-block",
        "completion |bash fish zsh",
        "verify --o|--output",
        "verify -o |json text",
        "package --pass|--passphrase-file",
        "sign |",
        "run --plugins |",
        "inspect |",
        "run ./|",
        "run hello a |+ a+",
        "run hello --fl|--fl+",
        "run x a |",
        "no such |",
      })
  void candidates(String line, String expected) {
    List<String> args = new ArrayList<>(List.of("__complete", "--"));
    args.addAll(List.of(line.split(" ", -1)));
    List<String> offered = new ArrayList<>();

    for (String candidate : world.run(args.toArray(new String[0])).out().lines().toList()) {
      offered.add(candidate);
    }

    assertEquals(expected == null ? "" : expected, String.join(" ", offered));
  }

  @Test
  @DisplayName("offers every command, and its options")
  void commandsAndOptions() {
    assertEquals(
        "completion get help hook inspect install invoke list lock package render run sign sync"
            + " uninstall update verify",
        world.run("__complete", "--", "").out().strip().replace('\n', ' '));
    assertTrue(world.run("__complete", "--", "get", "--p").out().contains("--plain-http\n"));
  }

  @ParameterizedTest
  @DisplayName("has a script for each shell that asks for candidates")
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void scripts(String shell) {
    World.Result result = world.run("completion", shell);

    assertEquals(0, result.code());
    assertTrue(result.out().contains(" __complete -- "), result.out());
  }

  @Test
  @DisplayName("has no script for other shells")
  void otherShell() {
    World.Result result = world.run("completion", "tcsh");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("expected one of bash, zsh, fish, found"), result.err());
  }
}
