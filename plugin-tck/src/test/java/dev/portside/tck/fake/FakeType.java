package dev.portside.tck.fake;

import dev.portside.api.Bytes;
import dev.portside.api.Codec;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.Config;
import dev.portside.api.PluginType;
import dev.portside.api.TreeReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A plugin type that is correct until one of its fields is set. */
public class FakeType implements PluginType<FakeType.Message, FakeType.Message, FakeType.Settings> {
  Supplier<String> id = () -> "fake/v1";
  Function<TreeReader, Settings> readConfig =
      in -> new Settings(in.text("word"), in.texts("list"), FakeType::signed);
  Function<Message, Map<String, ?>> write = FakeType::form;
  Function<TreeReader, Message> read = FakeType::message;
  Function<Message, CommandCall> prepare = FakeType::call;
  Function<Bytes, Message> result = FakeType::answer;

  public FakeType() {}

  /** Goes in, and comes out. */
  public record Message(String text, List<String> more, long number) {}

  /** The configuration. */
  public record Settings(String word, List<String> list, Function<Settings, Map<String, ?>> signed)
      implements Config {
    @Override
    public Map<String, ?> signedForm() {
      return signed.apply(this);
    }
  }

  @Override
  public String id() {
    return id.get();
  }

  @Override
  public Settings readConfig(TreeReader in) {
    return readConfig.apply(in);
  }

  @Override
  public Codec<Message> input() {
    return Codec.of(write, read);
  }

  @Override
  public Codec<Message> output() {
    return input();
  }

  @Override
  public Optional<CommandLine<Message, Message>> commandLine() {
    return Optional.of(CommandLine.of(prepare, result));
  }

  static Map<String, ?> signed(Settings settings) {
    return Map.of("Word", settings.word(), "List", settings.list());
  }

  static Map<String, Object> form(Message message) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("text", message.text());
    form.put("more", message.more());
    form.put("number", message.number());
    return form;
  }

  static Message message(TreeReader in) {
    return new Message(
        in.text("text"), in.texts("more"), in.integer("number", 0, Long.MAX_VALUE).orElse(0));
  }

  static CommandCall call(Message message) {
    return CommandCall.EMPTY.withArgs(message.more()).withStdin(Bytes.utf8(message.text()));
  }

  static Message answer(Bytes stdout) {
    String text =
        stdout.strictText().orElseThrow(() -> new IllegalArgumentException("expected UTF-8"));
    return new Message(text, List.of(), 0);
  }
}
