package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Output;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.Stdio;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.PostRendererV1;
import dev.portside.api.type.TestV1;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A call of a program")
class CallTest {
  private static final String SHOW_ARGS = "for a; do echo \"[$a]\"; done";

  private final SubprocessRuntime runtime = new SubprocessRuntime();

  @Test
  @DisplayName("hands over each argument as it is")
  void handsOverArguments() {
    assertEquals(
        "[]\n[a b]\n[$HOME]\n['\"]\n[é 😀]\n[*]\n[]\n",
        Subject.output(
            Subject.script(SHOW_ARGS),
            CallOptions.NONE,
            "",
            "a b",
            "$HOME",
            "'\"",
            "é 😀",
            "*",
            ""));
  }

  @Test
  @DisplayName("expands variables in the manifest's command, not in the user's arguments")
  void expandsTheCommand(@TempDir Path dir) {
    Path program = Subject.executable(dir.resolve("bin/show"), "#!/bin/sh", SHOW_ARGS);
    SubprocessConfig config =
        SubprocessConfig.command("$HELM_PLUGIN_DIR/bin/show one", "$X", "${HELM_PLUGIN_NAME}");
    assertEquals(
        "[one]\n[x y]\n[subject]\n[$X]\n",
        Subject.output(
            Subject.plugin(runtime, config, dir),
            CallOptions.NONE.withEnv(Map.of("X", "x y")),
            "$X"));
    assertTrue(program.toFile().isFile());
  }

  @Test
  @DisplayName("runs a program of the host's, blanks in its path and all")
  void runsALiteralProgram(@TempDir Path dir) {
    Path program = Subject.executable(dir.resolve("my $tools/show"), "#!/bin/sh", SHOW_ARGS);
    SubprocessConfig config = SubprocessConfig.program(program, "$X", "a b");
    assertEquals(
        "[$X]\n[a b]\n[c]\n",
        Subject.output(Subject.plugin(runtime, config), CallOptions.NONE, "c"));
  }

  @Test
  @DisplayName("shows the program the name it was called by")
  void keepsTheName() {
    SubprocessConfig config = SubprocessConfig.program(Path.of("sh"), "-c", "echo $0");
    assertEquals("sh\n", Subject.output(Subject.plugin(runtime, config), CallOptions.NONE));
    SubprocessRuntime sameEnvironment =
        SubprocessRuntime.builder().environment(System.getenv()).build();
    assertEquals("sh\n", Subject.output(Subject.plugin(sameEnvironment, config), CallOptions.NONE));
  }

  @Test
  @DisplayName("chooses the command for the platform of the runtime")
  void choosesThePlatform() {
    SubprocessConfig config =
        SubprocessConfig.commands(
            List.of(
                PlatformCommand.of("echo", "other"),
                PlatformCommand.of("echo", "mine").onOs("plan9")));
    SubprocessRuntime plan9 =
        SubprocessRuntime.builder().platform(new Platform("plan9", "amd64")).build();
    assertEquals("mine\n", Subject.output(Subject.plugin(plan9, config), CallOptions.NONE));
    assertEquals("other\n", Subject.output(Subject.plugin(runtime, config), CallOptions.NONE));
  }

  @Test
  @DisplayName("fails if no command is for the platform, and tells which there are")
  void noCommandForThePlatform() {
    SubprocessConfig config =
        SubprocessConfig.commands(List.of(PlatformCommand.of("a").onOs("plan9")));
    SubprocessRuntime linux =
        SubprocessRuntime.builder().platform(new Platform("linux", "amd64")).build();
    PluginCallException e =
        assertThrows(
            PluginCallException.class,
            () -> Subject.plugin(linux, config).call(CliV1.TYPE, Subject.NO_ARGS));
    assertEquals(
        "plugin \"subject\" cannot be started: no plugin command is applicable to linux/amd64;"
            + " there are commands for plan9",
        e.getMessage());
  }

  @Test
  @DisplayName("layers the environment: host, runtime, call, plugin, message")
  void layersTheEnvironment(@TempDir Path dir) {
    SubprocessRuntime layered =
        SubprocessRuntime.builder()
            .environment(
                Map.of(
                    "PATH", System.getenv("PATH"),
                    "A", "host",
                    "B", "host",
                    "HELM_PLUGIN_NAME", "host"))
            .variables(Map.of("B", "runtime", "C", "runtime", "HELM_PLUGIN_DIR", "runtime"))
            .build();
    SubprocessPlugin plugin = Subject.plugin(layered, SubprocessConfig.command("env"), dir);
    Map<String, String> env =
        variables(
            Subject.output(
                plugin,
                CallOptions.NONE.withEnv(
                    Map.of("C", "call", "D", "call", "HELM_PLUGIN_NAME", "call"))));
    Map<String, String> expected = new HashMap<>();
    expected.put("PATH", System.getenv("PATH"));
    expected.put("A", "host");
    expected.put("B", "runtime");
    expected.put("C", "call");
    expected.put("D", "call");
    expected.put("HELM_PLUGIN_NAME", "subject");
    expected.put("HELM_PLUGIN_DIR", dir.toString());
    assertEquals(expected, env, "the child sees exactly this");
  }

  @Test
  @DisplayName("inherits the environment of this process unless told otherwise")
  void inheritsTheEnvironment() {
    Map<String, String> env =
        variables(
            Subject.output(
                Subject.plugin(runtime, SubprocessConfig.command("env")), CallOptions.NONE));
    Map<String, String> expected = new HashMap<>(System.getenv());
    expected.put("HELM_PLUGIN_NAME", "subject");
    expected.remove("HELM_PLUGIN_DIR");
    assertEquals(expected, env);
  }

  private static Map<String, String> variables(String lines) {
    Map<String, String> env = new HashMap<>();
    for (String line : lines.lines().toList()) {
      env.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return env;
  }

  @Test
  @DisplayName("shows no directory to a plugin that has none, were the host a plugin itself")
  void hidesTheDirectoryOfTheHost() {
    SubprocessRuntime inside =
        SubprocessRuntime.builder()
            .environment(Map.of("PATH", System.getenv("PATH"), "HELM_PLUGIN_DIR", "/host"))
            .build();
    String script = "echo ${HELM_PLUGIN_DIR-none}";
    assertEquals("none\n", Subject.output(Subject.script(inside, script), CallOptions.NONE));
    assertEquals(
        "/mine\n",
        Subject.output(
            Subject.script(inside, script),
            CallOptions.NONE.withEnv(Map.of("HELM_PLUGIN_DIR", "/mine"))));
  }

  @Test
  @DisplayName("refuses a variable that no process can have")
  void refusesAVariable() {
    CallOptions options = CallOptions.NONE.withEnv(Map.of("A=B", "secret"));
    PluginCallException e =
        assertThrows(
            PluginCallException.class,
            () -> Subject.script("true").invoke(CliV1.TYPE, Subject.NO_ARGS, options));
    assertEquals(
        "plugin \"subject\" cannot be started: the name of the environment variable \"A=B\""
            + " contains = or a NUL character",
        e.getMessage());
  }

  @Test
  @DisplayName("carries the caller's streams, each its own way")
  void carriesStreams() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Output<CliV1.Output> answer =
        Subject.script("cat; echo oops >&2")
            .invoke(CliV1.TYPE, Subject.NO_ARGS, Subject.stdio(Subject.stream("héllo"), out, err));
    assertEquals("héllo", out.toString(StandardCharsets.UTF_8));
    assertEquals("oops\n", err.toString(StandardCharsets.UTF_8));
    assertEquals(Bytes.EMPTY, answer.message().data());
    assertEquals(OptionalInt.of(0), answer.usage().exitCode());
    assertEquals(OptionalLong.of(6), answer.usage().bytesIn());
    assertEquals(OptionalLong.of(6), answer.usage().bytesOut());
  }

  @Test
  @DisplayName("has an empty input and drops the output without streams")
  void hasNoStreams() {
    Output<CliV1.Output> answer =
        Subject.script("cat; test -c /dev/stdin && test -c /dev/stdout || exit 3")
            .invoke(CliV1.TYPE, Subject.NO_ARGS, CallOptions.NONE);
    assertEquals(OptionalLong.of(0), answer.usage().bytesIn());
    assertEquals(OptionalLong.empty(), answer.usage().bytesOut());
  }

  @Test
  @DisplayName("needs no thread for streams that are inherited")
  void inheritsWithoutThreads(@TempDir Path dir) throws Exception {
    Path fifo = dir.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    SubprocessPlugin plugin = Subject.script("read x <\"$1\"; exit $x");
    Thread[] caller = new Thread[1];
    int[] code = new int[1];
    caller[0] =
        new Thread(() -> {
          PluginExitException e =
              assertThrows(
                  PluginExitException.class,
                  () ->
                      plugin.invoke(
                          CliV1.TYPE,
                          new CliV1.Input(List.of(fifo.toString())),
                          CallOptions.NONE.withStdio(Stdio.inherit())));
          code[0] = e.exitCode();
        });
    caller[0].start();
    // Opening returns when the program has opened its end: it is running now.
    try (var out = new java.io.FileOutputStream(fifo.toFile())) {
      assertEquals(0, Subject.pumps());
      out.write("7\n".getBytes(StandardCharsets.US_ASCII));
    }
    caller[0].join();
    assertEquals(7, code[0]);
  }

  @Test
  @DisplayName("keeps the order of both outputs if one stream takes them")
  void keepsTheOrder() {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    StringBuilder script = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      script.append("echo ").append(i).append(i % 2 == 0 ? "\n" : " >&2\n");
      expected.append(i).append('\n');
    }
    Subject.script(script.toString())
        .invoke(CliV1.TYPE, Subject.NO_ARGS, Subject.stdio(Subject.stream(""), both, both));
    assertEquals(expected.toString(), both.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("carries 5 MB of anything in and out")
  void carriesMuch() {
    Bytes noise = Subject.noise(5_000_000);
    Output<PostRendererV1.Output> answer =
        Subject.plugin(runtime, SubprocessConfig.command("cat"))
            .invoke(
                PostRendererV1.TYPE, new PostRendererV1.Input(noise, List.of()), CallOptions.NONE);
    assertEquals(noise, answer.message().manifests());
    assertEquals(OptionalLong.of(5_000_000), answer.usage().bytesIn());
    assertEquals(OptionalLong.of(5_000_000), answer.usage().bytesOut());
  }

  @Test
  @DisplayName("does not mind a program that does not read its input")
  void inputMayBeLeft() {
    SubprocessPlugin plugin = Subject.script("exec <&-; echo done");
    for (int size : new int[] {1, 4096, 4097, 5_000_000}) {
      PostRendererV1.Input input = new PostRendererV1.Input(Subject.noise(size), List.of());
      assertEquals(
          "done\n", plugin.call(PostRendererV1.TYPE, input).manifests().text(), size + " bytes");
    }
  }

  @Test
  @DisplayName("tells exit code and the end of standard error")
  void tellsTheExit() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    SubprocessPlugin plugin = Subject.script("echo first >&2; echo second >&2; exit 42");
    PluginExitException e =
        assertThrows(
            PluginExitException.class,
            () ->
                plugin.invoke(
                    CliV1.TYPE,
                    Subject.NO_ARGS,
                    CallOptions.NONE.withStdio(Stdio.none().withErr(err))));
    assertEquals(
        "plugin \"subject\" exited with error (exit code 42):\nfirst\nsecond", e.getMessage());
    assertEquals(42, e.exitCode());
    assertEquals("first\nsecond\n", e.detail());
    assertEquals(OptionalInt.of(42), e.usage().exitCode());
    assertEquals("first\nsecond\n", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("counts a signal as 128 and its number")
  void countsSignals() {
    PluginExitException e =
        assertThrows(
            PluginExitException.class,
            () -> Subject.script("kill -9 $$").call(CliV1.TYPE, Subject.NO_ARGS));
    assertEquals(137, e.exitCode());
  }

  @Test
  @DisplayName("keeps no more of standard error than asked for")
  void boundsTheTail() {
    SubprocessRuntime small = SubprocessRuntime.builder().stderrTailBytes(20).build();
    PluginExitException e =
        assertThrows(
            PluginExitException.class,
            () ->
                Subject.script(
                        small,
                        "i=0; while [ $i -lt 5000 ]; do echo line $i >&2; i=$((i+1)); done",
                        "exit 1")
                    .call(CliV1.TYPE, Subject.NO_ARGS));
    assertEquals("line 4998\nline 4999\n", e.detail());
  }

  @Test
  @DisplayName("shows a post-renderer's standard error, though its output is the answer")
  void showsErrorsOfAPostRenderer() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CallOptions options = CallOptions.NONE.withStdio(Stdio.none().withErr(err));
    PostRendererV1.Input input = new PostRendererV1.Input(Bytes.utf8("a: 1\n"), List.of("x"));
    Output<PostRendererV1.Output> answer =
        Subject.script("cat; echo \"b: $1\"; echo note >&2")
            .invoke(PostRendererV1.TYPE, input, options);
    assertEquals("a: 1\nb: x\n", answer.message().manifests().text());
    assertEquals("note\n", err.toString(StandardCharsets.UTF_8));

    PluginExitException e =
        assertThrows(
            PluginExitException.class,
            () -> Subject.script("echo broken >&2; exit 1").call(PostRendererV1.TYPE, input));
    assertEquals("plugin \"subject\" exited with error (exit code 1): broken", e.getMessage());
  }

  @Test
  @DisplayName("fails if the answer is none, and tells why")
  void refusesAnEmptyAnswer() {
    PostRendererV1.Input input = new PostRendererV1.Input(Bytes.utf8("a: 1\n"), List.of());
    PluginCallException e =
        assertThrows(
            PluginCallException.class,
            () -> Subject.script("echo hint >&2").call(PostRendererV1.TYPE, input));
    assertEquals(
        "plugin \"subject\" gave no usable answer: post-renderer produced empty output;"
            + " the end of its standard error:\nhint",
        e.getMessage());
    assertEquals(OptionalInt.of(0), e.usage().exitCode());
  }

  @Test
  @DisplayName("is refused to a type without a command line form")
  void refusesATypeWithoutACommandLine() {
    PluginCallException e =
        assertThrows(
            PluginCallException.class,
            () -> Subject.script("true").call(TestV1.TYPE, new TestV1.Input("x")));
    assertEquals(
        "plugin \"subject\" cannot run type \"test/v1\": unsupported subprocess plugin type"
            + " (it has no command line form)",
        e.getMessage());
  }

  @Test
  @DisplayName("is that of the same plugin, by itself or unwrapped")
  void unwraps() {
    SubprocessPlugin plugin = Subject.script("true");
    assertSame(plugin, plugin.unwrap(SubprocessPlugin.class).orElseThrow());
    assertEquals("subject", plugin.metadata().name());
    assertTrue(plugin.dir().isEmpty());
  }

  @Test
  @DisplayName("of another program gets the variables of that call last")
  void invokesWithEnv(@TempDir Path dir) {
    Subject.executable(dir.resolve("complete"), "#!/bin/sh", SHOW_ARGS, "echo $A $B $C; exit 4");
    SubprocessRuntime hosted =
        SubprocessRuntime.builder()
            .environment(
                Map.of("PATH", System.getenv("PATH"), "WHERE", dir.toString(), "A", "host"))
            .build();
    SubprocessPlugin plugin = Subject.plugin(hosted, SubprocessConfig.command("false"), dir);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallOptions options =
        CallOptions.NONE
            .withStdio(Stdio.none().withOut(out))
            .withEnv(Map.of("B", "call", "C", "call"));
    PluginExitException e =
        assertThrows(
            PluginExitException.class,
            () ->
                plugin.invokeWithEnv(
                    "$WHERE/complete",
                    Arrays.asList("a b", "$A"),
                    Map.of("C", "$HELM_PLUGIN_DIR"),
                    options));
    assertEquals(4, e.exitCode());
    assertEquals("[a b]\n[$A]\nhost call $HELM_PLUGIN_DIR\n", out.toString(StandardCharsets.UTF_8));
  }
}
