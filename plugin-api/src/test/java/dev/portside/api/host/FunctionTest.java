package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.Position;
import dev.portside.api.type.GetterOptions;
import dev.portside.api.type.GetterV1;
import dev.portside.api.type.PostRendererV1;
import dev.portside.api.type.TestV1;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Java function as a plugin")
class FunctionTest {
  private static final PluginManager MANAGER = PluginManager.builder().build();
  private static final TestV1.Input ADA = new TestV1.Input("Ada");

  private static Plugin greeter(Function<TestV1.Input, TestV1.Output> body) {
    return MANAGER.function(TestV1.TYPE, new TestV1.Settings(), "greeter", body);
  }

  private static Plugin renderer(Function<PostRendererV1.Input, PostRendererV1.Output> body) {
    return MANAGER.function(PostRendererV1.TYPE, new PostRendererV1.Settings(), "labels", body);
  }

  @Test
  @DisplayName("answers the token that it was made with, and any other of that type")
  void answersAnyToken() {
    Plugin plugin = greeter(in -> new TestV1.Output("Hello, " + in.name() + "!"));
    assertEquals("Hello, Ada!", plugin.call(TestV1.TYPE, ADA).greeting());
    assertEquals("Hello, Ada!", plugin.call(new TestV1(), ADA).greeting());
    assertEquals("greeter test/v1 on java-function", plugin.metadata().toString());
    assertEquals(Map.of(), plugin.metadata().runtimeConfig().signedForm());
    assertEquals(Optional.empty(), plugin.dir());
  }

  @Test
  @DisplayName("keeps bytes as they are where the type's messages do")
  void keepsBytes() {
    Bytes bytes = Bytes.copyOf(new byte[] {0, -1, 127});
    Plugin plugin =
        MANAGER.function(
            GetterV1.TYPE,
            new GetterV1.Settings(List.of("demo")),
            "getter",
            in -> new GetterV1.Output(bytes));
    GetterV1.Input input = new GetterV1.Input("demo:x", "demo", GetterOptions.NONE);
    assertEquals(bytes, plugin.call(GetterV1.TYPE, input).data());
  }

  @Test
  @DisplayName("is held to what its type demands of an answer")
  void isHeldToItsType() {
    Plugin plugin = renderer(in -> new PostRendererV1.Output(Bytes.EMPTY));
    PostRendererV1.Input input = new PostRendererV1.Input(Bytes.utf8("a: b"), List.of());
    PluginCallException e =
        assertThrows(PluginCallException.class, () -> plugin.call(PostRendererV1.TYPE, input));
    assertEquals(
        "plugin \"labels\" gave an answer that cannot be read: manifests: post-renderer produced"
            + " empty output; expected the manifests as text",
        e.getMessage());
  }

  @Test
  @DisplayName("does not get a message that would lose something on the way")
  void doesNotLoseAnything() {
    Plugin plugin = renderer(in -> new PostRendererV1.Output(in.manifests()));
    Bytes latin1 = Bytes.copyOf(new byte[] {(byte) 0xe4});
    PostRendererV1.Input input = new PostRendererV1.Input(latin1, List.of());
    PluginCallException e =
        assertThrows(PluginCallException.class, () -> plugin.call(PostRendererV1.TYPE, input));
    assertEquals(
        "plugin \"labels\" failed: manifests (1 bytes) is not UTF-8 and cannot be sent as JSON"
            + " text",
        e.getMessage());
  }

  @Test
  @DisplayName("may throw, as any plugin may fail")
  void mayThrow() {
    Plugin plugin =
        greeter(in -> {
          throw new IllegalArgumentException("who is " + in.name() + "?");
        });
    PluginCallException e =
        assertThrows(PluginCallException.class, () -> plugin.call(TestV1.TYPE, ADA));
    assertEquals("plugin \"greeter\" failed: who is Ada?", e.getMessage());
    InvalidPluginException own = new InvalidPluginException(Finding.error(Position.NONE, "", "no"));
    Plugin other =
        greeter(in -> {
          throw own;
        });
    assertEquals(
        own, assertThrows(InvalidPluginException.class, () -> other.call(TestV1.TYPE, ADA)));
  }

  @Test
  @DisplayName("needs a valid name")
  void needsAName() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            MANAGER.function(
                TestV1.TYPE, new TestV1.Settings(), "a b", in -> new TestV1.Output("")));
  }
}
