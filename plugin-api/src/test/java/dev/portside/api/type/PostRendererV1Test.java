package dev.portside.api.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.Finding.Severity;
import dev.portside.api.fixture.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The type postrenderer/v1")
class PostRendererV1Test {
  private static final Bytes MANIFESTS = Bytes.utf8("kind: ConfigMap\n");

  @Test
  @DisplayName("has no settings: every key of its config is unknown")
  void hasNoSettings() {
    Reading reading = Reading.yaml("protocols: x");
    assertEquals(Map.of(), PostRendererV1.TYPE.readConfig(reading.in()).signedForm());
    reading.in().unknownKeys(Severity.ERROR);
    assertEquals("plugin.yaml:1:1: config.protocols: unknown key", reading.findings());
  }

  @Test
  @DisplayName("sends manifests as text, and its arguments")
  void sendsManifests() {
    PostRendererV1.Input input = new PostRendererV1.Input(MANIFESTS, List.of("-v"));
    Map<String, ?> form = PostRendererV1.TYPE.input().write(input);
    assertEquals("{manifests=kind: ConfigMap\n, extraArgs=[-v]}", form.toString());
    assertEquals(input, Reading.of(PostRendererV1.TYPE.input(), form));
  }

  @Test
  @DisplayName("takes manifests for an answer")
  void takesManifests() {
    PostRendererV1.Output output = new PostRendererV1.Output(MANIFESTS);
    Map<String, ?> form = PostRendererV1.TYPE.output().write(output);
    assertEquals(Map.of("manifests", "kind: ConfigMap\n"), form);
    assertEquals(output, Reading.of(PostRendererV1.TYPE.output(), form));
  }

  @Test
  @DisplayName("refuses Helm's {}, which holds no manifests")
  void refusesObjects() {
    Map<String, ?> form = Map.of("manifests", Map.of());
    String found = "manifests: expected text, found a mapping";
    assertEquals(found, Reading.complaints(PostRendererV1.TYPE.output(), form));
    assertEquals(found, Reading.complaints(PostRendererV1.TYPE.input(), form));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\n"})
  @DisplayName("takes no empty answer, neither as a message nor on standard output")
  void takesNoEmptyAnswer(String manifests) {
    assertEquals(
        "manifests: post-renderer produced empty output; expected the manifests as text",
        Reading.complaints(PostRendererV1.TYPE.output(), Map.of("manifests", manifests)));
    CommandLine<?, PostRendererV1.Output> line = PostRendererV1.TYPE.commandLine().orElseThrow();
    Bytes stdout = Bytes.utf8(manifests);
    Exception e = assertThrows(IllegalArgumentException.class, () -> line.result(stdout));
    assertEquals("post-renderer produced empty output", e.getMessage());
  }

  @Test
  @DisplayName("takes no answer without manifests")
  void takesNoAnswerWithout() {
    assertEquals(
        "manifests: post-renderer produced empty output; expected the manifests as text",
        Reading.complaints(PostRendererV1.TYPE.output(), Map.of()));
  }

  @Test
  @DisplayName("pipes manifests of any encoding through a command")
  void hasACommandLine() {
    CommandLine<PostRendererV1.Input, PostRendererV1.Output> line =
        PostRendererV1.TYPE.commandLine().orElseThrow();
    Bytes latin1 = Bytes.copyOf(new byte[] {'a', ':', ' ', (byte) 0xe4});
    CommandCall call = line.prepare(new PostRendererV1.Input(latin1, List.of("-v")));
    assertEquals(List.of("-v"), call.args());
    assertEquals(Optional.of(latin1), call.stdin());
    assertEquals(Optional.empty(), call.selector());
    assertEquals(Map.of(), call.env());
    assertTrue(call.resultOnStdout());
    assertEquals(latin1, line.result(latin1).manifests());
  }
}
