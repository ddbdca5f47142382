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

@DisplayName("run")
class RunCommandTest {
  private static final String ARGS = "for a in \"$@\"; do echo \"[$a]\"; done";

  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() {
    world = new World(root);
  }

  @Test
  @DisplayName("hands the streams through")
  void streams() throws IOException {
    world.command("cat", "cat; echo oops >&2");

    Result result = world.stdin("hello\n").run("run", "cat");

    assertEquals(new Result(0, "hello\n", "oops\n"), result);
  }

  @Test
  @DisplayName("leaves everything after the name to the plugin")
  void arguments() throws IOException {
    world.command("show", ARGS);

    Result result = world.run("run", "show", "--debug", "--env", "", "--", "@file", "a b", "-h");

    assertEquals("[--debug]\n[--env]\n[]\n[--]\n[@file]\n[a b]\n[-h]\n", result.out());
  }

  @Test
  @DisplayName("takes options before the name, and -- before a name that looks like one")
  void optionsBeforeName() throws IOException {
    world.command("-v", ARGS);

    Result result = world.run("run", "--debug", "--", "-v", "--", "x");

    assertEquals(new Result(0, "[--]\n[x]\n", ""), result);
  }

  @Test
  @DisplayName("passes no arguments at all to a plugin that ignores flags")
  void ignoreFlags() throws IOException {
    Path dir = world.command("show", ARGS + "; echo $#");
    Files.writeString(
        dir.resolve("plugin.yaml"),
        "name: show\nversion: 0.1.0\nignoreFlags: true\ncommand: $HELM_PLUGIN_DIR/main.sh\n");

    assertEquals("0\n", world.run("run", "show", "a", "--b").out());
  }

  @Test
  @DisplayName("passes on the exit code, and says so on standard error alone")
  void exitCode() throws IOException {
    world.command("fail", "echo out; exit 3");

    assertEquals(
        new Result(3, "out\n", "portside: plugin \"fail\" exited with error (exit code 3)\n"),
        world.run("run", "fail"));
  }

  @Test
  @DisplayName("tells the plugin its name, its directory and Helm's")
  void environment() throws IOException {
    Path dir =
        world.command(
            "env",
            "echo $HELM_PLUGIN_NAME",
            "echo $HELM_PLUGIN_DIR",
            "echo $HELM_PLUGINS",
            "echo $HELM_DATA_HOME",
            "echo $HELM_CACHE_HOME",
            "echo $HELM_CONFIG_HOME");
    world.env("HELM_CACHE_HOME", "/c").env("XDG_CONFIG_HOME", "/x").env("HELM_DATA_HOME", "/d");

    Result result = world.run("run", "env");

    assertEquals("env\n" + dir + "\n" + world.plugins() + "\n/d\n/c\n/x/helm\n", result.out());
  }

  @Test
  @DisplayName("adds --env from before and after the command")
  void extraEnvironment() throws IOException {
    world.command("env", "echo $A,$B,$C,$HELM_CACHE_HOME");

    Result result =
        world.run(
            "--env",
            "A=1",
            "--env=B=0",
            "run",
            "--env",
            "B=2=3",
            "--env",
            "C=",
            "--env",
            "HELM_CACHE_HOME=/mine",
            "env");

    assertEquals("1,2=3,,/mine\n", result.out());
  }

  @Test
  @DisplayName("looks for plugins in --plugins, each of its directories in turn")
  void pluginsOption() throws IOException {
    world.command("a", "echo first: $HELM_PLUGINS");
    World other = new World(root.resolve("other"));
    other.command("a", "echo second");
    other.command("b", "echo b of the second");
    String both = world.plugins() + ":" + other.plugins();
    world.env("HELM_PLUGINS", "/nowhere");

    assertEquals("first: " + both + "\n", world.run("run", "--plugins", both, "a").out());
    assertEquals("b of the second\n", world.run("--plugins", both, "run", "b").out());
    assertEquals(
        "second\n", world.run("--plugins", "/x", "run", "--plugins=" + other.plugins(), "a").out());
  }

  @Test
  @DisplayName("looks in Helm's data directory if nothing else is said")
  void defaultPlugins() throws IOException {
    world.command("a", "echo found in $HELM_PLUGINS");
    world.without("HELM_PLUGINS").env("HELM_DATA_HOME", root.toString());

    assertEquals("found in " + world.plugins() + "\n", world.run("run", "a").out());
  }

  @Test
  @DisplayName("takes an empty HELM_PLUGINS as no directories, as Helm does")
  void noPlugins() throws IOException {
    world.command("a", "echo a");
    world.env("HELM_PLUGINS", "").env("HELM_DATA_HOME", root.toString());

    assertEquals(
        new Result(1, "", "portside: plugin \"a\" not found; there are none\n"),
        world.run("run", "a"));
  }

  @Test
  @DisplayName("ends a plugin that takes longer than it may")
  void timeout() throws IOException {
    world.command("slow", "exec sleep 60");

    Result result = world.run("run", "--timeout", "100ms", "slow");

    assertEquals(1, result.code());
    assertEquals("portside: plugin \"slow\" was ended after its timeout of 100 ms\n", result.err());
  }

  @Test
  @DisplayName("has no timeout if it is zero")
  void noTimeout() throws IOException {
    world.command("a", "echo a");

    assertEquals(
        new Result(0, "a\n", ""), world.run("--timeout", "1ns", "run", "--timeout=0", "a"));
  }

  @Test
  @DisplayName("refuses a plugin that asks for what is denied")
  void deny() throws IOException {
    world.plugin("sh", "name: sh", "version: 0.1.0", "command: sh -c env");

    Result denied = world.run("--deny", "exec:sh", "run", "sh");

    assertEquals(1, denied.code());
    assertTrue(
        denied.err().contains("asks for exec:sh, which this host does not grant"), denied.err());
    assertEquals(1, world.run("run", "--deny", "exec", "sh").code());
    assertEquals(0, world.run("run", "--deny", "exec:bash", "--deny", "acme", "sh").code());
  }

  @Test
  @DisplayName("names the nearest plugin if there is none of the name")
  void notFound() throws IOException {
    world.command("hello", "echo hello");
    world.command("other", "echo other");

    assertEquals(
        new Result(1, "", "portside: plugin \"helo\" not found; did you mean \"hello\"?\n"),
        world.run("run", "helo"));
  }

  @Test
  @DisplayName("says which plugins did not load if none has the name")
  void broken() throws IOException {
    Path dir = world.plugin("helm-broken", "name: broken", "version: v1");

    Result result = world.run("run", "broken");

    assertEquals(1, result.code());
    assertTrue(
        result.err().startsWith("portside: plugin \"broken\" not found; there are none\n"),
        result.err());
    assertTrue(result.err().contains(dir.resolve("plugin.yaml") + ":2:"), result.err());
  }

  @Test
  @DisplayName("says of a downloader which command is for it")
  void getter() throws IOException {
    world.getter("fetch", "[gs, s3]", "true");

    assertEquals(
        new Result(
            1,
            "",
            "portside: plugin \"fetch\" has no command to run: it is of type getter/v1; "
                + "try: portside get gs://...\n"),
        world.run("run", "fetch"));
  }

  @Test
  @DisplayName("says of a post-renderer which command is for it")
  void postRenderer() throws IOException {
    world.postRenderer("post", "cat");

    assertEquals(
        "portside: plugin \"post\" has no command to run: it is of type postrenderer/v1; "
            + "try: portside render post\n",
        world.run("run", "post").err());
  }

  @Test
  @DisplayName("says of any other plugin how to invoke it")
  void otherType() throws IOException {
    world.plugin(
        "greet",
        "apiVersion: v1",
        "name: greet",
        "version: 0.1.0",
        "type: test/v1",
        "runtime: subprocess",
        "runtimeConfig:",
        "  platformCommand:",
        "  - command: sh");

    assertEquals(
        "portside: plugin \"greet\" has no command to run: it is of type test/v1; "
            + "try: portside invoke greet --message JSON\n",
        world.run("run", "greet").err());
  }

  @Test
  @DisplayName("asks for NAME=value and a duration where it gets something else")
  void badOptionValues() {
    assertEquals(
        World.wrong(
            "portside run",
            "invalid value for option '--env' (K=V): expected NAME=value, found \"A\""),
        world.run("run", "--env", "A", "x"));
    assertEquals(
        World.wrong(
            "portside run",
            "invalid value for option '--timeout': expected a duration such as 30s, 1m30s or"
                + " 500ms, found \"5\""),
        world.run("run", "--timeout", "5", "x"));
    assertEquals(2, world.run("run", "--env", "=v", "x").code());
    assertEquals(2, world.run("run", "--deny", ":sh", "x").code());
  }
}
