package dev.portside.api.host;

import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginType;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call whose messages are JSON on the caller's side, whatever the runtime makes of them. */
final class JsonCall {
  private JsonCall() {}

  static <I, O> Output<Map<String, ?>> invoke(
      Plugin plugin, PluginType<I, O, ?> type, Map<String, ?> message, CallOptions options) {
    Output<O> output = plugin.invoke(type, read(type, message), options);
    try {
      return new Output<>(type.output().write(output.message()), output.usage());
    } catch (IllegalArgumentException e) {
      String what = "gave an answer that JSON cannot hold: " + reason(e);
      throw new PluginCallException(plugin.metadata().name(), what, output.usage(), e);
    }
  }

  private static <I> I read(PluginType<I, ?, ?> type, Map<String, ?> message) {
    List<Finding> findings = new ArrayList<>();
    TreeReader in = TreeReader.of(Tree.of(message), "message", TreeReader.JSON, findings::add);
    @Nullable I input = null;
    try {
      input = type.input().read(in);
    } catch (IllegalArgumentException e) { // of the message's constructor, perhaps an echo
      if (!in.failed()) {
        in.reject("", reason(e));
      }
    }
    in.unknownKeys(Finding.Severity.ERROR);
    if (input == null || in.failed()) {
      throw new InvalidPluginException(findings);
    }
    return input;
  }

  private static String reason(IllegalArgumentException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
