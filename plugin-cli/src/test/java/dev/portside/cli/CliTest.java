package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.cli.World.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line")
class CliTest {
  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() {
    world = new World(root);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("that is wrong exits with 2, a reason and a hint")
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "lst # unknown command \"lst\"; did you mean list? # portside",
        "list x # unknown argument \"x\" # portside list",
        "run --tiemout 3s x # unknown option \"--tiemout\"; did you mean --timeout? # portside run",
        "--xyz list # unknown option \"--xyz\" # portside",
        "run # missing required parameter: 'NAME|DIR' # portside run",
        "hook x # missing required parameter: 'EVENT' # portside hook",
        "invoke x # missing required option: '--message=JSON|@FILE|-' # portside invoke",
      })
  void wrong(String line, String reason, String help) {
    assertEquals(World.wrong(help, reason), world.run(line.split(" ", -1)));
  }

  @Test
  @DisplayName("without a command is wrong, too")
  void nothing() {
    assertEquals(World.wrong("portside", "missing required subcommand"), world.run());
  }

  @ParameterizedTest
  @DisplayName("has help for each command")
  @ValueSource(
      strings = {
        "run",
        "invoke",
        "get",
        "render",
        "hook",
        "list",
        "inspect",
        "package",
        "sign",
        "verify",
        "completion"
      })
  void help(String command) {
    Result result = world.run(command, "--help");

    assertEquals(0, result.code());
    assertTrue(result.out().startsWith("Usage: portside " + command + " "), result.out());
    assertEquals(result.out(), world.run("help", command).out());
    assertTrue(world.run("--help").out().contains("\n  " + command + " "));
  }

  @Test
  @DisplayName("tells the version, which is that of the build")
  void version() throws IOException {
    assertEquals(new Result(0, "portside " + Cli.VERSION + "\n", ""), world.run("--version"));
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(pom.contains("<version>" + Cli.VERSION + "</version>"));
  }

  @Test
  @DisplayName("shows the trace of a failure if asked to")
  void debug() {
    String quiet = world.run("run", "none").err();
    String loud = world.run("--debug", "run", "none").err();

    assertFalse(quiet.contains("\tat "), quiet);
    assertTrue(loud.startsWith(quiet), loud);
    assertTrue(loud.contains("PluginNotFoundException"), loud);
    assertTrue(loud.contains("\tat dev.portside"), loud);
  }

  @Test
  @DisplayName("colours its messages on a terminal only, and not if NO_COLOR is set")
  void colour() {
    String plain = "portside: plugin \"x\" not found; there are none\n";

    assertEquals(plain, world.run("run", "x").err());
    assertEquals(plain, world.terminal(1).run("run", "x").err());
    assertEquals(
        plain.replace("portside:", "\u001b[1;31mportside:\u001b[m"),
        world.terminal(2).run("run", "x").err());
    assertEquals(plain, world.env("TERM", "dumb").run("run", "x").err());
    assertEquals(plain, world.env("TERM", "xterm").env("NO_COLOR", "1").run("run", "x").err());
  }
}
