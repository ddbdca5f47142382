package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.CallOptions;
import dev.portside.api.PluginCallException;
import dev.portside.api.Stdio;
import dev.portside.api.type.GetterOptions;
import dev.portside.api.type.GetterV1;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command for a protocol")
class ProtocolTest {
  private static final String[] SHOW = {"#!/bin/sh", "printf '%s\\n' \"${0##*/}\" \"$@\"", "cat"};

  @TempDir Path dir;

  private SubprocessRuntime runtime = new SubprocessRuntime();

  @BeforeEach
  void installPrograms() {
    Subject.executable(dir.resolve("bin/get"), SHOW);
  }

  private static SubprocessConfig protocol(String... commands) {
    List<PlatformCommand> list =
        java.util.Arrays.stream(commands).map(PlatformCommand::of).toList();
    return SubprocessConfig.commands(List.of())
        .withProtocols(List.of(new ProtocolCommand(List.of("s3"), list)));
  }

  private String get(SubprocessConfig config, String protocol) {
    GetterOptions options =
        GetterOptions.builder().certFile("cert").caFile("ca").username("u").password("p").build();
    return Subject.plugin(runtime, config, dir)
        .call(GetterV1.TYPE, new GetterV1.Input(protocol + "://x", protocol, options))
        .data()
        .text();
  }

  private String failure(SubprocessConfig config, String protocol) {
    return assertThrows(PluginCallException.class, () -> get(config, protocol)).getMessage();
  }

  @Test
  @DisplayName("is in the plugin's directory, and its arguments are not expanded")
  void isInTheDirectory() {
    String expected = "get\n-v\n$HELM_PLUGIN_DIR\ncert\n\nca\ns3://x\n";
    assertEquals(expected, get(protocol("bin/get -v $HELM_PLUGIN_DIR"), "s3"));
    assertEquals(expected, get(protocol("./bin/get -v $HELM_PLUGIN_DIR"), "s3"));
  }

  @Test
  @DisplayName("is in the plugin's directory with a leading slash, too, as in Helm")
  void leadingSlash() {
    assertEquals("get\ncert\n\nca\ns3://x\n", get(protocol("/bin/get"), "s3"));
  }

  @Test
  @DisplayName("may be an absolute path, which Helm joins to the directory in vain")
  void absolute() {
    String expected = "get\ncert\n\nca\ns3://x\n";
    assertEquals(expected, get(protocol("${HELM_PLUGIN_DIR}/bin/get"), "s3"));
    Path elsewhere = Subject.executable(dir.resolve("elsewhere/get2"), SHOW);
    assertEquals("get2\ncert\n\nca\ns3://x\n", get(protocol(elsewhere.toString()), "s3"));
  }

  @Test
  @DisplayName("may be a name on the PATH, if the directory has none of that name")
  void onThePath() {
    Path bin = dir.resolve("path");
    Subject.executable(bin.resolve("tool"), SHOW);
    runtime =
        SubprocessRuntime.builder()
            .environment(Map.of("PATH", bin + ":" + System.getenv("PATH")))
            .build();
    assertEquals("tool\ncert\n\nca\ns3://x\n", get(protocol("tool"), "s3"));
    Subject.executable(dir.resolve("tool"), "#!/bin/sh", "echo mine");
    assertEquals("mine\n", get(protocol("tool"), "s3"));
  }

  @Test
  @DisplayName("is looked for in the directory, says the error")
  void missing() {
    assertEquals(
        "plugin \"subject\" cannot be started: " + dir + "/bin/none: no such file or directory",
        failure(protocol("bin/none"), "s3"));
  }

  @Test
  @DisplayName("is the first whose protocols have exactly that one")
  void firstOfTheProtocol() {
    SubprocessConfig config =
        SubprocessConfig.commands(List.of(PlatformCommand.of("false")))
            .withProtocols(
                List.of(
                    new ProtocolCommand(null, null),
                    new ProtocolCommand(List.of("gs"), List.of(PlatformCommand.of("none"))),
                    new ProtocolCommand(
                        List.of("s3", "s3x"), List.of(PlatformCommand.of("bin/get"))),
                    new ProtocolCommand(List.of("s3"), List.of(PlatformCommand.of("none")))));
    assertTrue(get(config, "s3").startsWith("get\n"));
    assertTrue(get(config, "s3x").startsWith("get\n"));
    assertEquals(
        "plugin \"subject\" has no downloader for protocol \"S3\"; it serves: gs, s3, s3x",
        failure(config, "S3"));
  }

  @Test
  @DisplayName("is the main command if no protocol has one, with its arguments expanded")
  void mainCommand() {
    SubprocessConfig config =
        SubprocessConfig.command("$HELM_PLUGIN_DIR/bin/get $HELM_PLUGIN_NAME");
    assertEquals("get\nsubject\ncert\n\nca\ns3://x\n", get(config, "s3"));
  }

  @Test
  @DisplayName("must be for this platform")
  void mustBeForThePlatform() {
    SubprocessConfig none =
        SubprocessConfig.commands(List.of())
            .withProtocols(List.of(new ProtocolCommand(List.of("s3"), null)));
    assertEquals(
        "plugin \"subject\" protocol \"s3\" cannot be started: no plugin command is applicable:"
            + " the manifest has none",
        failure(none, "s3"));
  }

  @Test
  @DisplayName("gets credentials, no input, and the caller's standard error")
  void environmentAndStreams() {
    Subject.executable(
        dir.resolve("bin/env"),
        "#!/bin/sh",
        "cat; echo $HELM_PLUGIN_USERNAME $HELM_PLUGIN_PASSWORD $HELM_PLUGIN_PASS_CREDENTIALS_ALL",
        "echo note >&2");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CallOptions options =
        CallOptions.NONE
            .withEnv(Map.of("HELM_PLUGIN_USERNAME", "caller"))
            .withStdio(Stdio.none().withIn(Subject.stream("not for the getter")).withErr(err));
    GetterOptions secrets = GetterOptions.builder().username("u").password("p").build();
    assertEquals(
        "u p false\n",
        Subject.plugin(runtime, protocol("bin/env"), dir)
            .invoke(GetterV1.TYPE, new GetterV1.Input("s3://x", "s3", secrets), options)
            .message()
            .data()
            .text());
    assertEquals("note\n", err.toString(StandardCharsets.UTF_8));
  }
}
