package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.CallOptions;
import dev.portside.api.PluginCallException;
import dev.portside.api.type.CliV1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A program that cannot be started")
class StartTest {
  @TempDir Path dir;

  private final SubprocessRuntime runtime = new SubprocessRuntime();

  private String failure(SubprocessConfig config, String... args) {
    return failure(runtime, config, args);
  }

  private static String failure(
      SubprocessRuntime runtime, SubprocessConfig config, String... args) {
    PluginCallException e =
        assertThrows(
            PluginCallException.class,
            () -> Subject.plugin(runtime, config).call(CliV1.TYPE, new CliV1.Input(List.of(args))));
    String begin = "plugin \"subject\" cannot be started: ";
    assertTrue(e.getMessage().startsWith(begin), e.getMessage());
    return e.getMessage().substring(begin.length());
  }

  private String failure(Path program) {
    return failure(SubprocessConfig.program(program));
  }

  @Test
  @DisplayName("is not there")
  void isMissing() {
    Path missing = dir.resolve("missing");
    assertEquals(missing + ": no such file or directory", failure(missing));
    assertEquals("bin/missing: no such file or directory", failure(Path.of("bin/missing")));
  }

  @Test
  @Timeout(20)
  @DisplayName("is a named pipe, which nobody opens to look at it")
  void isNamedPipe() throws IOException, InterruptedException {
    Path pipe = dir.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertEquals(pipe + " is no regular file", failure(pipe));
  }

  @Test
  @DisplayName("is not on the PATH of the host, whatever the PATH of the plugin")
  void isNotOnThePath() {
    Subject.executable(dir.resolve("tool"), "#!/bin/sh", "echo found");
    SubprocessConfig tool = SubprocessConfig.command("tool");
    SubprocessRuntime without =
        SubprocessRuntime.builder().environment(Map.of("PATH", "/none")).build();
    assertEquals(
        "executable file \"tool\" not found in $PATH, which is /none", failure(without, tool));

    SubprocessRuntime with =
        SubprocessRuntime.builder()
            .environment(Map.of("PATH", "/none:" + dir + ":" + System.getenv("PATH")))
            .build();
    assertEquals(
        "found\n",
        Subject.output(
            Subject.plugin(with, tool), CallOptions.NONE.withEnv(Map.of("PATH", "/none"))));
    assertTrue(failure(tool).startsWith("executable file \"tool\" not found in $PATH"));
  }

  @Test
  @DisplayName("is a directory")
  void isADirectory() {
    assertEquals(dir + " is a directory", failure(dir));
  }

  @Test
  @DisplayName("is not executable")
  void isNotExecutable() throws IOException {
    Path file = Files.writeString(dir.resolve("script"), "#!/bin/sh\necho\n");
    assertEquals(file + ": permission denied; it is not executable (chmod +x)", failure(file));
  }

  @Test
  @DisplayName("is a text that names no interpreter, which a shell would run and Helm does not")
  void isNoScript() throws IOException {
    Path text = Subject.executable(dir.resolve("text"), "echo hello");
    assertEquals(
        text
            + ": exec format error; it is a text whose first line does not name an interpreter,"
            + " such as #!/bin/sh",
        failure(text));
    Path empty = Subject.executable(dir.resolve("empty"));
    Files.write(empty, new byte[0]);
    assertEquals(empty + ": exec format error; the file is empty", failure(empty));
    Path marked = Subject.executable(dir.resolve("marked"), "\ufeff#!/bin/sh", "echo");
    assertEquals(
        marked + ": exec format error; a byte order mark precedes its first line", failure(marked));
  }

  @Test
  @DisplayName("names an interpreter that is not there")
  void hasNoInterpreter() {
    Path script = Subject.executable(dir.resolve("script"), "#! /no/such -x", "echo");
    assertEquals(script + ": its interpreter /no/such does not exist", failure(script));
    Path windows = Subject.executable(dir.resolve("windows"), "#!/bin/sh\r", "echo\r");
    assertEquals(
        windows
            + ": its interpreter /bin/sh does not exist by that name: the first line ends as"
            + " on Windows (CR LF)",
        failure(windows));
  }

  @Test
  @DisplayName("expands to nothing")
  void expandsToNothing() {
    assertEquals(
        "its command is empty once its variables are expanded",
        failure(SubprocessConfig.command("$UNSET_IN_THIS_TEST x")));
  }

  @Test
  @DisplayName("has arguments that no program can have")
  void hasImpossibleArguments() {
    assertEquals(
        "invalid null character in command", failure(SubprocessConfig.command("true"), "a\0b"));
    String tooLong = failure(SubprocessConfig.command("true"), "x".repeat(4 << 20));
    assertTrue(tooLong.contains("Argument list too long"), tooLong);
  }

  @Test
  @DisplayName("leaves no thread, and no cause but the system's")
  void leavesNothing() {
    PluginCallException e =
        assertThrows(
            PluginCallException.class,
            () ->
                Subject.plugin(runtime, SubprocessConfig.program(dir))
                    .call(CliV1.TYPE, Subject.NO_ARGS));
    assertNull(e.getCause());
    assertEquals(0, Subject.pumps());
  }
}
