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

@DisplayName("list")
class ListCommandTest {
  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() throws IOException {
    world = new World(root);
    world.plugin(
        "a",
        "name: both",
        "version: 0.1.0",
        "command: 'true'",
        "downloaders:",
        "- {command: x, protocols: [s3]}");
    world.plugin(
        "b",
        "apiVersion: v1",
        "name: post",
        "version: 1.0.0-rc.1",
        "type: postrenderer/v1",
        "runtime: subprocess",
        "sourceURL: https://example.com/post",
        "runtimeConfig: {platformCommand: [{command: cat}]}");
  }

  @Test
  @DisplayName("prints a table like Helm's")
  void text() {
    assertEquals(
        new Result(
            0,
            """
            NAME\tVERSION   \tTYPE            \tAPIVERSION\tPROVENANCE\tSOURCE
            both\t0.1.0     \tgetter/v1,cli/v1\tlegacy    \tunsigned  \tunknown
            post\t1.0.0-rc.1\tpostrenderer/v1 \tv1        \tunsigned  \thttps://example.com/post
            """,
            ""),
        world.run("list"));
  }

  @Test
  @DisplayName("prints an array of objects as JSON")
  void json() {
    String out = world.run("list", "-o", "json").out();

    assertEquals(
        """
        [ {
          "name" : "both",
          "version" : "0.1.0",
          "type" : "getter/v1",
          "capabilities" : [ "getter/v1", "cli/v1" ],
          "apiVersion" : "legacy",
          "runtime" : "subprocess",
          "provenance" : "unsigned",
          "sourceURL" : "",
          "dir" : "PLUGINS/a"
        }, {
          "name" : "post",
          "version" : "1.0.0-rc.1",
          "type" : "postrenderer/v1",
          "capabilities" : [ "postrenderer/v1" ],
          "apiVersion" : "v1",
          "runtime" : "subprocess",
          "provenance" : "unsigned",
          "sourceURL" : "https://example.com/post",
          "dir" : "PLUGINS/b"
        } ]
        """
            .replace("PLUGINS", world.plugins().toString()),
        out);
  }

  @Test
  @DisplayName("shows those of a type, whichever of their types it is")
  void type() {
    assertEquals(
        """
        NAME\tVERSION\tTYPE            \tAPIVERSION\tPROVENANCE\tSOURCE
        both\t0.1.0  \tgetter/v1,cli/v1\tlegacy    \tunsigned  \tunknown
        """,
        world.run("list", "--type", "cli/v1").out());
  }

  @Test
  @DisplayName("warns of plugins that do not load")
  void broken() throws IOException {
    Path dir = world.plugin("c", "name: c", "version: 1", "command: x");

    Result result = world.run("list", "--output=json", "--type=test/v1");

    assertEquals(0, result.code());
    assertEquals("[ ]\n", result.out());
    assertTrue(
        result.err().startsWith("portside: warning: " + dir.resolve("plugin.yaml") + ":2:"),
        result.err());
  }

  @Test
  @DisplayName("shows no plugin's colours")
  void escapes() throws IOException {
    world.plugin(
        "c",
        "apiVersion: v1",
        "name: c",
        "version: 0.1.0",
        "type: test/v1",
        "runtime: subprocess",
        "sourceURL: \"\\e[31mred\\nline\"");

    String out = world.run("list", "--type=test/v1").out();

    assertTrue(out.endsWith("\tv1        \tunsigned  \t\\u001b[31mred\\nline\n"), out);
  }

  @Test
  @DisplayName("is empty where there is nothing")
  void nothing() {
    assertEquals(
        new Result(0, "NAME\tVERSION\tTYPE\tAPIVERSION\tPROVENANCE\tSOURCE\n", ""),
        world.run("--plugins", "/nowhere", "list"));
  }

  @Test
  @DisplayName("says which formats there are")
  void badFormat() {
    Result result = world.run("list", "-o", "xml");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("expected one of text, json, found"), result.err());
  }
}
