package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.CallOptions;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginType;
import dev.portside.api.Usage;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.GetterOptions;
import dev.portside.api.type.GetterV1;
import dev.portside.api.type.TestV1;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A call through the manager")
class CallTest {
  private static final TestV1.Input ADA = new TestV1.Input("Ada");
  private static final Usage USED = Usage.UNKNOWN.withExitCode(3).withBytesOut(9);

  private final List<String> told = new ArrayList<>();
  private final CallListener listener =
      (plugin, type, wall, usage, failure) -> {
        assertFalse(wall.isNegative());
        String end = failure.map(e -> e.getClass().getSimpleName()).orElse("well");
        told.add(plugin.name() + " " + type + " " + usage + " ended " + end);
      };

  private Plugin plugin(FakeRuntime runtime) {
    return PluginManager.builder()
        .listener(listener)
        .build()
        .create(
            runtime,
            new FakeRuntime.Settings("hi", List.of()),
            Metadata.named("p")
                .type(TestV1.TYPE, new TestV1.Settings())
                .type(CliV1.TYPE, CliV1.Settings.NONE));
  }

  private static FakeRuntime failing(Throwable failure) {
    return new FakeRuntime("fake") {
      @Override
      protected <O> Output<O> answer(Settings config, PluginType<?, O, ?> type) {
        if (failure instanceof RuntimeException e) {
          throw e;
        }
        throw (Error) failure;
      }
    };
  }

  @Test
  @DisplayName("reaches the runtime's plugin, whichever of its types it is called as")
  void reachesThePlugin() {
    FakeRuntime runtime = new FakeRuntime("fake");
    Plugin plugin = plugin(runtime);
    assertEquals("hi", plugin.call(TestV1.TYPE, ADA).greeting());
    Output<CliV1.Output> output =
        plugin.invoke(CliV1.TYPE, new CliV1.Input(List.of()), CallOptions.NONE);
    assertEquals("hi", output.message().data().text());
    assertSame(FakeRuntime.USAGE, output.usage());
    assertEquals(Optional.empty(), plugin.dir());
    String used = "usage[exitCode=0, bytesIn=2, bytesOut=5]";
    assertEquals(
        List.of("p test/v1 " + used + " ended well", "p cli/v1 " + used + " ended well"), told);
  }

  @Test
  @DisplayName("is refused for a type that the plugin does not have")
  void isRefusedForOtherTypes() {
    Plugin plugin = plugin(new FakeRuntime("fake"));
    GetterV1.Input input = new GetterV1.Input("a:b", "a", GetterOptions.NONE);
    PluginCallException e =
        assertThrows(PluginCallException.class, () -> plugin.call(GetterV1.TYPE, input));
    assertEquals(
        "plugin \"p\" cannot be called as getter/v1; it is of type test/v1, cli/v1",
        e.getMessage());
    assertEquals(List.of(), told);
  }

  static Stream<Arguments> failures() {
    PluginExitException exit = new PluginExitException("p", "said no", 3, "", USED);
    return Stream.of(
        Arguments.of(exit, "plugin \"p\" said no (exit code 3)"),
        Arguments.of(
            new IllegalArgumentException("no such URL"), "plugin \"p\" failed: no such URL"),
        Arguments.of(
            new IllegalArgumentException(),
            "plugin \"p\" failed: java.lang.IllegalArgumentException"),
        Arguments.of(
            new IllegalStateException("boom"),
            "plugin \"p\" failed: java.lang.IllegalStateException: boom"),
        Arguments.of(
            new NoClassDefFoundError("acme/Lib"),
            "plugin \"p\" failed: java.lang.NoClassDefFoundError: acme/Lib"),
        Arguments.of(
            new StackOverflowError(), "plugin \"p\" failed: java.lang.StackOverflowError"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  @DisplayName("that fails throws an exception of Portside, and tells the listener")
  void throwsOwnExceptions(Throwable failure, String text) {
    Plugin plugin = plugin(failing(failure));
    PluginCallException e =
        assertThrows(PluginCallException.class, () -> plugin.call(TestV1.TYPE, ADA));
    assertEquals(text, e.getMessage());
    if (failure instanceof PluginException) {
      assertSame(failure, e);
      assertEquals(
          List.of("p test/v1 usage[exitCode=3, bytesOut=9] ended PluginExitException"), told);
    } else {
      assertSame(failure, e.getCause());
      assertEquals(List.of("p test/v1 usage[] ended PluginCallException"), told);
    }
  }

  @Test
  @DisplayName("lets an error of the virtual machine pass, but does not call that well ended")
  void letsErrorsPass() {
    OutOfMemoryError error = new OutOfMemoryError("none left");
    Plugin plugin = plugin(failing(error));
    assertSame(error, assertThrows(OutOfMemoryError.class, () -> plugin.call(TestV1.TYPE, ADA)));
    assertEquals(List.of("p test/v1 usage[] ended PluginCallException"), told);
  }

  @Test
  @DisplayName("runs hooks, and tells the listener of them")
  void runsHooks() {
    FakeRuntime runtime = new FakeRuntime("fake");
    Plugin plugin = plugin(runtime);
    assertEquals(Set.of("install"), plugin.hooks());
    plugin.runHook("install", CallOptions.NONE.withEnv(Map.of("A", "1")));
    PluginCallException e =
        assertThrows(PluginCallException.class, () -> plugin.runHook("delete", CallOptions.NONE));
    assertEquals(
        "plugin \"p\" failed: java.lang.IllegalStateException: cannot delete", e.getMessage());
    assertEquals(List.of("create p", "hook install of p {A=1}"), runtime.events());
    assertEquals(
        List.of(
            "p hook:install usage[] ended well", "p hook:delete usage[] ended PluginCallException"),
        told);
  }

  @Test
  @DisplayName("survives a listener that fails")
  void survivesItsListener() {
    CallListener broken =
        (plugin, type, wall, usage, failure) -> {
          throw new IllegalStateException("listener");
        };
    Plugin plugin =
        PluginManager.builder()
            .listener(broken)
            .build()
            .function(TestV1.TYPE, new TestV1.Settings(), "p", in -> new TestV1.Output(in.name()));
    assertEquals("Ada", plugin.call(TestV1.TYPE, ADA).greeting());
  }

  @Test
  @DisplayName("is refused once the plugin is closed, and so are hooks")
  void isRefusedOnceClosed() {
    FakeRuntime runtime = new FakeRuntime("fake");
    Plugin plugin = plugin(runtime);
    plugin.close();
    plugin.close();
    PluginCallException e =
        assertThrows(PluginCallException.class, () -> plugin.call(TestV1.TYPE, ADA));
    assertEquals("plugin \"p\" is closed", e.getMessage());
    assertThrows(PluginCallException.class, () -> plugin.runHook("install", CallOptions.NONE));
    assertEquals(List.of("create p", "close p"), runtime.events());
    assertEquals("p", plugin.metadata().name());
    assertEquals(List.of(), told);
  }

  @Test
  @DisplayName("leaves the runtime's own plugin within reach")
  void unwraps() {
    Plugin plugin = plugin(new FakeRuntime("fake"));
    assertEquals("p", plugin.unwrap(FakeRuntime.FakePlugin.class).orElseThrow().metadata().name());
    assertEquals(Optional.empty(), plugin.unwrap(String.class));
    assertSame(plugin, plugin.unwrap(Plugin.class).orElseThrow());
  }
}
