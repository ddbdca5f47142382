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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code getter/v1}: fetches what a URL of one of its protocols names. On a command line the
 * protocol selects the command, which gets certificate, key, CA and URL as its last four arguments,
 * user name and password in the environment, and answers on standard output. Follows Helm's {@code
 * internal/plugin/schema/getter.go}.
 */
public final class GetterV1
    implements PluginType<GetterV1.Input, GetterV1.Output, GetterV1.Settings> {
  /** The type. */
  public static final GetterV1 TYPE = new GetterV1();

  /** For {@code ServiceLoader}; others use {@link #TYPE}. */
  public GetterV1() {}

  /**
   * The call.
   *
   * @param href the URL
   * @param protocol the protocol it is fetched by, as the plugin declares it
   * @param options how to fetch it
   */
  public record Input(String href, String protocol, GetterOptions options) {
    /** Checks that nothing is null. */
    public Input {
      requireNonNull(href, "href");
      requireNonNull(protocol, "protocol");
      requireNonNull(options, "options");
    }

    /**
     * A call whose protocol is the scheme of the URL, in lower case.
     *
     * @param href a URL with a scheme
     * @param options how to fetch it
     * @return the call
     * @throws IllegalArgumentException if there is no scheme
     */
    public static Input of(String href, GetterOptions options) {
      int colon = href.indexOf(':');
      if (!isScheme(href, colon)) {
        throw new IllegalArgumentException(
            "\"" + href + "\" has no scheme; expected a URL such as s3://bucket/chart.tgz");
      }
      return new Input(href, href.substring(0, colon).toLowerCase(Locale.ROOT), options);
    }

    private static boolean isScheme(String href, int end) {
      for (int i = 0; i < end; i++) {
        char c = href.charAt(i);
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (!letter && (i == 0 || !other)) {
          return false;
        }
      }
      return end > 0;
    }
  }

  /**
   * The answer.
   *
   * @param data what the URL names
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
   * @param protocols the schemes that the plugin serves; at least one, none empty
   */
  public record Settings(List<String> protocols) implements dev.portside.api.Config {
    /** Copies and checks the protocols. */
    public Settings {
      protocols = List.copyOf(protocols);
      if (protocols.isEmpty()) {
        throw new IllegalArgumentException("getter has no protocols");
      }
      int empty = protocols.indexOf("");
      if (empty >= 0) {
        throw new IllegalArgumentException("getter has empty protocol at index " + empty);
      }
    }

    @Override
    public Map<String, ?> signedForm() {
      return Map.of("Protocols", protocols);
    }
  }

  @Override
  public String id() {
    return "getter/v1";
  }

  @Override
  public Settings readConfig(TreeReader in) {
    return new Settings(in.texts("protocols"));
  }

  @Override
  public Codec<Input> input() {
    return Codec.of(
        input -> {
          Map<String, Object> form = new LinkedHashMap<>();
          form.put("href", input.href());
          form.put("protocol", input.protocol());
          form.put("options", input.options().write());
          return form;
        },
        in ->
            new Input(
                in.text("href"), in.text("protocol"), GetterOptions.read(in.child("options"))));
  }

  @Override
  public Codec<Output> output() {
    return Codec.of(
        output -> Map.of("data", Base64Data.write(output.data())),
        in -> new Output(Base64Data.read(in, "data")));
  }

  @Override
  public Optional<CommandLine<Input, Output>> commandLine() {
    return Optional.of(CommandLine.of(GetterV1::prepare, Output::new));
  }

  private static CommandCall prepare(Input input) {
    GetterOptions options = input.options();
    Map<String, String> env = new LinkedHashMap<>();
    env.put("HELM_PLUGIN_USERNAME", options.username());
    env.put("HELM_PLUGIN_PASSWORD", options.password());
    env.put("HELM_PLUGIN_PASS_CREDENTIALS_ALL", String.valueOf(options.passCredentialsAll()));
    return CommandCall.EMPTY
        .withSelector(input.protocol())
        .withArgs(List.of(options.certFile(), options.keyFile(), options.caFile(), input.href()))
        .withEnv(env)
        .withStdin(Bytes.EMPTY)
        .withResultOnStdout();
  }
}
