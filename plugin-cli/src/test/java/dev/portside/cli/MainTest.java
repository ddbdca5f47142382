package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.cli.World.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The process")
class MainTest {
  private static final String SHOW =
      "echo \"$*\"; cat; echo $HELM_PLUGIN_NAME $HELM_PLUGINS >&2; exit 3";

  @TempDir private Path root;
  private World world;

  @BeforeEach
  void createWorld() {
    world = new World(root);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("runs a plugin alike by the short way and the long one")
  @CsvSource({"run", "--debug run"})
  void bothWays(String command) throws Exception {
    world.command("show", SHOW);
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.addAll(List.of("show", "--", "-a", "", "b c"));
    Path input = Files.writeString(root.resolve("in"), "input\n");

    Result result = finish(builder(args).redirectInput(input.toFile()).start());

    assertEquals("-- -a  b c\ninput\n", result.out());
    assertTrue(
        result
            .err()
            .startsWith(
                "show "
                    + world.plugins()
                    + "\nportside: plugin \"show\" exited with error (exit code 3)\n"),
        result.err());
    assertEquals(3, result.code());
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("takes a name that no plugin has for a directory")
  @CsvSource({"run", "--debug run"})
  void directoryHere(String command) throws Exception {
    world.command("here", "echo $HELM_PLUGIN_DIR");
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.add("here");
    ProcessBuilder builder = builder(args).directory(world.plugins().toFile());
    builder.environment().put("HELM_PLUGINS", "/nowhere");

    Result result = finish(builder.start());

    assertEquals(new Result(0, world.plugins().toRealPath().resolve("here") + "\n", ""), result);
  }

  @Test
  @DisplayName("tells a shell what to run, if that asks for it, and runs nothing")
  void plan() throws Exception {
    world.command("show", "echo ran");
    ProcessBuilder builder = builder(List.of("run", "show"));
    builder.command().add(1, "-Dportside.plan");

    Result result = finish(builder.start());

    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("# portside plan\n"), result.out());
    assertTrue(result.out().contains("export HELM_PLUGIN_NAME='show'\n"), result.out());
    String program = world.plugins().resolve("show/main.sh").toString();
    assertTrue(
        result.out().endsWith("exec -a '" + program + "' -- '" + program + "' \"${@:3}\"\n"),
        result.out());
  }

  @Test
  @DisplayName("has no plan for a program at a relative path, and says what is wrong with others")
  void noPlan() throws Exception {
    world.plugin("near", "name: near", "version: 0.1.0", "command: ./near.sh");
    ProcessBuilder relative = builder(List.of("run", "near"));
    relative.command().add(1, "-Dportside.plan");
    Path here = Files.createDirectory(root.resolve("here"));
    Files.writeString(here.resolve("near.sh"), "#!/bin/sh\n").toFile().setExecutable(true);
    ProcessBuilder broken = builder(List.of("run", "gone"));
    broken.command().add(1, "-Dportside.plan");
    world.plugin("gone", "name: gone", "version: 0.1.0", "command: no-such-program");

    assertEquals(new Result(0, "", ""), finish(relative.directory(here.toFile()).start()));
    Result failed = finish(broken.start());

    assertEquals(1, failed.code());
    assertTrue(
        failed.err().startsWith("portside: plugin \"gone\" cannot be started: executable file"),
        failed.err());
  }

  @Test
  @DisplayName("tells what is wrong on the short way, too")
  void failure() throws Exception {
    world.command("hello", "true");

    assertEquals(
        new Result(1, "", "portside: plugin \"helo\" not found; did you mean \"hello\"?\n"),
        finish(builder(List.of("run", "helo")).start()));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("leaves no plugin behind when it is told to end")
  @CsvSource({"run", "--debug run"})
  void termination(String command) throws Exception {
    world.command("wait", "echo $$; sleep 300 & wait");
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.add("wait");
    Process portside = builder(args).start();
    BufferedReader out = portside.inputReader(UTF_8);
    ProcessHandle plugin = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();

    portside.destroy();

    assertTrue(portside.waitFor(30, TimeUnit.SECONDS));
    assertEquals(143, portside.exitValue());
    assertFalse(plugin.isAlive());
  }

  @Test
  @DisplayName("reads its input from a pipe")
  void pipedInput() throws Exception {
    world.postRenderer("up", "tr a-z A-Z");
    Process portside = builder(List.of("render", "up")).start();
    try (OutputStream in = portside.getOutputStream()) {
      in.write("kind: x\n".getBytes(UTF_8));
    }

    assertEquals(new Result(0, "KIND: X\n", ""), finish(portside));
  }

  @ParameterizedTest(name = "LC_ALL was \"{0}\"")
  @DisplayName("gives plugins the locale that its own start has replaced")
  @CsvSource({"'', none", "POSIX, POSIX"})
  void originalLocale(String was, String seen) throws Exception {
    world.command("show", "echo ${LC_ALL-none} ${PORTSIDE_LC_ALL-none} $1");
    ProcessBuilder builder = builder(List.of("run", "show", "\u00e9"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("PORTSIDE_LC_ALL", was);

    assertEquals(new Result(0, seen + " none \u00e9\n", ""), finish(builder.start()));
  }

  /** A process of this very build, with the plugins of this world. */
  private ProcessBuilder builder(List<String> args) {
    String modules = System.getProperty("jdk.module.path");
    String path = modules == null ? System.getProperty("java.class.path") : modules;
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", path, Main.class.getName()));
    line.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("HELM_PLUGINS", world.plugins().toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder;
  }

  private static Result finish(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), out, err);
  }
}
