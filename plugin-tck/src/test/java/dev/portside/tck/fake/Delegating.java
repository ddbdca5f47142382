package dev.portside.tck.fake;

import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.Runtime;
import dev.portside.api.TreeReader;

/** A runtime of another class and name that does what {@link FakeRuntime} does. */
abstract class Delegating implements Runtime<FakeConfig> {
  private final FakeRuntime runtime = new FakeRuntime();
  private final String name;

  Delegating(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FakeConfig readConfig(TreeReader in) {
    return runtime.readConfig(in);
  }

  @Override
  public Plugin createPlugin(PluginSpec<FakeConfig> spec) {
    return runtime.createPlugin(spec);
  }

  @Override
  public void close() {
    runtime.close();
  }
}
