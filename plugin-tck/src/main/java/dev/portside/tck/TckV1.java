package dev.portside.tck;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.Codec;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.Config;
import dev.portside.api.PluginType;
import dev.portside.api.TreeReader;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code tck/v1}: the plugin type of the kit. No runtime has seen it before, so a runtime that
 * serves it serves any.
 *
 * <p>The message form of the input is {@code {"args": ["a"], "env": {"NAME": "value"}, "data":
 * "aGk="}}, with {@code data} in Base64 and left out if there is none; that of the output is {@code
 * {"data": "aGk="}}. The command line form has the arguments, the variables and, if there is data,
 * standard input; the answer is on standard output.
 */
public final class TckV1 implements PluginType<TckV1.Input, TckV1.Output, TckV1.Settings> {
  /** The type. */
  public static final TckV1 TYPE = new TckV1();

  /** What manifests call it. */
  static final String ID = "tck/v1";

  /** For {@code ServiceLoader}, though the kit registers it nowhere; others use {@link #TYPE}. */
  public TckV1() {}

  /**
   * The call.
   *
   * @param args arguments, without line feeds
   * @param env variables of the call
   * @param data what goes in, or empty if the caller's standard input is handed through
   */
  public record Input(List<String> args, Map<String, String> env, Optional<Bytes> data) {
    /** Copies arguments and variables. */
    public Input {
      args = List.copyOf(args);
      env = Map.copyOf(env);
      requireNonNull(data, "data");
    }

    /**
     * A call with data.
     *
     * @param data what goes in
     * @param args arguments
     * @return the call
     */
    public static Input of(Bytes data, String... args) {
      return new Input(List.of(args), Map.of(), Optional.of(data));
    }

    /**
     * A call without data.
     *
     * @param args arguments
     * @return the call
     */
    public static Input ofArgs(String... args) {
      return new Input(List.of(args), Map.of(), Optional.empty());
    }
  }

  /**
   * The answer.
   *
   * @param data what came out
   */
  public record Output(Bytes data) {
    /** Checks that nothing is null. */
    public Output {
      requireNonNull(data, "data");
    }
  }

  /** The configuration: there is none. */
  public record Settings() implements Config {
    @Override
    public Map<String, ?> signedForm() {
      return Map.of();
    }
  }

  @Override
  public String id() {
    return ID;
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
          form.put("args", input.args());
          form.put("env", new TreeMap<>(input.env()));
          input.data().ifPresent(data -> form.put("data", encode(data)));
          return form;
        },
        in -> {
          List<String> args = in.texts("args");
          Map<String, String> env = in.textMap("env");
          Bytes data = decode(in);
          return new Input(args, env, in.has("data") ? Optional.of(data) : Optional.empty());
        });
  }

  @Override
  public Codec<Output> output() {
    return Codec.of(output -> Map.of("data", encode(output.data())), in -> new Output(decode(in)));
  }

  @Override
  public Optional<CommandLine<Input, Output>> commandLine() {
    return Optional.of(CommandLine.of(TckV1::prepare, Output::new));
  }

  private static CommandCall prepare(Input input) {
    CommandCall call =
        CommandCall.EMPTY.withArgs(input.args()).withEnv(input.env()).withResultOnStdout();
    return input.data().isPresent() ? call.withStdin(input.data().get()) : call;
  }

  private static String encode(Bytes data) {
    return Base64.getEncoder().encodeToString(data.toArray());
  }

  private static Bytes decode(TreeReader in) {
    try {
      return Bytes.copyOf(Base64.getDecoder().decode(in.text("data")));
    } catch (IllegalArgumentException e) {
      in.reject("data", "expected Base64: " + e.getMessage());
      return Bytes.EMPTY;
    }
  }
}
