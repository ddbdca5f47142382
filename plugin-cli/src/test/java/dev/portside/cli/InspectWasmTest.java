package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portside.cli.World.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("inspect of a Wasm plugin")
class InspectWasmTest {
  private final ObjectMapper mapper = new ObjectMapper();
  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() {
    world = new World(root);
  }

  @Test
  @DisplayName("shows the module in comments before the signed block")
  void yaml() throws IOException {
    Path dir =
        world.wasm(
            "hi",
            "cli/v1",
            "runtimeConfig: {fileSystem: {createTempDir: true}, allowedHosts: [a.example]}");
    String digest = Digests.sha256(dir.resolve("plugin.wasm"));
    String expected =
        """
        # path: DIR
        # capabilities: cli/v1
        # asks for: host:a.example, tempDir
        # module: 382 bytes, sha256:DIGEST
        # memory: pages of 64 KiB, 1 at the start, 2 at most
        # export: memory memory
        # export: function helm_plugin_main () -> i32
        # export: function render () -> i32
        # export: function get () -> i32
        # export: function fail () -> i32
        # import: extism:host/env.alloc (i64) -> i64
        # import: extism:host/env.store_u8 (i64, i32) -> ()
        # import: extism:host/env.output_set (i64, i64) -> ()
        APIVersion: v1
        """
            .replace("DIR", dir.toString())
            .replace("DIGEST", digest);

    Result result = world.run("inspect", dir.toString());

    assertEquals(0, result.code(), result.err());
    assertEquals(expected, result.out().substring(0, expected.length()));
    assertEquals("", result.err());
  }

  @Test
  @DisplayName("has the module as an object in JSON")
  void json() throws IOException {
    Path dir = world.wasm("hi", "cli/v1");
    String expected =
        """
        {"sha256":"DIGEST","bytes":382,"memory":{"initialPages":1,"maximumPages":2},"exports":[
        {"name":"memory","kind":"memory"},
        {"name":"helm_plugin_main","kind":"function","type":"() -> i32"},
        {"name":"render","kind":"function","type":"() -> i32"},
        {"name":"get","kind":"function","type":"() -> i32"},
        {"name":"fail","kind":"function","type":"() -> i32"}],"imports":[
        {"module":"extism:host/env","name":"alloc","type":"(i64) -> i64"},
        {"module":"extism:host/env","name":"store_u8","type":"(i64, i32) -> ()"},
        {"module":"extism:host/env","name":"output_set","type":"(i64, i64) -> ()"}],
        "start":false,"producers":[]}
        """
            .replace("DIGEST", Digests.sha256(dir.resolve("plugin.wasm")));

    JsonNode whole = mapper.readTree(world.run("inspect", "-o", "json", dir.toString()).out());
    JsonNode line =
        mapper.readTree(
            world.run("inspect", "-o", "jsonl", dir.resolve("plugin.yaml").toString()).out());

    assertEquals(mapper.readTree(expected), whole.get("module"));
    assertEquals(whole.get("module"), line.get("module"));
    assertEquals("OK", whole.get("status").asText());
    assertTrue(whole.get("permissions").isEmpty());
  }

  @Test
  @DisplayName("says where manifest and module do not fit together")
  void warnsOfMisfits() throws IOException {
    Path dir = world.wasm("hi", "cli/v1", "runtimeConfig: {entryFuncName: go}");
    String warning =
        dir.resolve("plugin.wasm")
            + ": warning: the module exports no function go; there are helm_plugin_main, render,"
            + " get, fail; runtimeConfig.entryFuncName names the one to call";
    Result result = world.run("inspect", dir.toString());
    assertEquals(0, result.code());
    assertTrue(result.out().contains("# " + warning + "\n"), result.out());
  }

  @Test
  @DisplayName("says that there is no module, or none that could run")
  void warnsOfNoModule() throws IOException {
    Path dir = world.wasm("hi", "cli/v1");
    Path file = dir.resolve("plugin.wasm");
    Files.delete(file);
    JsonNode none = mapper.readTree(world.run("inspect", "-o", "jsonl", dir.toString()).out());
    assertEquals("OK", none.get("status").asText());
    assertNull(none.get("module"));
    assertEquals(
        "warning: " + file + ": no such file or directory", none.get("warnings").get(0).asText());

    Files.writeString(file, "MZ");
    Result wrong = world.run("inspect", dir.toString());
    assertEquals(0, wrong.code());
    assertTrue(wrong.out().contains("# warning: " + file + ": "), wrong.out());
    assertTrue(wrong.out().contains("\nName: hi\n"), wrong.out());
  }
}
