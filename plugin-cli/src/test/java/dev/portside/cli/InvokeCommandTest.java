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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("invoke")
class InvokeCommandTest {
  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() {
    world = new World(root);
  }

  @Test
  @DisplayName("prints the answer as one line of JSON")
  void postRenderer() throws IOException {
    world.postRenderer("up", "echo $*; tr a-z A-Z");

    assertEquals(
        new Result(0, "{\"manifests\":\"-x\\nKIND: X\\n\"}\n", ""),
        world.run("invoke", "up", "-m", "{\"manifests\":\"kind: x\\n\",\"extraArgs\":[\"-x\"]}"));
  }

  @Test
  @DisplayName("prints bytes as base64")
  void getter() throws IOException {
    world.getter("g", "[s3]", "printf 'to %s' $4");

    Result result =
        world.run(
            "invoke",
            "g",
            "--message",
            "{\"href\":\"s3://b\",\"protocol\":\"s3\",\"options\":{\"Username\":\"me\"}}");

    assertEquals("{\"data\":\"dG8gczM6Ly9i\"}\n", result.out());
  }

  @Test
  @DisplayName("prints what a command printed as its data")
  void command() throws IOException {
    world.command("c", "echo \"$1\"; cat; echo note >&2");

    assertEquals(
        new Result(0, "{\"data\":\"a \u00e9\\nin\\n\"}\n", "note\n"),
        world.stdin("in\n").run("invoke", "c", "-m", "{\"extraArgs\":[\"a \u00e9\"]}"));
  }

  @Test
  @DisplayName("says so if a command printed what JSON cannot hold")
  void binary() throws IOException {
    world.command("c", "printf '\\377'");

    assertEquals(
        new Result(1, "", "portside: the answer is no JSON: 1 bytes that are not UTF-8\n"),
        world.run("invoke", "c", "-m", "{}"));
  }

  @Test
  @DisplayName("takes the message from a file or from standard input")
  void messageSources() throws IOException {
    world.command("c", "echo \"$1\"; cat");
    Path file = Files.writeString(root.resolve("m.json"), "{\"extraArgs\": [\"f\"]}\n");

    assertEquals("{\"data\":\"f\\n\"}\n", world.run("invoke", "c", "--message", "@" + file).out());
    assertEquals(
        "{\"data\":\"i\\n\"}\n",
        world.stdin("{\"extraArgs\": [\"i\"]}").run("invoke", "c", "--message", "-").out());
  }

  @Test
  @DisplayName("calls a plugin as its second type if asked to")
  void type() throws IOException {
    Path dir = world.getter("s3", "[s3]", "echo downloaded");
    Files.writeString(
        dir.resolve("plugin.yaml"),
        Files.readString(dir.resolve("plugin.yaml")) + "command: echo ran\n");

    assertEquals(
        "{\"data\":\"ran\\n\"}\n", world.run("invoke", "s3", "--type", "cli/v1", "-m", "{}").out());
    assertEquals(
        "portside: unknown plugin type \"cli/v2\"; known here: cli/v1, getter/v1, postrenderer/v1,"
            + " test/v1\n",
        world.run("invoke", "s3", "--type", "cli/v2", "-m", "{}").err());
    assertEquals(
        "portside: plugin \"s3\" cannot be called as test/v1; it is of type getter/v1, cli/v1\n",
        world.run("invoke", "s3", "--type", "test/v1", "-m", "{}").err());
  }

  @Test
  @DisplayName("indents the answer on a terminal")
  void pretty() throws IOException {
    world.command("c", "true");

    assertEquals(
        "{\n  \"data\" : \"\"\n}\n", world.terminal(1).run("invoke", "c", "-m", "{}").out());
  }

  @ParameterizedTest(name = "{index}: {1}")
  @DisplayName("says what is wrong with a message")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]        | --message: expected a JSON object, found array",
        "3         | --message: expected a JSON object, found number",
        "``        | --message: expected a JSON object, found nothing",
        "{} {}     | --message:1:4: not JSON: Trailing token",
        "{`a`:1    | --message:1:2: not JSON: Unexpected character",
        "{\"a\":1,\"a\":2} | --message:1:11: not JSON: Duplicate field",
        "{\"extraArg\":[]} | --message: message.extraArg: ",
        "@none.json | --message: none.json: no such file or directory",
      })
  void badMessage(String message, String expected) throws IOException {
    world.command("c", "true");

    Result result = world.run("invoke", "c", "-m", message);

    assertEquals(2, result.code());
    assertTrue(result.err().startsWith("portside: " + expected), result.err());
    assertTrue(result.err().endsWith("\ntry: portside invoke --help\n"), result.err());
  }
}
