package dev.portside.tck;

import dev.portside.api.CallOptions;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Permission;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginType;
import dev.portside.api.Runtime;
import dev.portside.api.TreeReader;
import dev.portside.api.Usage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A runtime that makes plugins, and calls none. */
final class Shelf implements Runtime<Shelf.Config> {
  /** What its plugins have: a word, which they ask permission for. */
  record Config(String word) implements dev.portside.api.RuntimeConfig {
    Config {
      if (word.isEmpty()) {
        throw new IllegalArgumentException("expected a word");
      }
    }

    @Override
    public Map<String, ?> signedForm() {
      return Map.of("Word", word);
    }

    @Override
    public Set<Permission> permissions() {
      return Set.of(new Permission("shelf", word));
    }
  }

  private final AtomicInteger asked = new AtomicInteger();

  /** How many configurations it has seen. */
  int asked() {
    return asked.get();
  }

  @Override
  public String name() {
    return "tck-runtime";
  }

  @Override
  public Config readConfig(TreeReader in) {
    asked.incrementAndGet();
    return new Config(in.text("word"));
  }

  @Override
  public Plugin createPlugin(PluginSpec<Config> spec) {
    return new Shelved(spec);
  }

  private record Shelved(PluginSpec<Config> spec) implements Plugin {
    @Override
    public Metadata metadata() {
      return spec.metadata();
    }

    @Override
    public Optional<Path> dir() {
      return spec.dir();
    }

    @Override
    public <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options) {
      String name = spec.metadata().name();
      throw new PluginCallException(name, "is not to be called", Usage.UNKNOWN, null);
    }
  }
}
