package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.portside.api.Stdio;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** The command in a world of its own: a directory of plugins, an environment, captured streams. */
final class World {
  private final Path plugins;
  private final Map<String, String> env = new HashMap<>();
  private final Set<Integer> terminals = new TreeSet<>();
  private byte[] stdin = new byte[0];

  World(Path root) {
    plugins = root.resolve("plugins");
    env.put("HELM_PLUGINS", plugins.toString());
    env.put("HOME", root.resolve("home").toString());
  }

  /** What a command line came to. */
  record Result(int code, String out, String err) {}

  /** What a wrong command line comes to. */
  static Result wrong(String command, String reason) {
    return new Result(2, "", "portside: " + reason + "\ntry: " + command + " --help\n");
  }

  Path plugins() {
    return plugins;
  }

  World env(String name, String value) {
    env.put(name, value);
    return this;
  }

  World without(String name) {
    env.remove(name);
    return this;
  }

  World stdin(String text) {
    stdin = text.getBytes(UTF_8);
    return this;
  }

  World terminal(int descriptor) {
    terminals.add(descriptor);
    return this;
  }

  /** A directory below that of the plugins with a manifest, its lines as given. */
  Path plugin(String dir, String... manifest) throws IOException {
    Path created = Files.createDirectories(plugins.resolve(dir));
    Files.writeString(created.resolve("plugin.yaml"), String.join("\n", manifest) + "\n");
    return created;
  }

  /** A legacy plugin whose command is a script; its directory has its name. */
  Path command(String name, String... script) throws IOException {
    Path dir = plugin(name, "name: " + name, "version: 0.1.0", "command: $HELM_PLUGIN_DIR/main.sh");
    script(dir.resolve("main.sh"), script);
    return dir;
  }

  /** A plugin of type {@code postrenderer/v1} that is a script. */
  Path postRenderer(String name, String... script) throws IOException {
    Path dir =
        plugin(
            name,
            "apiVersion: v1",
            "name: " + name,
            "version: 0.1.0",
            "type: postrenderer/v1",
            "runtime: subprocess",
            "runtimeConfig:",
            "  platformCommand:",
            "  - command: $HELM_PLUGIN_DIR/main.sh");
    script(dir.resolve("main.sh"), script);
    return dir;
  }

  /** A legacy plugin that downloads by a script, and has no command. */
  Path getter(String name, String protocols, String... script) throws IOException {
    Path dir =
        plugin(
            name,
            "name: " + name,
            "version: 0.1.0",
            "downloaders:",
            "- command: get.sh",
            "  protocols: " + protocols);
    script(dir.resolve("get.sh"), script);
    return dir;
  }

  /**
   * A plugin of the Wasm runtime whose answers are always the same: {@code answers.wat} has an
   * entry for each type.
   *
   * @param name of plugin and directory
   * @param type such as {@code cli/v1}
   * @param more further lines of the manifest
   */
  Path wasm(String name, String type, String... more) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.addAll(List.of("apiVersion: v1", "name: " + name, "version: 0.1.0", "type: " + type));
    lines.add("runtime: extism/v1");
    lines.addAll(List.of(more));
    Path dir = plugin(name, lines.toArray(new String[0]));
    try (InputStream module = World.class.getResourceAsStream("answers.wasm")) {
      Files.copy(requireNonNull(module, "answers.wasm"), dir.resolve("plugin.wasm"));
    }
    return dir;
  }

  static void script(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Result run(String... args) {
    return run(shell -> new Cli(shell).run(args));
  }

  /** As the process does it, which reads the plainest lines without picocli. */
  Result process(String... args) {
    return run(shell -> Main.run(shell, args));
  }

  private Result run(ToIntFunction<Shell> command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(stdin);
    Shell shell =
        new Shell(
            env, "linux", "/nowhere", Stdio.of(in, out, err), in, out, err, terminals::contains);
    int code = command.applyAsInt(shell);
    return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
