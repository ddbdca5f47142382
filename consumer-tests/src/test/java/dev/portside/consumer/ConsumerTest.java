package dev.portside.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A stranger's program with a runtime and a plugin type of its own")
class ConsumerTest {
  private static final Path FIXTURE =
      Path.of("src", "test", "resources", "consumer").toAbsolutePath();
  private static final String MAIN = "com.example.consumer.Main";

  @TempDir Path scratch;

  private Path classes;

  @BeforeEach
  void makeDirectory() throws IOException {
    classes = Files.createDirectory(scratch.resolve("classes"));
  }

  private String run(String... java) throws IOException, InterruptedException {
    String plugins = FIXTURE.resolve("plugins").toString();
    String[] arguments =
        Stream.concat(Stream.of(java), Stream.of(plugins, Jars.EXAMPLES.toString()))
            .toArray(String[]::new);
    return Tools.run(scratch, arguments).replace(FIXTURE.toString(), "FIXTURE").replace('\\', '/');
  }

  private static String expected(String module) {
    return """
    running in MODULE
    FIXTURE/plugins/shout/plugin.yaml:10:3: warning: runtimeConfig.tmies: unknown key; \
    did you mean "times"?
    shout 1.0.0 shout/v1 on example/shout {Greeting=good morning}
    GOOD MORNING! GOOD MORNING! GOOD MORNING!
    hello 0.1.0 cli/v1 on subprocess
    Hello, Ada!
    wasm-cli 0.1.0 cli/v1 on extism/v1
    Hello, Ada, from a sandbox!
    APIVersion: v1
    Config:
      Greeting: good morning
    Name: shout
    Runtime: example/shout
    RuntimeConfig:
      Times: 3
    SourceURL: ""
    Type: shout/v1
    Version: 1.0.0
    """
        .replace("MODULE", module);
  }

  @Test
  @DisplayName("runs from the module path, where services need no --add-modules")
  void runsFromTheModulePath() throws IOException, InterruptedException {
    Tools.compile(FIXTURE.resolve("src"), classes, "-p", Jars.path(List.of()));
    assertEquals(
        expected("module com.example.consumer"),
        run("-p", Jars.path(List.of(classes)), "-m", "com.example.consumer/" + MAIN));
  }

  @Test
  @DisplayName("runs from the class path, where services are files")
  void runsFromTheClassPath() throws IOException, InterruptedException {
    List<Path> sources;
    try (Stream<Path> found = Files.list(FIXTURE.resolve("src/com/example/consumer"))) {
      sources = found.toList();
    }
    Tools.compile(sources, classes, "-cp", Jars.path(List.of()));
    String said = run("-cp", Jars.path(List.of(classes, FIXTURE)), MAIN);
    assertEquals(
        expected("unnamed module"), said.replaceAll("unnamed module @\\w+", "unnamed module"));
  }

  @Test
  @DisplayName("runs without the jar of the annotations, which only compilers read")
  void runsWithoutAnnotations() throws IOException, InterruptedException {
    Tools.compile(FIXTURE.resolve("src"), classes, "-p", Jars.path(List.of()));
    assertEquals(
        expected("module com.example.consumer"),
        run(
            "-p",
            Jars.path(List.of(classes), "jspecify.jar"),
            "-m",
            "com.example.consumer/" + MAIN));
  }
}
