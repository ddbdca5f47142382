package com.example.consumer;

import dev.portside.api.Codec;
import dev.portside.api.Config;
import dev.portside.api.PluginType;
import dev.portside.api.TreeReader;
import java.util.Map;

/** A plugin type that nobody else has heard of: text goes in, louder text comes out. */
public final class ShoutV1 implements PluginType<String, String, ShoutV1.Settings> {
  /** The type. */
  public static final ShoutV1 TYPE = new ShoutV1();

  /** For ServiceLoader. */
  public ShoutV1() {}

  /** The configuration. */
  public record Settings(String greeting) implements Config {
    @Override
    public Map<String, ?> signedForm() {
      return Map.of("Greeting", greeting);
    }
  }

  @Override
  public String id() {
    return "shout/v1";
  }

  @Override
  public Settings readConfig(TreeReader in) {
    return new Settings(in.text("greeting"));
  }

  @Override
  public Codec<String> input() {
    return Codec.of(text -> Map.of("text", text), in -> in.text("text"));
  }

  @Override
  public Codec<String> output() {
    return input();
  }
}
