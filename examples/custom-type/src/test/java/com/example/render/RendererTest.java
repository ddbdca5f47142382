package com.example.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.CallOptions;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Plugin;
import dev.portside.api.PluginExitException;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A host with a plugin type of its own")
class RendererTest {
  private static final Map<String, String> VALUES = Map.of("who", "Ada", "note", "a\\1&b");

  private final PluginManager manager = PluginManager.discovered();
  private final Plugins loaded = manager.loadAll(Path.of("plugins"));
  private final Plugin script = loaded.get(Descriptor.of(RenderV1.TYPE));
  private final Plugin function =
      manager.function(
          RenderV1.TYPE, new RenderV1.Settings(List.of("*.mustache")), "braces", this::braces);
  private final Renderer renderer = new Renderer(List.of(script, function));

  private RenderV1.Output braces(RenderV1.Input input) {
    String text = input.template();
    for (Map.Entry<String, String> value : input.values().entrySet()) {
      text = text.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return new RenderV1.Output(text);
  }

  @AfterEach
  void close() {
    loaded.close();
    function.close();
    manager.close();
  }

  @ParameterizedTest(name = "{0}, on {2}")
  @CsvSource({
    "greeting.txt.in, @who@ says @note@ to @who@., subprocess",
    "greeting.mustache, {{who}} says {{note}} to {{who}}., java-function",
  })
  @DisplayName("renders by a script and by a function, and need not know which is which")
  void renders(String name, String template, String runtime) {
    Plugin plugin = runtime.equals("subprocess") ? script : function;
    assertEquals(runtime, plugin.metadata().runtime());
    assertEquals(
        "Ada says a\\1&b to Ada.\n",
        renderer.render(new RenderV1.Input(name, template + "\n", VALUES)));
  }

  @Test
  @DisplayName("is told by the plugin what is missing")
  void missingValue() {
    RenderV1.Input input = new RenderV1.Input("a.txt.in", "one\n@two@\n", VALUES);
    PluginExitException e = assertThrows(PluginExitException.class, () -> renderer.render(input));
    assertEquals(3, e.exitCode());
    assertEquals("a.txt.in:2: there is no value for @two@", e.detail().strip());
  }

  @Test
  @DisplayName("says so if no plugin has a pattern for a file")
  void noPlugin() {
    RenderV1.Input input = new RenderV1.Input("a.jinja", "", VALUES);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> renderer.render(input));
    assertEquals("no plugin renders a.jinja", e.getMessage());
  }

  @Test
  @DisplayName("can be called by names instead of classes")
  void byName() {
    Map<String, ?> message =
        Map.of("name", "a.txt.in", "template", "@who@", "values", Map.of("who", "Ada"));
    for (Plugin plugin : List.of(script, function)) {
      Map<String, ?> answer =
          manager.callJson(plugin, "render/v1", message, CallOptions.NONE).message();
      String expected = plugin == script ? "Ada\n" : "@who@";
      assertEquals(Map.of("text", expected), answer);
    }
    InvalidPluginException e =
        assertThrows(
            InvalidPluginException.class,
            () ->
                manager.callJson(
                    script, "render/v1", Map.of("name", "a", "tmeplate", ""), CallOptions.NONE));
    assertEquals("message.tmeplate: unknown key; did you mean \"template\"?", e.getMessage());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "patterns: [] | config: patterns: expected at least one, such as *.txt.in",
        "patterns: '*' | config.patterns: expected a list, found \"*\"",
        "pattern: ['*'] | config: patterns: expected at least one, such as *.txt.in",
      })
  @DisplayName("is told what is wrong with the configuration of a plugin")
  void badConfiguration(String config, String why, @TempDir Path dir) throws Exception {
    Path manifest = dir.resolve(PluginManager.MANIFEST);
    String good = Files.readString(Path.of("plugins/at-values/plugin.yaml"));
    Files.writeString(manifest, good.replace("patterns: [\"*.txt.in\"]", config));
    InvalidPluginException e = assertThrows(InvalidPluginException.class, () -> manager.load(dir));
    String first = e.getMessage().lines().findFirst().orElse("");
    assertEquals(why, first.replaceFirst(".*plugin.yaml:\\d+:\\d+: ", ""));
  }
}
