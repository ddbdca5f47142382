package dev.portside.api.type;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.Codec;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.PluginType;
import dev.portside.api.TreeReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code postrenderer/v1}: rendered manifests go in, changed ones come out; an answer without any
 * is an error. In message form manifests are a text; Helm itself sends and expects {@code {}}
 * there, so no such plugin can work in it. Follows Helm's {@code
 * internal/plugin/schema/postrenderer.go} and {@code pkg/postrenderer}.
 */
public final class PostRendererV1
    implements PluginType<PostRendererV1.Input, PostRendererV1.Output, PostRendererV1.Settings> {
  /** The type. */
  public static final PostRendererV1 TYPE = new PostRendererV1();

  private static final String EMPTY = "post-renderer produced empty output";

  /** For {@code ServiceLoader}; others use {@link #TYPE}. */
  public PostRendererV1() {}

  /**
   * The call.
   *
   * @param manifests YAML documents
   * @param extraArgs the user's arguments
   */
  public record Input(Bytes manifests, List<String> extraArgs) {
    /** Copies the arguments. */
    public Input {
      requireNonNull(manifests, "manifests");
      extraArgs = List.copyOf(extraArgs);
    }
  }

  /**
   * The answer.
   *
   * @param manifests YAML documents, not blank when a plugin answered them
   */
  public record Output(Bytes manifests) {
    /** Checks that nothing is null. */
    public Output {
      requireNonNull(manifests, "manifests");
    }
  }

  /** The configuration: there is none. */
  public record Settings() implements dev.portside.api.Config {
    @Override
    public Map<String, ?> signedForm() {
      return Map.of();
    }
  }

  @Override
  public String id() {
    return "postrenderer/v1";
  }

  @Override
  public Settings readConfig(TreeReader in) {
    return new Settings();
  }

  @Override
  public Codec<Input> input() {
    return Codec.of(
        input -> {
          Map<String, Object> form = new LinkedHashMap<>();
          form.put("manifests", Texts.lossless(input.manifests(), "manifests"));
          form.put("extraArgs", input.extraArgs());
          return form;
        },
        in -> new Input(Bytes.utf8(in.text("manifests")), in.texts("extraArgs")));
  }

  @Override
  public Codec<Output> output() {
    return Codec.of(
        output -> Map.of("manifests", Texts.lossless(output.manifests(), "manifests")),
        in -> {
          String manifests = in.text("manifests");
          if (!in.failed() && manifests.isBlank()) {
            in.reject("manifests", EMPTY + "; expected the manifests as text");
          }
          return new Output(Bytes.utf8(manifests));
        });
  }

  @Override
  public Optional<CommandLine<Input, Output>> commandLine() {
    return Optional.of(
        CommandLine.of(
            input ->
                CommandCall.EMPTY
                    .withArgs(input.extraArgs())
                    .withStdin(input.manifests())
                    .withResultOnStdout(),
            stdout -> {
              if (stdout.text().isBlank()) {
                throw new IllegalArgumentException(EMPTY);
              }
              return new Output(stdout);
            }));
  }
}
