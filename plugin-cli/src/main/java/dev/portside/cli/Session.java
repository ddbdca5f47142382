package dev.portside.cli;

import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.PluginType;
import dev.portside.api.Stdio;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.GetterV1;
import dev.portside.api.type.PostRendererV1;
import dev.portside.api.type.TestV1;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.metadata.YamlSignedBlockWriter;
import dev.portside.runtime.subprocess.SubprocessRuntime;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One command at work: the manager of plugins, where they are, and how they are called. The parts
 * that come with Portside are handed in; other runtimes and types are discovered, which costs
 * nothing before a manifest names one.
 */
final class Session implements AutoCloseable {
  private final Shell shell;
  private final Settings settings;
  private final String plugins;
  private final SubprocessRuntime subprocess;
  private final WasmOnDemand wasm;
  private final PluginManager manager;

  Session(Shell shell, Settings settings) {
    this.shell = shell;
    this.settings = settings;
    this.plugins = plugins(shell, settings);
    this.subprocess = OriginalLocale.runtime(shell.env());
    this.wasm = new WasmOnDemand(shell.paths().cache());
    this.manager = manager(subprocess, wasm, settings);
  }

  private static String plugins(Shell shell, Settings settings) {
    if (settings.plugins() != null) {
      return settings.plugins();
    }
    String set = shell.env().get("HELM_PLUGINS");
    return set == null ? shell.paths().plugins() : set;
  }

  private static PluginManager manager(
      SubprocessRuntime subprocess, WasmOnDemand wasm, Settings settings) {
    PluginManager.Builder builder =
        PluginManager.builder()
            .reader(new YamlManifestReader())
            .writer(new YamlSignedBlockWriter())
            .type(CliV1.TYPE)
            .type(GetterV1.TYPE)
            .type(PostRendererV1.TYPE)
            .type(TestV1.TYPE)
            .runtime(subprocess)
            .runtime(wasm)
            .discover(Session.class.getClassLoader());
    if (!settings.denied().isEmpty()) {
      builder.grant(settings::grants);
    }
    return builder.build();
  }

  Shell shell() {
    return shell;
  }

  PluginManager manager() {
    return manager;
  }

  Failures failures() {
    return new Failures(shell, settings.debug());
  }

  /** See {@link PluginSearch#find}. */
  Plugin find(String target, String type) {
    return new PluginSearch(manager, bases()).find(target, type);
  }

  /** All plugins in the plugin directories. */
  Plugins all() {
    return manager.loadAll(bases().toArray(new Path[0]));
  }

  <I, O> O invoke(Plugin plugin, PluginType<I, O, ?> type, I message, Stdio stdio) {
    CallGuard guard = shell.guard();
    try {
      return plugin.invoke(type, message, options(stdio)).message();
    } finally {
      guard.end();
    }
  }

  Map<String, ?> invokeJson(Plugin plugin, String type, Map<String, ?> message, Stdio stdio) {
    CallGuard guard = shell.guard();
    try {
      return manager.callJson(plugin, type, message, options(stdio)).message();
    } finally {
      guard.end();
    }
  }

  void runHook(Plugin plugin, String event) {
    CallGuard guard = shell.guard();
    try {
      plugin.runHook(event, options(shell.stdio()));
    } finally {
      guard.end();
    }
  }

  /** What every call gets. */
  CallOptions options(Stdio stdio) {
    Map<String, String> env = new HashMap<>();
    env.put("HELM_PLUGINS", plugins);
    env.put("HELM_DATA_HOME", shell.paths().data());
    env.put("HELM_CACHE_HOME", shell.paths().cache());
    env.put("HELM_CONFIG_HOME", shell.paths().config());
    env.putAll(settings.env());
    CallOptions options = CallOptions.NONE.withStdio(stdio).withEnv(env);
    return settings.timeout() == null ? options : options.withTimeout(settings.timeout());
  }

  /** Where plugins are installed: the first of the plugin directories. */
  Path firstBase() {
    List<Path> bases = bases();
    if (bases.isEmpty()) {
      throw new PluginException(
          "there is no directory of plugins: HELM_PLUGINS or --plugins names none", null);
    }
    return bases.get(0).toAbsolutePath().normalize();
  }

  /** Empty elements are dropped: to Helm they mean the current directory, whoever wrote there. */
  private List<Path> bases() {
    List<Path> bases = new ArrayList<>(2);
    int start = 0;
    while (start <= plugins.length()) {
      int end = plugins.indexOf(File.pathSeparatorChar, start);
      end = end < 0 ? plugins.length() : end;
      if (end > start) {
        bases.add(Path.of(plugins.substring(start, end)));
      }
      start = end + 1;
    }
    return bases;
  }

  @Override
  public void close() {
    manager.close();
    subprocess.close();
    wasm.close();
  }
}
