package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginNotFoundException;
import dev.portside.api.PluginType;
import dev.portside.api.Position;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.GetterV1;
import dev.portside.api.type.PostRendererV1;
import dev.portside.api.type.TestV1;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Loaded plugins")
class PluginsTest {
  private static final FakeRuntime.Settings CONFIG = new FakeRuntime.Settings("", List.of());
  private static final PluginManager MANAGER = PluginManager.builder().build();

  private final FakeRuntime runtime = new FakeRuntime("fake");
  private final Plugin hello =
      MANAGER.create(
          runtime, CONFIG, Metadata.named("hello").type(CliV1.TYPE, CliV1.Settings.NONE));
  private final Plugin s3 =
      MANAGER.create(
          runtime,
          CONFIG,
          Metadata.named("s3")
              .type(CliV1.TYPE, CliV1.Settings.NONE)
              .type(GetterV1.TYPE, new GetterV1.Settings(List.of("s3"))));
  private final Plugin again =
      MANAGER.create(
          runtime, CONFIG, Metadata.named("hello").type(TestV1.TYPE, new TestV1.Settings()));
  private final Plugins plugins =
      new Plugins(
          List.of(hello, s3, again),
          List.of(Finding.error(Position.of("diff/plugin.yaml"), "", "is bad")));

  /** A plugin that cannot be closed. */
  private record Stuck(int number) implements Plugin {
    @Override
    public Metadata metadata() {
      throw new IllegalStateException("never asked");
    }

    @Override
    public Optional<Path> dir() {
      return Optional.empty();
    }

    @Override
    public <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options) {
      throw new IllegalStateException("never called");
    }

    @Override
    public void close() {
      throw new IllegalStateException("stuck " + number);
    }
  }

  private String notFound(Descriptor descriptor) {
    return assertThrows(PluginNotFoundException.class, () -> plugins.get(descriptor)).getMessage();
  }

  @Test
  @DisplayName("are found by exact name and by any of their types, in their order")
  void areFound() {
    assertEquals(List.of(hello, s3, again), plugins.find(Descriptor.ANY));
    assertEquals(List.of(hello, again), plugins.find(Descriptor.named("hello")));
    assertEquals(List.of(s3), plugins.find(Descriptor.of(GetterV1.TYPE)));
    assertEquals(List.of(hello, s3), plugins.find(Descriptor.of(CliV1.TYPE)));
    assertEquals(List.of(again), plugins.find(Descriptor.named("hello").withType(TestV1.TYPE)));
    assertEquals(List.of(), plugins.find(Descriptor.named("Hello")));
    assertEquals(List.of(), plugins.find(new Descriptor("", "CLI/v1")));
    assertSame(hello, plugins.get(Descriptor.named("hello")));
  }

  @Test
  @DisplayName("are suggested if a name is not found, and those that did not load are listed")
  void areSuggested() {
    assertEquals(
        """
        plugin "helo" not found; did you mean "hello"?
        these did not load:
          diff/plugin.yaml: is bad\
        """,
        notFound(Descriptor.named("helo")));
    assertEquals(
        """
        plugin "unrelated" of type "getter/v1" not found; there are: s3
        these did not load:
          diff/plugin.yaml: is bad\
        """,
        notFound(Descriptor.named("unrelated").withType(GetterV1.TYPE)));
  }

  @Test
  @DisplayName("are not claimed to be none if there are some of another type")
  void areNotDenied() {
    assertEquals(
        """
        plugin "hello" of type "postrenderer/v1" not found; there are none
        these did not load:
          diff/plugin.yaml: is bad\
        """,
        notFound(Descriptor.named("hello").withType(PostRendererV1.TYPE)));
    assertEquals("plugin", Descriptor.ANY.toString());
    assertEquals("plugin of type \"cli/v1\"", Descriptor.of(CliV1.TYPE).toString());
  }

  @Test
  @DisplayName("are closed together, the others even if one fails")
  void areClosedTogether() {
    Plugins all = new Plugins(List.of(hello, new Stuck(1), s3, new Stuck(2)), List.of());
    Exception e = assertThrows(IllegalStateException.class, all::close);
    assertEquals("stuck 1", e.getMessage());
    assertEquals("stuck 2", e.getSuppressed()[0].getMessage());
    assertEquals(List.of("close hello", "close s3"), runtime.events().subList(3, 5));
  }
}
