package dev.portside.tck.fake;

import dev.portside.api.Codec;
import dev.portside.api.CommandLine;
import dev.portside.api.PluginType;
import dev.portside.api.TreeReader;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** Does nothing at all. */
@NullUnmarked
final class IdleType implements PluginType<FakeType.Message, FakeType.Message, FakeType.Settings> {
  @Override
  public String id() {
    return "";
  }

  @Override
  public FakeType.Settings readConfig(TreeReader in) {
    return null;
  }

  @Override
  public Codec<FakeType.Message> input() {
    return Codec.of(message -> Map.of(), in -> null);
  }

  @Override
  public Codec<FakeType.Message> output() {
    return input();
  }

  @Override
  public Optional<CommandLine<FakeType.Message, FakeType.Message>> commandLine() {
    return Optional.of(CommandLine.of(message -> null, stdout -> null));
  }
}
