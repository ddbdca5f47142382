package com.example.jarplugins;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginType;
import dev.portside.api.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A jar and what its manifest says; takes the command line form of any plugin type. */
final class JavaPlugin implements Plugin {
  private final JavaRuntime runtime;
  private final PluginSpec<JavaConfig> spec;
  private final PluginJar jar;

  JavaPlugin(JavaRuntime runtime, PluginSpec<JavaConfig> spec, PluginJar jar) {
    this.runtime = runtime;
    this.spec = spec;
    this.jar = jar;
  }

  @Override
  public Metadata metadata() {
    return spec.metadata();
  }

  @Override
  public Optional<Path> dir() {
    return spec.dir();
  }

  @Override
  public <I, O> Output<O> invoke(PluginType<I, O, ?> type, I message, CallOptions options) {
    Optional<CommandLine<I, O>> line = type.commandLine();
    if (line.isEmpty()) {
      String what = "cannot be called as " + type.id() + ": that has no command line form";
      throw failed(what, Usage.UNKNOWN, null);
    }
    Execution execution = execution(line.get().prepare(message), options);
    Bytes answer = execution.run(jar, spec.config().mainClass());
    try {
      return new Output<>(line.get().result(answer), execution.usage());
    } catch (IllegalArgumentException e) {
      throw failed("gave no answer of " + type.id() + ": " + e.getMessage(), execution.usage(), e);
    }
  }

  private Execution execution(CommandCall command, CallOptions options) {
    if (runtime.isClosed()) {
      throw failed("cannot be called: its runtime is closed", Usage.UNKNOWN, null);
    }
    return new Execution(metadata().name(), command, options);
  }

  private PluginCallException failed(String what, Usage usage, @Nullable Throwable cause) {
    return new PluginCallException(metadata().name(), what, usage, cause);
  }

  @Override
  public Set<String> hooks() {
    return spec.config().hooks().keySet();
  }

  @Override
  public void runHook(String event, CallOptions options) {
    String program = spec.config().hooks().get(event);
    if (program != null) {
      execution(CommandCall.EMPTY, options).run(jar, program);
    }
  }

  @Override
  public void close() {
    try {
      jar.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
