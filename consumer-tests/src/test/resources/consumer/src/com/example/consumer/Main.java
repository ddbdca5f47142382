package com.example.consumer;

import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.Stdio;
import dev.portside.api.host.Descriptor;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import dev.portside.api.type.CliV1;
import java.nio.file.Path;
import java.util.List;

/** Loads plugins of its own runtime and of Portside's two, and calls one of each. */
public final class Main {
  private Main() {}

  /** Takes the directories of the plugins. */
  public static void main(String[] args) {
    System.out.println("running in " + Main.class.getModule());
    try (PluginManager manager = PluginManager.discovered();
        Plugins plugins = manager.loadAll(Path.of(args[0]), Path.of(args[1]))) {
      manager.setup().forEach(System.out::println);
      plugins.findings().forEach(System.out::println);
      Plugin shout = plugins.get(Descriptor.of(ShoutV1.TYPE));
      System.out.println(shout.metadata() + " " + shout.metadata().signedForm().get("Config"));
      String greeting =
          shout.metadata().config(ShoutV1.Settings.class).orElseThrow().greeting();
      System.out.println(shout.call(ShoutV1.TYPE, greeting));
      for (String name : List.of("hello", "wasm-cli")) {
        Plugin command = plugins.get(Descriptor.named(name).withType(CliV1.TYPE));
        System.out.println(command.metadata());
        command.invoke(
            CliV1.TYPE,
            new CliV1.Input(List.of("Ada")),
            CallOptions.NONE.withStdio(Stdio.inherit()));
      }
      System.out.print(manager.signedBlock(shout.metadata()).text());
    }
  }
}
