package dev.portside.benchmarks;

import dev.portside.api.Bytes;
import dev.portside.api.Manifest;
import dev.portside.api.host.Description;
import dev.portside.api.host.PluginManager;
import dev.portside.metadata.YamlManifestReader;
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

/** From the bytes of one manifest to what they mean. Open to extension because JMH extends it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReadManifest {
  /** Which manifest: {@code v1}, {@code legacy}, or {@code huge}, which has 136 KB. */
  @Param({"v1", "legacy", "huge"})
  public String kind;

  private final YamlManifestReader reader = new YamlManifestReader();
  private final PluginManager manager = PluginManager.discovered();
  private Bytes content;

  /** JMH's. */
  public ReadManifest() {}

  /** Writes the manifest. */
  @Setup
  public void write() {
    content =
        Bytes.utf8(
            switch (kind) {
              case "v1" -> Manifests.command("bench");
              case "legacy" -> Manifests.legacy("bench");
              default -> Manifests.huge("bench");
            });
  }

  /** Closes the runtimes. */
  @TearDown
  public void close() {
    manager.close();
  }

  /**
   * YAML alone.
   *
   * @return the manifest
   */
  @Benchmark
  public Manifest read() {
    return reader.read(content, "plugin.yaml");
  }

  /**
   * YAML, type and runtime: all that loading does but for the file.
   *
   * @return the metadata
   */
  @Benchmark
  public Description readAndResolve() {
    return manager.describe(reader.read(content, "plugin.yaml"));
  }
}
