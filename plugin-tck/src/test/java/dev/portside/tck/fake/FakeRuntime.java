package dev.portside.tck.fake;

import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.Runtime;
import dev.portside.api.TreeReader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs Java code in a thread for each call: a runtime that is correct unless told otherwise. */
public final class FakeRuntime implements Runtime<FakeConfig> {
  final Set<FakePlugin> plugins = ConcurrentHashMap.newKeySet();
  volatile boolean closed;
  private final Faults faults;

  public FakeRuntime() {
    this(new Faults());
  }

  FakeRuntime(Faults faults) {
    this.faults = faults;
  }

  @Override
  public String name() {
    return faults.name();
  }

  @Override
  public FakeConfig readConfig(TreeReader in) {
    return faults.readConfig(in);
  }

  @Override
  public Plugin createPlugin(PluginSpec<FakeConfig> spec) {
    return faults.createPlugin(this, spec);
  }

  @Override
  public void close() {
    faults.closeRuntime(this);
  }
}
