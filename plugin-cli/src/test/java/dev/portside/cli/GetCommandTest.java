package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.cli.World.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("get")
class GetCommandTest {
  private static final String ARGS = "for a in \"$@\"; do echo \"[$a]\"; done";

  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() {
    world = new World(root);
  }

  @Test
  @DisplayName("picks the plugin by the scheme and prints what it fetched, unaltered")
  void fetches() throws IOException {
    world.getter("a", "[gs]", "echo wrong");
    world.getter("b", "[http+x, s3]", "printf 'a\\r\\n\\tb'; echo \"for $4\" >&2");

    assertEquals(
        new Result(0, "a\r\n\tb", "for S3://bucket/x y\n"), world.run("get", "S3://bucket/x y"));
  }

  @Test
  @DisplayName("gives files as arguments and credentials as variables")
  void options() throws IOException {
    world.getter(
        "g",
        "[s3]",
        ARGS,
        "echo $HELM_PLUGIN_USERNAME,$HELM_PLUGIN_PASSWORD,$HELM_PLUGIN_PASS_CREDENTIALS_ALL");

    Result result =
        world.run(
            "get",
            "--cert-file=c",
            "--key-file",
            "k",
            "s3://b",
            "--ca-file",
            "a",
            "--username",
            "me",
            "--password",
            "secret",
            "--pass-credentials");

    assertEquals("[c]\n[k]\n[a]\n[s3://b]\nme,secret,true\n", result.out());
  }

  @Test
  @DisplayName("takes the password from standard input, without the end of the line")
  void passwordStdin() throws IOException {
    world.getter("g", "[s3]", "echo \"[$HELM_PLUGIN_PASSWORD]\"");

    assertEquals(
        "[top secret]\n",
        world.stdin("top secret\r\n").run("get", "--password-stdin", "s3://b").out());
    assertEquals(
        World.wrong("portside get", "--password and --password-stdin exclude each other"),
        world.run("get", "--password-stdin", "--password", "x", "s3://b"));
  }

  @Test
  @DisplayName("writes a whole file and nothing beside it")
  void file() throws IOException {
    world.getter("g", "[s3]", "echo new");
    Path file = Files.writeString(Files.createDirectories(root.resolve("o")).resolve("f"), "old");

    assertEquals(new Result(0, "", ""), world.run("get", "s3://b", "-O", file.toString()));

    assertEquals("new\n", Files.readString(file));
    assertEquals(List.of(file), entries(file.getParent()));
  }

  @Test
  @DisplayName("leaves the file alone if the plugin fails")
  void failure() throws IOException {
    world.getter("g", "[s3]", "echo half; echo boom >&2; exit 4");
    Path file = Files.writeString(Files.createDirectories(root.resolve("o")).resolve("f"), "old");

    Result result = world.run("get", "s3://b", "-O", file.toString());

    assertEquals(4, result.code());
    assertEquals("", result.out());
    assertTrue(result.err().contains("plugin \"g\" exited with error (exit code 4)"), result.err());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), entries(file.getParent()));
  }

  @Test
  @DisplayName("says where it cannot write")
  void unwritable() throws IOException {
    world.getter("g", "[s3]", "echo new");
    Path file = root.resolve("none").resolve("f");

    Result result = world.run("get", "s3://b", "-O", file.toString());

    assertEquals(1, result.code());
    assertTrue(result.err().startsWith("portside: " + file.getParent()), result.err());
    assertTrue(result.err().endsWith(": no such file or directory\n"), result.err());
  }

  @Test
  @DisplayName("follows a link, and never replaces what is no file")
  void links() throws IOException {
    world.getter("g", "[s3]", "echo new");
    Path file = Files.writeString(root.resolve("f"), "old");
    Path link = Files.createSymbolicLink(root.resolve("link"), file);

    assertEquals(0, world.run("get", "s3://b", "-O", link.toString()).code());
    assertEquals("new\n", Files.readString(file));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(
        new Result(1, "", "portside: " + root + ": Is a directory\n"),
        world.run("get", "s3://b", "-O", root.toString()));
  }

  @Test
  @DisplayName("says which schemes there are plugins for, and which plugins did not load")
  void nobody() throws IOException {
    world.getter("a", "[s3, gs]", "true");
    Path broken = world.plugin("b", "name: b b", "version: 0.1.0", "command: x");

    Result result = world.run("get", "ftp://x");

    assertEquals(1, result.code());
    assertTrue(
        result
            .err()
            .startsWith(
                "portside: no plugin fetches \"ftp\" URLs; there are plugins for: gs, s3\n"
                    + "not loaded: "
                    + broken),
        result.err());
  }

  @Test
  @DisplayName("wants a scheme")
  void noScheme() {
    assertEquals(
        World.wrong(
            "portside get",
            "\"chart.tgz\" has no scheme; expected a URL such as s3://bucket/chart.tgz"),
        world.run("get", "chart.tgz"));
  }

  @Test
  @DisplayName("and run serve a plugin that is both downloader and command")
  void both() throws IOException {
    Path dir = world.getter("s3", "[s3]", "echo downloaded $4");
    Files.writeString(
        dir.resolve("plugin.yaml"),
        Files.readString(dir.resolve("plugin.yaml")) + "command: echo ran\n");

    assertEquals("downloaded s3://b\n", world.run("get", "s3://b").out());
    assertEquals("ran init\n", world.run("run", "s3", "init").out());
  }

  private static List<Path> entries(Path dir) throws IOException {
    try (Stream<Path> entries = Files.list(dir)) {
      return entries.toList();
    }
  }
}
