package com.example.render;

import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import java.time.Duration;
import java.util.List;

/** The host: renders a template by whichever plugin has a pattern for it. Thread-safe. */
public final class Renderer {
  private static final CallOptions OPTIONS = CallOptions.NONE.withTimeout(Duration.ofMinutes(1));

  private final List<Plugin> plugins;

  /**
   * A renderer.
   *
   * @param plugins of the type {@code render/v1}, on whatever runtimes; the caller closes them
   */
  public Renderer(List<Plugin> plugins) {
    this.plugins = List.copyOf(plugins);
  }

  /**
   * Renders a template.
   *
   * @param input the template
   * @return the text
   * @throws IllegalArgumentException if no plugin has a pattern for it
   * @throws PluginCallException if the plugin says no, or fails
   */
  public String render(RenderV1.Input input) {
    for (Plugin plugin : plugins) {
      RenderV1.Settings settings = plugin.metadata().config(RenderV1.Settings.class).orElseThrow();
      if (settings.render(input.name())) {
        return plugin.invoke(RenderV1.TYPE, input, OPTIONS).message().text();
      }
    }
    throw new IllegalArgumentException("no plugin renders " + input.name());
  }
}
