package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Codec;
import dev.portside.api.Config;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginException;
import dev.portside.api.PluginType;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import dev.portside.api.host.PluginManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Section 5 of the rules for plugin types: what a host does with them.
 *
 * @param <I> the message that goes in
 * @param <O> the message that comes out
 * @param <C> the type's configuration
 */
abstract class PluginTypeHosts<I, O, C extends Config> extends PluginTypeConfiguration<I, O, C> {
  PluginTypeHosts() {}

  private C settings() {
    return type().readConfig(TreeReader.of(configTree(), "config", "v1", finding -> {}));
  }

  /**
   * Makes a plugin of a Java function, and calls it with every message: by the class of the type,
   * by its id and JSON, wrongly, and when it is closed. Never skipped.
   *
   * <p>If this fails, check that a message form says all that there is to say: it is read by
   * another object of the type than the one that has written it.
   */
  @Test
  @DisplayName("T-5.1 a Java function can be a plugin of the type, by class and by name")
  public final void t0501_function() {
    assertFalse(inputs().isEmpty() || outputs().isEmpty(), "there are no messages to test");
    AtomicReference<@Nullable I> seen = new AtomicReference<>();
    AtomicReference<O> next = new AtomicReference<>(outputs().get(0));
    try (PluginManager manager = PluginManager.builder().type(type()).build()) {
      Plugin plugin =
          manager.function(
              type(),
              settings(),
              "tck-function",
              input -> {
                seen.set(input);
                return next.get();
              });
      for (I input : inputs()) {
        for (O output : outputs()) {
          next.set(output);
          assertEquals(
              read(type().output(), output), plugin.call(type(), input), "the function's answer");
          assertEquals(read(type().input(), input), seen.get(), "what the function got");
          requireByName(manager, plugin, input, output);
        }
      }
      requireIdentity(plugin);
      requireRefusals(manager, plugin);
      plugin.close();
      assertThrows(
          PluginCallException.class,
          () -> plugin.call(type(), inputs().get(0)),
          "the call of a plugin that is closed");
    }
  }

  /** What one object of the type makes of a message that it has written itself: T-3.1. */
  private static <T> T read(Codec<T> codec, T message) {
    Tree form = Tree.of(codec.write(message));
    return codec.read(TreeReader.of(form, "", TreeReader.JSON, finding -> {}));
  }

  private void requireByName(PluginManager manager, Plugin plugin, I input, O output) {
    Map<String, ?> form = type().input().write(input);
    Map<String, ?> answer = manager.callJson(plugin, type().id(), form, CallOptions.NONE).message();
    O read = read(type().output(), output);
    String expected = Rendering.canonical(type().output().write(read));
    assertEquals(expected, Rendering.canonical(answer), "the answer as JSON");
    Map<String, Object> more = new LinkedHashMap<>(form);
    more.put("tckUnknownKey", "x");
    InvalidPluginException refusal =
        assertThrows(
            InvalidPluginException.class,
            () -> manager.callJson(plugin, type().id(), more, CallOptions.NONE),
            "a message with an unknown key");
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains("message.tckUnknownKey: unknown key"), message);
  }

  private void requireIdentity(Plugin plugin) {
    assertEquals("tck-function", plugin.metadata().name());
    assertEquals(type().id(), plugin.metadata().type());
    assertEquals(Optional.empty(), plugin.dir(), "the directory of a function");
    assertEquals(settings(), plugin.metadata().config(settings().getClass()).orElse(null));
    Map<String, ?> form = plugin.metadata().signedForm();
    Rendering.requireJson(form, "");
    String config = Rendering.canonical(settings().signedForm());
    assertEquals(config, Rendering.canonical(form.get("Config")), "the configuration as signed");
    assertTrue(Rendering.words(form).contains("tck-function"), "the name is signed: " + form);
    assertTrue(Rendering.words(form).contains(type().id()), "the type is signed: " + form);
  }

  private void requireRefusals(PluginManager manager, Plugin plugin) {
    PluginCallException other =
        assertThrows(
            PluginCallException.class,
            () -> plugin.call(ProbeType.foreign(), TckV1.Input.of(Bytes.EMPTY)),
            "a call as another type");
    String known = "cannot be called as tck-foreign/v1; it is of type " + type().id();
    assertTrue(String.valueOf(other.getMessage()).endsWith(known), other.getMessage());
    PluginException unknown =
        assertThrows(
            PluginException.class,
            () -> manager.callJson(plugin, "tck/v0", Map.of(), CallOptions.NONE),
            "a call as a type that the host does not have");
    String text = String.valueOf(unknown.getMessage());
    assertTrue(text.contains("\"tck/v0\"") && text.contains(type().id()), text);
    PluginType<I, O, C> type = type();
    Plugin failing =
        manager.function(
            type,
            settings(),
            "tck-failing",
            input -> {
              throw new IllegalStateException("the kit's function fails");
            });
    PluginCallException failure =
        assertThrows(
            PluginCallException.class,
            () -> failing.call(type, inputs().get(0)),
            "a call of a function that fails");
    assertEquals("tck-failing", failure.plugin());
    assertTrue(String.valueOf(failure.getMessage()).contains("function fails"), text);
  }
}
