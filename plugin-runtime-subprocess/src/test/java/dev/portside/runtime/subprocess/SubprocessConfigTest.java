package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.portside.api.Finding;
import dev.portside.api.Permission;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The configuration of the subprocess runtime")
class SubprocessConfigTest {
  private static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }

  private static SubprocessConfig read(String dialect, Map<String, ?> json) {
    List<Finding> findings = new ArrayList<>();
    SubprocessConfig config = readInto(dialect, json, findings);
    assertEquals(List.of(), findings);
    return config;
  }

  private static SubprocessConfig readInto(
      String dialect, Map<String, ?> json, List<Finding> findings) {
    TreeReader reader = TreeReader.of(Tree.of(json), "runtimeConfig", dialect, findings::add);
    SubprocessConfig config = new SubprocessRuntime().readConfig(reader);
    reader.unknownKeys(Finding.Severity.WARNING);
    return config;
  }

  private static Map<String, @Nullable Object> signed(
      @Nullable Object commands, @Nullable Object hooks, @Nullable Object protocols) {
    return map("PlatformCommand", commands, "PlatformHooks", hooks, "ProtocolCommands", protocols);
  }

  private static Map<String, @Nullable Object> entry(String command, @Nullable Object args) {
    return map("OperatingSystem", "", "Architecture", "", "Command", command, "Args", args);
  }

  static Stream<Arguments> signedForms() {
    List<Object> a = List.of(map("command", "a"));
    List<Object> signedA = List.of(entry("a", null));
    return Stream.of(
        arguments("v1", map(), signed(null, null, null)),
        arguments("v1", map("platformCommand", null), signed(null, null, null)),
        arguments("v1", map("platformCommand", a), signed(signedA, null, null)),
        arguments("v1", map("platformCommand", List.of()), signed(List.of(), null, null)),
        arguments(
            "v1",
            map("platformCommand", Arrays.asList((Object) null)),
            signed(List.of(), null, null)),
        arguments(
            "v1",
            map("platformCommand", List.of(map("command", "a", "args", List.of()))),
            signed(List.of(entry("a", List.of())), null, null)),
        arguments(
            "v1",
            map(
                "platformCommand",
                List.of(map("os", "linux", "arch", "arm64", "command", "a", "args", List.of("x")))),
            signed(
                List.of(
                    map(
                        "OperatingSystem", "linux",
                        "Architecture", "arm64",
                        "Command", "a",
                        "Args", List.of("x"))),
                null,
                null)),
        arguments(
            "v1",
            map("platformHooks", map("install", a, "delete", List.of(), "update", null)),
            signed(null, map("install", signedA, "delete", List.of(), "update", null), null)),
        arguments("v1", map("platformHooks", map()), signed(null, map(), null)),
        arguments(
            "v1",
            map(
                "protocolCommands",
                List.of(map("protocols", List.of("s3"), "platformCommand", a), map())),
            signed(
                null,
                null,
                List.of(
                    map("Protocols", List.of("s3"), "PlatformCommand", signedA),
                    map("Protocols", null, "PlatformCommand", null)))),
        arguments("legacy", map("command", "a b"), signed(List.of(entry("a b", null)), null, null)),
        arguments("legacy", map("command", ""), signed(null, null, null)),
        arguments(
            "legacy",
            map("command", "a", "platformCommand", List.of()),
            signed(signedA, null, null)),
        arguments("legacy", map("command", "", "platformCommand", a), signed(signedA, null, null)),
        arguments("legacy", map("hooks", map()), signed(null, null, null)),
        arguments(
            "legacy",
            map("hooks", map("install", "x $y", "update", null)),
            signed(
                null,
                map(
                    "install", List.of(entry("sh", List.of("-c", "x $y"))),
                    "update", List.of(entry("sh", List.of("-c", "")))),
                null)),
        arguments(
            "legacy",
            map("hooks", map("install", "x"), "platformHooks", map()),
            signed(null, map("install", List.of(entry("sh", List.of("-c", "x")))), null)),
        arguments(
            "legacy",
            map("platformHooks", map("install", a)),
            signed(null, map("install", signedA), null)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("signedForms")
  @DisplayName("shows in the signed block what is absent as null and what is empty as empty")
  void isSignedAsHelmDoes(String dialect, Map<String, ?> json, Map<String, ?> expected) {
    assertEquals(expected, read(dialect, json).signedForm());
  }

  @Test
  @DisplayName("expands the arguments of hooks only if they are a legacy manifest's platformHooks")
  void expandsHookArgsOfLegacyPlatformHooks() {
    Map<String, ?> hooks = map("platformHooks", map("install", List.of(map("command", "a"))));
    assertTrue(read("legacy", hooks).expandHookArgs());
    assertFalse(read("v1", hooks).expandHookArgs());
    assertFalse(read("legacy", map("hooks", map("install", "x"))).expandHookArgs());
    assertTrue(read("legacy", map()).expandHookArgs());
  }

  @Test
  @DisplayName("has the legacy keys in legacy manifests only")
  void legacyKeysAreUnknownInV1() {
    List<Finding> findings = new ArrayList<>();
    SubprocessConfig config =
        readInto("v1", map("command", "a", "hooks", map("install", "x")), findings);
    assertEquals(signed(null, null, null), config.signedForm());
    assertEquals(2, findings.size(), findings.toString());
    assertTrue(
        findings.get(0).toString().startsWith("warning: runtimeConfig.command: unknown key"),
        findings.toString());
  }

  @Test
  @DisplayName("reports unknown keys at all levels, with the nearest known one")
  void reportsUnknownKeys() {
    List<Finding> findings = new ArrayList<>();
    readInto(
        "v1",
        map(
            "platformComand", List.of(),
            "platformCommand", List.of(map("comand", "a")),
            "protocolCommands", List.of(map("protocols", List.of("a"), "command", "x"))),
        findings);
    List<String> texts = new ArrayList<>();
    findings.forEach(finding -> texts.add(finding.toString()));
    assertEquals(
        List.of(
            "warning: runtimeConfig.platformComand: unknown key; did you mean \"platformCommand\"?",
            "warning: runtimeConfig.platformCommand[0].comand: unknown key; did you mean"
                + " \"command\"?",
            "warning: runtimeConfig.protocolCommands[0].command: unknown key"),
        texts);
  }

  @Test
  @DisplayName("keeps hooks in the order of the manifest")
  void keepsTheOrderOfHooks() {
    Map<String, ?> hooks =
        map("update", List.of(map("command", "u")), "delete", null, "install", List.of());
    SubprocessConfig config = read("v1", map("platformHooks", hooks));
    assertEquals(
        List.of("update", "delete", "install"), List.copyOf(config.platformHooks().keySet()));
    assertEquals(List.of(), config.platformHooks().get("delete"));
  }

  @Test
  @DisplayName("asks for each program once, as it is written")
  void permissions() {
    SubprocessConfig config =
        SubprocessConfig.commands(
                List.of(
                    PlatformCommand.of("$HELM_PLUGIN_DIR/bin/x run"),
                    PlatformCommand.of("pwsh", "-c").onOs("windows"),
                    PlatformCommand.of("")))
            .withHook("install", List.of(PlatformCommand.of("sh", "-c", "make")))
            .withHook("update", List.of(PlatformCommand.of("sh", "-c", "make")))
            .withProtocols(
                List.of(
                    new ProtocolCommand(List.of("s3"), List.of(PlatformCommand.of("bin/get -v")))));
    assertEquals(
        List.of("exec:$HELM_PLUGIN_DIR/bin/x", "exec:pwsh", "exec:bin/get", "exec:sh"),
        config.permissions().stream().map(Permission::toString).toList());
    assertEquals(
        List.of("exec:/opt/my tools/x"),
        SubprocessConfig.program(Path.of("/opt/my tools/x")).permissions().stream()
            .map(Permission::toString)
            .toList());
  }
}
