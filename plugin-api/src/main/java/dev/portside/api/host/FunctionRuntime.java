package dev.portside.api.host;

import dev.portside.api.CallOptions;
import dev.portside.api.Codec;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginType;
import dev.portside.api.Runtime;
import dev.portside.api.RuntimeConfig;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import dev.portside.api.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs one Java function. Every call goes by way of JSON: so any token of the same type may come
 * along, and what a type demands of a plugin's answer is demanded of a function's, too.
 */
record FunctionRuntime<I, O>(PluginType<I, O, ?> type, Function<? super I, ? extends O> body)
    implements Runtime<FunctionRuntime.Settings> {
  record Settings() implements RuntimeConfig {
    @Override
    public Map<String, ?> signedForm() {
      return Map.of();
    }
  }

  @Override
  public String name() {
    return "java-function";
  }

  @Override
  public Settings readConfig(TreeReader in) {
    return new Settings();
  }

  @Override
  public Plugin createPlugin(PluginSpec<Settings> spec) {
    return new FunctionPlugin(spec.metadata());
  }

  private final class FunctionPlugin implements Plugin {
    private final Metadata metadata;

    FunctionPlugin(Metadata metadata) {
      this.metadata = metadata;
    }

    @Override
    public Metadata metadata() {
      return metadata;
    }

    @Override
    public Optional<Path> dir() {
      return Optional.empty();
    }

    @Override
    public <A, B> Output<B> invoke(PluginType<A, B, ?> asked, A message, CallOptions options) {
      I input = convert(asked.input(), type.input(), message);
      O result = body.apply(input);
      try {
        B answer = convert(type.output(), asked.output(), result);
        return new Output<>(answer, Usage.UNKNOWN);
      } catch (InvalidPluginException e) {
        String what = "gave an answer that cannot be read: " + e.getMessage();
        throw new PluginCallException(metadata.name(), what, Usage.UNKNOWN, e);
      }
    }
  }

  private static <F, T> T convert(Codec<F> from, Codec<T> to, F value) {
    List<Finding> findings = new ArrayList<>();
    TreeReader in = TreeReader.of(Tree.of(from.write(value)), "", TreeReader.JSON, findings::add);
    T converted = to.read(in);
    if (in.failed()) {
      throw new InvalidPluginException(findings);
    }
    return converted;
  }
}
