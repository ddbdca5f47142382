package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.CallOptions;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Stdio;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A hook")
class HookTest {
  private final SubprocessRuntime runtime = new SubprocessRuntime();

  private SubprocessPlugin plugin(String event, PlatformCommand... commands) {
    return Subject.plugin(
        runtime, SubprocessConfig.command("false").withHook(event, List.of(commands)));
  }

  private SubprocessConfig read(String dialect, Map<String, ?> json) {
    return runtime.readConfig(
        TreeReader.of(
            Tree.of(json),
            "runtimeConfig",
            dialect,
            finding -> {
              throw new AssertionError(finding.toString());
            }));
  }

  private static String output(SubprocessPlugin plugin, String event, Map<String, String> env) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    plugin.runHook(event, CallOptions.NONE.withEnv(env).withStdio(Stdio.none().withOut(out)));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("gets the variables and streams of the caller, and the plugin's own variables")
  void getsEnvironmentAndStreams(@TempDir Path dir) {
    SubprocessConfig config =
        SubprocessConfig.command("false")
            .withHook(
                "install",
                List.of(
                    PlatformCommand.of(
                        "sh", "-c", "cat; echo $A $HELM_PLUGIN_NAME $HELM_PLUGIN_DIR")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Subject.plugin(runtime, config, dir)
        .runHook(
            "install",
            CallOptions.NONE
                .withEnv(Map.of("A", "a"))
                .withStdio(Stdio.none().withIn(Subject.stream("in\n")).withOut(out)));
    assertEquals("in\na subject " + dir + "\n", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("has variables expanded in its arguments in legacy platformHooks only")
  void expandsLegacyPlatformHooks() {
    Map<String, ?> platformHooks =
        Map.of(
            "platformHooks",
            Map.of("install", List.of(Map.of("command", "echo", "args", List.of("$A")))));
    Map<String, String> env = Map.of("A", "a");
    assertEquals(
        "a\n", output(Subject.plugin(runtime, read("legacy", platformHooks)), "install", env));
    assertEquals(
        "$A\n", output(Subject.plugin(runtime, read("v1", platformHooks)), "install", env));
    // Here it is the shell that expands.
    assertEquals(
        "a-b\n",
        output(
            Subject.plugin(
                runtime, read("legacy", Map.of("hooks", Map.of("install", "B=b; echo $A-$B")))),
            "install",
            env));
  }

  @Test
  @DisplayName("is known by its event, if it has a command at all")
  void isKnownByItsEvent() {
    SubprocessConfig config =
        SubprocessConfig.command("false")
            .withHook("update", List.of(PlatformCommand.of("false")))
            .withHook("install", List.of(PlatformCommand.of("true")))
            .withHook("delete", List.of());
    SubprocessPlugin plugin = Subject.plugin(runtime, config);
    assertEquals(List.of("update", "install"), List.copyOf(plugin.hooks()));
    assertEquals(Set.of(), Subject.script("true").hooks());
  }

  @Test
  @DisplayName("that is not there does nothing, nor does one without commands")
  void missingDoesNothing() {
    SubprocessPlugin plugin = plugin("delete");
    plugin.runHook("delete", CallOptions.NONE);
    plugin.runHook("install", CallOptions.NONE);
    Subject.script("true").runHook("install", CallOptions.NONE);
  }

  @Test
  @DisplayName("that fails tells exit code and the end of standard error")
  void tellsItsFailure() {
    PluginExitException e =
        assertThrows(
            PluginExitException.class,
            () ->
                plugin("install", PlatformCommand.of("sh", "-c", "echo no make >&2; exit 3"))
                    .runHook("install", CallOptions.NONE));
    assertEquals(
        "plugin \"subject\" hook \"install\" exited with error (exit code 3): no make",
        e.getMessage());
    assertEquals(3, e.exitCode());
  }

  @Test
  @DisplayName("for another platform is an error")
  void needsAPlatform() {
    SubprocessRuntime linux =
        SubprocessRuntime.builder().platform(new Platform("linux", "amd64")).build();
    SubprocessConfig config =
        SubprocessConfig.command("false")
            .withHook("install", List.of(PlatformCommand.of("x").onOs("windows")));
    PluginCallException e =
        assertThrows(
            PluginCallException.class,
            () -> Subject.plugin(linux, config).runHook("install", CallOptions.NONE));
    assertEquals(
        "plugin \"subject\" hook \"install\" cannot be started: no plugin command is applicable to"
            + " linux/amd64; there are commands for windows",
        e.getMessage());
  }

  @Test
  @DisplayName("that is not there says which hook it was")
  void namesTheHookThatCannotStart() {
    PluginCallException e =
        assertThrows(
            PluginCallException.class,
            () ->
                plugin("install", PlatformCommand.of("/no/such"))
                    .runHook("install", CallOptions.NONE));
    assertEquals(
        "plugin \"subject\" hook \"install\" cannot be started: /no/such: no such file or"
            + " directory",
        e.getMessage());
  }

  @Test
  @DisplayName("ends with its timeout")
  void hasATimeout() {
    assertThrows(
        PluginTimeoutException.class,
        () ->
            plugin("install", PlatformCommand.of("sleep 600"))
                .runHook("install", Subject.timeout(100)));
  }
}
