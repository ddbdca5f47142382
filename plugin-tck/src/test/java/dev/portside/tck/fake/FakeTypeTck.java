package dev.portside.tck.fake;

import dev.portside.api.Bytes;
import dev.portside.api.CommandCall;
import dev.portside.api.PluginType;
import dev.portside.tck.PluginTypeTck;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The kit on {@link FakeType}, correct or the one of the moment. */
public class FakeTypeTck
    extends PluginTypeTck<FakeType.Message, FakeType.Message, FakeType.Settings> {
  static Supplier<PluginType<FakeType.Message, FakeType.Message, FakeType.Settings>> type =
      FakeType::new;

  @Override
  protected PluginType<FakeType.Message, FakeType.Message, FakeType.Settings> type() {
    return type.get();
  }

  @Override
  protected List<FakeType.Message> inputs() {
    return List.of(
        new FakeType.Message("", List.of(), 0),
        new FakeType.Message("text", List.of("more", ""), 1L << 60));
  }

  @Override
  protected List<FakeType.Message> outputs() {
    return inputs();
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("word", "w", "list", List.of("a", "b"));
  }

  @Override
  protected Map<Map<String, ?>, FakeType.Message> spellings() {
    Map<String, ?> form = Map.of("text", "a", "more", List.of(), "number", 7.0);
    return Map.of(form, new FakeType.Message("a", List.of(), 7));
  }

  @Override
  protected Map<String, Map<String, ?>> badForms() {
    return Map.of(
        "number: expected a whole number", Map.of("text", "a", "more", List.of(), "number", -1));
  }

  @Override
  protected Map<FakeType.Message, CommandCall> commandLines() {
    return Map.of(
        new FakeType.Message("text", List.of("more"), 1),
        CommandCall.EMPTY.withArgs(List.of("more")).withStdin(Bytes.utf8("text")));
  }

  @Override
  protected Map<String, Bytes> badAnswers() {
    return Map.of("expected UTF-8", Bytes.copyOf(new byte[] {-1}));
  }
}
