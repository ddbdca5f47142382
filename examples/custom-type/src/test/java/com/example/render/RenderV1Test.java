package com.example.render;

import dev.portside.api.PluginType;
import dev.portside.tck.PluginTypeTck;
import java.util.List;
import java.util.Map;

class RenderV1Test extends PluginTypeTck<RenderV1.Input, RenderV1.Output, RenderV1.Settings> {
  @Override
  protected PluginType<RenderV1.Input, RenderV1.Output, RenderV1.Settings> type() {
    return RenderV1.TYPE;
  }

  @Override
  protected List<RenderV1.Input> inputs() {
    return List.of(new RenderV1.Input("a.txt.in", "ä @who@\n", Map.of("who", "Ada", "n", "1")));
  }

  @Override
  protected List<RenderV1.Output> outputs() {
    return List.of(new RenderV1.Output(""), new RenderV1.Output("ä\n"));
  }

  @Override
  protected Map<String, ?> config() {
    return Map.of("patterns", List.of("*.txt.in", "*.{a,b}"));
  }
}
