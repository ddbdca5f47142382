package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

@DisplayName("A Wasm plugin")
class WasmPluginsTest {
  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() {
    world = new World(root);
  }

  @Test
  @DisplayName("is run as any other")
  void runs() throws IOException {
    world.wasm("hi", "cli/v1");
    assertEquals(new Result(0, "Hello from Wasm\n", ""), world.run("run", "hi", "x"));
  }

  @Test
  @DisplayName("passes on its exit code")
  void fails() throws IOException {
    world.wasm("bad", "cli/v1", "runtimeConfig: {entryFuncName: fail}");
    Result result = world.run("run", "bad");
    assertEquals(42, result.code());
    assertTrue(result.err().startsWith("portside: plugin \"bad\" "), result.err());
  }

  @Test
  @DisplayName("is invoked with a message")
  void isInvoked() throws IOException {
    world.wasm("hi", "cli/v1");
    assertEquals(
        new Result(0, "{\"data\":\"Hello from Wasm\\n\"}\n", ""),
        world.run("invoke", "hi", "-m", "{\"extraArgs\":[\"x\"]}"));
  }

  @Test
  @DisplayName("renders")
  void renders() throws IOException {
    world.wasm("up", "postrenderer/v1", "runtimeConfig: {entryFuncName: render}");
    assertEquals(
        new Result(0, "kind: Rendered\n", ""), world.stdin("kind: x\n").run("render", "up"));
  }

  @Test
  @DisplayName("fetches")
  void fetches() throws IOException {
    world.wasm(
        "g", "getter/v1", "config: {protocols: [s3]}", "runtimeConfig: {entryFuncName: get}");
    assertEquals(new Result(0, "fetched\n", ""), world.run("get", "s3://bucket"));
  }

  @Test
  @DisplayName("has no hooks")
  void hasNoHooks() throws IOException {
    world.wasm("hi", "cli/v1");
    assertEquals(
        new Result(0, "", "portside: plugin \"hi\" has no hook \"install\"; it has none\n"),
        world.run("hook", "hi", "install"));
  }

  @Test
  @DisplayName("is listed beside the others")
  void isListed() throws IOException {
    world.wasm("hi", "cli/v1");
    world.command("sh", "true");
    assertEquals(
        """
        NAME\tVERSION\tTYPE  \tAPIVERSION\tPROVENANCE\tSOURCE
        hi  \t0.1.0  \tcli/v1\tv1        \tunsigned  \tunknown
        sh  \t0.1.0  \tcli/v1\tlegacy    \tunsigned  \tunknown
        """,
        world.run("list").out());
  }

  @Test
  @DisplayName("is refused if it asks for what is denied")
  void isDenied() throws IOException {
    world.wasm("net", "cli/v1", "runtimeConfig: {allowedHosts: ['*.example.com']}");
    Result result = world.run("run", "--deny", "host", "net");
    assertEquals(1, result.code());
    assertTrue(
        result.err().contains("asks for host:*.example.com, which this host does not grant"),
        result.err());
    assertEquals(0, world.run("run", "--deny", "tempDir", "net").code());
  }

  @Test
  @DisplayName("is compiled into Helm's cache directory, where other plugins leave nothing")
  void isCached() throws IOException {
    Path cache = root.resolve("cache");
    world.env("HELM_CACHE_HOME", cache.toString());
    world.wasm("hi", "cli/v1");
    world.command("sh", "true");
    world.run("run", "sh");
    world.run("inspect", world.plugins().resolve("hi").toString());
    assertFalse(Files.exists(cache), "nothing was compiled");
    world.run("run", "hi");
    try (Stream<Path> entries = Files.list(cache)) {
      assertEquals(List.of(cache.resolve("portside-wasm")), entries.toList());
    }
    assertEquals("Hello from Wasm\n", world.run("run", "hi").out());
  }
}
