package dev.portside.tck.fake;

import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.Runtime;
import dev.portside.api.TreeReader;
import org.jspecify.annotations.NullUnmarked;

/** Does nothing at all. */
@NullUnmarked // nothing is what this gives
final class IdleRuntime implements Runtime<FakeConfig> {
  @Override
  public String name() {
    return "";
  }

  @Override
  public FakeConfig readConfig(TreeReader in) {
    return null;
  }

  @Override
  public Plugin createPlugin(PluginSpec<FakeConfig> spec) {
    return null;
  }
}
