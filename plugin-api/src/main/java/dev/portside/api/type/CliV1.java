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
 * {@code cli/v1}: a sub-command of the host. On a command line the caller's streams are handed
 * through. Follows Helm's {@code internal/plugin/schema/cli.go}.
 */
public final class CliV1 implements PluginType<CliV1.Input, CliV1.Output, CliV1.Settings> {
  /** The type. */
  public static final CliV1 TYPE = new CliV1();

  /** For {@code ServiceLoader}; others use {@link #TYPE}. */
  public CliV1() {}

  /**
   * The call.
   *
   * @param extraArgs the user's arguments, as they are
   */
  public record Input(List<String> extraArgs) {
    /** Copies the arguments. */
    public Input {
      extraArgs = List.copyOf(extraArgs);
    }
  }

  /**
   * The answer.
   *
   * @param data text that the plugin answered in message form; empty on a command line, where its
   *     output has gone to the caller's stream
   */
  public record Output(Bytes data) {
    /** Checks that nothing is null. */
    public Output {
      requireNonNull(data, "data");
    }
  }

  /**
   * The configuration.
   *
   * @param usage how to call it, such as {@code hello [NAME]}
   * @param shortHelp one line
   * @param longHelp any number of lines
   * @param ignoreFlags whether the host is to pass no arguments at all, as Helm takes it
   */
  public record Settings(String usage, String shortHelp, String longHelp, boolean ignoreFlags)
      implements dev.portside.api.Config {
    /** No help. */
    public static final Settings NONE = new Settings("", "", "", false);

    /** Checks that nothing is null. */
    public Settings {
      requireNonNull(usage, "usage");
      requireNonNull(shortHelp, "shortHelp");
      requireNonNull(longHelp, "longHelp");
    }

    @Override
    public Map<String, ?> signedForm() {
      Map<String, Object> form = new LinkedHashMap<>();
      form.put("Usage", usage);
      form.put("ShortHelp", shortHelp);
      form.put("LongHelp", longHelp);
      form.put("IgnoreFlags", ignoreFlags);
      return form;
    }
  }

  @Override
  public String id() {
    return "cli/v1";
  }

  @Override
  public Settings readConfig(TreeReader in) {
    return new Settings(
        in.text("usage"), in.text("shortHelp"), in.text("longHelp"), in.bool("ignoreFlags"));
  }

  @Override
  public Codec<Input> input() {
    return Codec.of(
        input -> Map.of("extraArgs", input.extraArgs()), in -> new Input(in.texts("extraArgs")));
  }

  @Override
  public Codec<Output> output() {
    return Codec.of(
        output -> Map.of("data", Texts.lossless(output.data(), "data")),
        in -> new Output(Bytes.utf8(in.text("data"))));
  }

  @Override
  public Optional<CommandLine<Input, Output>> commandLine() {
    return Optional.of(Line.LINE);
  }

  /** A class, not two lambdas: this is on the path of every command. */
  private static final class Line implements CommandLine<Input, Output> {
    static final Line LINE = new Line();

    @Override
    public CommandCall prepare(Input input) {
      return CommandCall.EMPTY.withArgs(input.extraArgs());
    }

    @Override
    public Output result(Bytes stdout) {
      return new Output(stdout);
    }
  }
}
