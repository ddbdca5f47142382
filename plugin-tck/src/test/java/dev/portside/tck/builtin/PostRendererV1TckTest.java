package dev.portside.tck.builtin;

import dev.portside.api.Bytes;
import dev.portside.api.CommandCall;
import dev.portside.api.PluginType;
import dev.portside.api.type.PostRendererV1;
import dev.portside.tck.PluginTypeTck;
import java.util.List;
import java.util.Map;

class PostRendererV1TckTest
    extends PluginTypeTck<PostRendererV1.Input, PostRendererV1.Output, PostRendererV1.Settings> {
  @Override
  protected PluginType<PostRendererV1.Input, PostRendererV1.Output, PostRendererV1.Settings>
      type() {
    return PostRendererV1.TYPE;
  }

  @Override
  protected List<PostRendererV1.Input> inputs() {
    return List.of(
        new PostRendererV1.Input(Bytes.EMPTY, List.of()),
        new PostRendererV1.Input(Bytes.utf8("a: ä\n---\nb: \"2\"\n"), List.of("--x", "")));
  }

  @Override
  protected List<PostRendererV1.Output> outputs() {
    return List.of(new PostRendererV1.Output(Bytes.utf8("a: ä\n---\nb: \"2\"\n")));
  }

  @Override
  protected Map<PostRendererV1.Input, CommandCall> commandLines() {
    Bytes manifests = Bytes.utf8("a: b\n");
    return Map.of(
        new PostRendererV1.Input(manifests, List.of("--x", "")),
        CommandCall.EMPTY.withArgs(List.of("--x", "")).withStdin(manifests).withResultOnStdout());
  }

  @Override
  protected Map<String, Map<String, ?>> badForms() {
    return Map.of(
        "manifests: post-renderer produced empty output; expected the manifests as text",
        Map.of("manifests", " \n"),
        "post-renderer produced empty output",
        Map.of());
  }

  @Override
  protected Map<String, Bytes> badAnswers() {
    return Map.of(
        "post-renderer produced empty output", Bytes.EMPTY, "empty output", Bytes.utf8(" \n\t"));
  }
}
