package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portside.cli.World.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("inspect")
class InspectCommandTest {
  private static final String BLOCK =
      """
      APIVersion: legacy
      Config:
        IgnoreFlags: false
        LongHelp: ""
        ShortHelp: ""
        Usage: ""
      Name: good
      Runtime: subprocess
      RuntimeConfig:
        PlatformCommand:
        - Architecture: ""
          Args: null
          Command: run
          OperatingSystem: ""
        PlatformHooks: null
        ProtocolCommands: null
      SourceURL: ""
      Type: cli/v1
      Version: 0.1.0
      """;

  private final ObjectMapper mapper = new ObjectMapper();
  @TempDir private Path root;
  private World world;
  private String good;
  private String bad;

  @BeforeEach
  void createWorld() throws IOException {
    world = new World(root);
    good = world.plugin("good", "name: good", "version: 0.1.0", "command: run").toString();
    bad = world.plugin("bad", "name: b d", "version: v1", "command: run").toString();
  }

  @Test
  @DisplayName("prints the bytes that are signed")
  void signedBlock() {
    assertEquals(new Result(0, BLOCK, ""), world.run("inspect", good, "-o", "signed-block"));
  }

  @Test
  @DisplayName("prints one object for each path, good or bad, in their order")
  void jsonLines() throws IOException {
    String manifest = Path.of(good).resolve("plugin.yaml").toString();

    Result result = world.run("inspect", "-o", "jsonl", good, bad, "/none", manifest);

    assertEquals(1, result.code());
    assertEquals("", result.err());
    List<String> lines = result.out().lines().toList();
    assertEquals(4, lines.size());
    assertEquals(
        "{\"path\":\""
            + good
            + "\",\"status\":\"OK\",\"metadata\":{\"APIVersion\":\"legacy\",\"Name\":\"good\","
            + "\"Type\":\"cli/v1\",\"Runtime\":\"subprocess\",\"Version\":\"0.1.0\","
            + "\"SourceURL\":\"\",\"Config\":{\"Usage\":\"\",\"ShortHelp\":\"\",\"LongHelp\":\"\","
            + "\"IgnoreFlags\":false},\"RuntimeConfig\":{\"PlatformCommand\":[{"
            + "\"OperatingSystem\":\"\",\"Architecture\":\"\",\"Command\":\"run\",\"Args\":null}],"
            + "\"PlatformHooks\":null,\"ProtocolCommands\":null}},\"signedBlock\":\""
            + BLOCK.replace("\"", "\\\"").replace("\n", "\\n")
            + "\",\"permissions\":[\"exec:run\"],\"warnings\":[]}",
        lines.get(0));
    JsonNode second = mapper.readTree(lines.get(1));
    assertEquals(bad, second.get("path").asText());
    assertEquals("ERR", second.get("status").asText());
    List<String> errors = second.get("error").asText().lines().toList();
    assertEquals(2, errors.size());
    assertTrue(errors.get(0).startsWith(bad + "/plugin.yaml:1:7: name: "), errors.get(0));
    assertTrue(errors.get(1).startsWith(bad + "/plugin.yaml:2:10: version: "), errors.get(1));
    assertTrue(second.get("warnings").isEmpty());
    assertEquals("/none", mapper.readTree(lines.get(2)).get("path").asText());
    assertTrue(lines.get(3).startsWith("{\"path\":\"" + manifest + "\",\"status\":\"OK\","));
  }

  @Test
  @DisplayName("prints an object for one path, an array for several")
  void json() throws IOException {
    JsonNode one = mapper.readTree(world.run("inspect", "-o", "json", good).out());
    JsonNode two = mapper.readTree(world.run("inspect", "-o", "json", good, bad).out());

    assertEquals("good", one.get("metadata").get("Name").asText());
    assertEquals(one, two.get(0));
    assertEquals("ERR", two.get(1).get("status").asText());
    assertEquals(1, world.run("inspect", "-o", "json", good, bad).code());
  }

  @Test
  @DisplayName("prints YAML with comments, and errors on standard error")
  void yaml() throws IOException {
    Path both =
        world.plugin(
            "both",
            "name: both",
            "version: 0.1.0",
            "command: run",
            "downloaders:",
            "- {command: x, protocols: [s3]}");

    Result result = world.run("inspect", good, bad, both.toString());

    assertEquals(1, result.code());
    String first = "# path: " + good + "\n# capabilities: cli/v1\n# asks for: exec:run\n" + BLOCK;
    String second = "---\n# path: " + both + "\n# capabilities: getter/v1, cli/v1\n";
    assertTrue(result.out().startsWith(first + second), result.out());
    assertTrue(result.err().startsWith("portside: " + bad + "/plugin.yaml:1:7: name: "));
  }

  @Test
  @DisplayName("tells of warnings in every format")
  void warnings() throws IOException {
    String warned =
        world
            .plugin(
                "warned",
                "apiVersion: v1",
                "name: warned",
                "version: 0.1.0",
                "type: cli/v1",
                "runtime: subprocess",
                "runtimeConfig:",
                "  platformComand: []",
                "  platformCommand: [{command: run}]")
            .toString();
    String warning = warned + "/plugin.yaml:7:3: warning: runtimeConfig.platformComand: ";

    assertTrue(world.run("inspect", warned).out().contains("# " + warning));
    Result block = world.run("inspect", "-o", "signed-block", warned);
    assertTrue(block.out().startsWith("APIVersion: v1\n"));
    assertTrue(block.err().startsWith("portside: " + warning), block.err());
    JsonNode json = mapper.readTree(world.run("inspect", "-o", "jsonl", warned).out());
    assertTrue(json.get("warnings").get(0).asText().startsWith(warning));
  }

  @Test
  @DisplayName("knows nothing of a runtime that is not there")
  void unknownRuntime() throws IOException {
    Path dir =
        world.plugin(
            "odd",
            "apiVersion: v1",
            "name: odd",
            "version: 0.1.0",
            "type: cli/v1",
            "runtime: acme/v1");

    Result result = world.run("inspect", dir.toString());

    assertEquals(1, result.code());
    assertTrue(result.err().contains("unsupported plugin runtime type: \"acme/v1\""), result.err());
  }

  @Test
  @DisplayName("wants a path and a format that it knows")
  void usage() throws IOException {
    assertEquals(2, world.run("inspect").code());
    assertTrue(
        world
            .run("inspect", "-o", "xml", good)
            .err()
            .contains("expected one of yaml, json, jsonl, signed-block, found"));
  }
}
