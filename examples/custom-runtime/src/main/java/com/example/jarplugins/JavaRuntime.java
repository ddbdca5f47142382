package com.example.jarplugins;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Plugin;
import dev.portside.api.PluginSpec;
import dev.portside.api.Position;
import dev.portside.api.Runtime;
import dev.portside.api.TreeReader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code java/v1}: runs a jar in a class loader of its own, within this process. That keeps the
 * classes of plugins apart, not their deeds: a plugin has the rights and the memory of its host.
 *
 * <p>A call that is over its time, or whose caller is interrupted, interrupts the plugin's thread.
 * Java cannot end a thread that takes no notice; it is then abandoned without its streams, which
 * the exception's detail and a log record tell.
 */
public final class JavaRuntime implements Runtime<JavaConfig> {
  private volatile boolean closed;

  /** For {@code ServiceLoader} and for hosts that name their runtimes themselves. */
  public JavaRuntime() {}

  @Override
  public String name() {
    return "java/v1";
  }

  @Override
  public JavaConfig readConfig(TreeReader in) {
    return new JavaConfig(
        in.text("jar"), in.text("mainClass"), in.texts("hostPackages"), in.textMap("hooks"));
  }

  /**
   * Looks whether the jar is there, and opens nothing.
   *
   * @throws InvalidPluginException if there is no directory or no such jar in it
   */
  @Override
  public Plugin createPlugin(PluginSpec<JavaConfig> spec) {
    Position at = Position.of(spec.metadata().name());
    Path dir =
        spec.dir()
            .orElseThrow(() -> invalid(at, "java/v1 needs a plugin directory, and there is none"));
    Path jar = dir.resolve(spec.config().jar());
    if (!Files.isRegularFile(jar)) {
      throw invalid(at, "there is no file " + jar);
    }
    return new JavaPlugin(this, spec, new PluginJar(jar, spec.config().hostPackages()));
  }

  private static InvalidPluginException invalid(Position at, String message) {
    return new InvalidPluginException(Finding.error(at, "runtimeConfig.jar", message));
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
