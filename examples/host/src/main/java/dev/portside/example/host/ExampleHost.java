package dev.portside.example.host;

import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.Stdio;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.GetterOptions;
import dev.portside.api.type.GetterV1;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Loads the plugins of a directory, lists them, and calls some. */
public final class ExampleHost {
  private final Plugins plugins;
  private final PrintStream out;

  private ExampleHost(Plugins plugins, PrintStream out) {
    this.plugins = plugins;
    this.out = out;
  }

  /**
   * Runs the host.
   *
   * @param args the directory of the plugins
   */
  public static void main(String[] args) {
    run(Path.of(args[0]), System.out);
  }

  static void run(Path dir, PrintStream out) {
    try (PluginManager manager = PluginManager.discovered();
        Plugins plugins = manager.loadAll(dir)) {
      ExampleHost host = new ExampleHost(plugins, out);
      host.list();
      host.greet("Ada");
      host.fetch("demo://values.yaml");
      host.fetch("demo://nowhere.yaml");
    }
  }

  /** One bad plugin hides no other: what did not load is among the findings. */
  private void list() {
    for (Plugin plugin : plugins.loaded()) {
      out.println(plugin.metadata());
    }
    for (Finding finding : plugins.findings()) {
      out.println("! " + finding);
    }
  }

  /** A command writes to the streams that it is given. */
  private void greet(String name) {
    Plugin hello = plugins.get(Descriptor.named("hello"));
    CallOptions options =
        CallOptions.NONE
            .withStdio(Stdio.none().withOut(out).withErr(out))
            .withTimeout(Duration.ofMinutes(1));
    hello.invoke(CliV1.TYPE, new CliV1.Input(List.of(name)), options);
  }

  /** A getter answers with bytes, or with an exception that tells what it said. */
  private void fetch(String url) {
    GetterV1.Input input = GetterV1.Input.of(url, GetterOptions.NONE);
    for (Plugin getter : plugins.find(Descriptor.of(GetterV1.TYPE))) {
      GetterV1.Settings settings = getter.metadata().config(GetterV1.Settings.class).orElseThrow();
      if (settings.protocols().contains(input.protocol())) {
        try {
          out.print(getter.call(GetterV1.TYPE, input).data().text());
        } catch (PluginException e) {
          out.println("! " + e.getMessage());
        }
        return;
      }
    }
    out.println("! no plugin serves " + url);
  }
}
