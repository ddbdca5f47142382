package dev.portside.benchmarks;

import dev.portside.api.Metadata;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Loads a directory of plugins and finds one by name. Open to extension because JMH extends it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FindPlugins {
  /** How many plugins there are. */
  @Param({"100", "10000"})
  public int count;

  private final PluginManager manager = PluginManager.discovered();
  private Path base;

  /** JMH's. */
  public FindPlugins() {}

  /**
   * Writes the plugins.
   *
   * @throws IOException if there is no room for them
   */
  @Setup
  public void write() throws IOException {
    base = Files.createTempDirectory("find-plugins-");
    PluginTree.write(base, count);
  }

  /**
   * Deletes the plugins.
   *
   * @throws IOException if some cannot be deleted
   */
  @TearDown
  public void delete() throws IOException {
    manager.close();
    PluginTree.delete(base);
  }

  /**
   * Loads all, finds one.
   *
   * @return its metadata
   */
  @Benchmark
  public Metadata find() {
    return find(manager, base, count);
  }

  /** Loads all, and finds the one in the middle. */
  static Metadata find(PluginManager manager, Path base, int count) {
    try (Plugins plugins = manager.loadAll(base)) {
      if (plugins.loaded().size() != count) {
        throw new IllegalStateException(
            "expected " + count + " plugins, loaded " + plugins.loaded().size());
      }
      return plugins.get(Descriptor.named(PluginTree.name(count / 2))).metadata();
    }
  }
}
