package com.example.consumer;

import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A runtime whose every plugin repeats, in capitals, the text of any message. */
public final class ShoutRuntime implements Runtime<ShoutRuntime.Settings> {
  /** For ServiceLoader. */
  public ShoutRuntime() {}

  /** The configuration. */
  public record Settings(int times) implements RuntimeConfig {
    /** Checks the number. */
    public Settings {
      if (times < 1) {
        throw new IllegalArgumentException("times must be at least 1");
      }
    }

    @Override
    public Map<String, ?> signedForm() {
      return Map.of("Times", times);
    }
  }

  @Override
  public String name() {
    return "example/shout";
  }

  @Override
  public Settings readConfig(TreeReader in) {
    return new Settings((int) in.integer("times", 1, 10).orElse(1));
  }

  @Override
  public Plugin createPlugin(PluginSpec<Settings> spec) {
    return new Shouter(spec.metadata(), spec.dir(), spec.config());
  }

  private record Shouter(Metadata metadata, Optional<Path> dir, Settings config)
      implements Plugin {
    @Override
    public <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options) {
      Map<String, Object> answer = new LinkedHashMap<>();
      for (Map.Entry<String, ?> entry : type.input().write(message).entrySet()) {
        String loud = entry.getValue().toString().toUpperCase(Locale.ROOT) + "! ";
        answer.put(entry.getKey(), loud.repeat(config.times()).strip());
      }
      TreeReader in = TreeReader.of(Tree.of(answer), "output", TreeReader.JSON, this::fail);
      return new Output<>(type.output().read(in), Usage.UNKNOWN);
    }

    private void fail(Finding finding) {
      throw new PluginCallException(
          metadata.name(), "answered " + finding, Usage.UNKNOWN, null);
    }
  }
}
