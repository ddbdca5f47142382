package dev.portside.runtime.subprocess;

import dev.portside.api.TreeReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code runtimeConfig}. A legacy manifest has two more keys: {@code command}, one command
 * for every platform, and {@code hooks}, one line of shell for each event. They count only where
 * the newer {@code platformCommand} and {@code platformHooks} are absent or empty. Follows {@code
 * buildLegacyRuntimeConfig} in Helm's {@code internal/plugin/metadata.go}.
 */
final class ConfigReader {
  private ConfigReader() {}

  static SubprocessConfig read(TreeReader in) {
    List<PlatformCommand> commands = commands(in, "platformCommand");
    Map<String, @Nullable List<PlatformCommand>> hooks = hooks(in);
    boolean expandHookArgs = false;
    if (in.dialect().equals("legacy")) {
      expandHookArgs = true;
      String command = in.text("command");
      if ((commands == null || commands.isEmpty()) && !command.isEmpty()) {
        commands = List.of(new PlatformCommand("", "", command, null));
      }
      Map<String, String> lines = in.textMap("hooks");
      if ((hooks == null || hooks.isEmpty()) && !lines.isEmpty()) {
        hooks = shellHooks(lines);
        expandHookArgs = false;
      }
    }
    return new SubprocessConfig(commands, hooks, protocols(in), expandHookArgs, false);
  }

  private static @Nullable List<PlatformCommand> commands(TreeReader in, String key) {
    List<TreeReader> items = in.children(key);
    if (!in.has(key)) {
      return null;
    }
    List<PlatformCommand> commands = new ArrayList<>(items.size());
    for (TreeReader item : items) {
      commands.add(
          new PlatformCommand(
              item.text("os"), item.text("arch"), item.text("command"), item.textsOrNull("args")));
    }
    return commands;
  }

  private static @Nullable Map<String, @Nullable List<PlatformCommand>> hooks(TreeReader in) {
    TreeReader events = in.child("platformHooks");
    if (!in.has("platformHooks")) {
      return null;
    }
    Map<String, @Nullable List<PlatformCommand>> hooks = new LinkedHashMap<>();
    for (String event : events.keys()) {
      hooks.put(event, commands(events, event));
    }
    return hooks;
  }

  private static Map<String, @Nullable List<PlatformCommand>> shellHooks(
      Map<String, String> lines) {
    Map<String, @Nullable List<PlatformCommand>> hooks = new LinkedHashMap<>();
    for (Map.Entry<String, String> line : lines.entrySet()) {
      hooks.put(line.getKey(), List.of(PlatformCommand.of("sh", "-c", line.getValue())));
    }
    return hooks;
  }

  private static @Nullable List<ProtocolCommand> protocols(TreeReader in) {
    List<TreeReader> items = in.children("protocolCommands");
    if (!in.has("protocolCommands")) {
      return null;
    }
    List<ProtocolCommand> protocols = new ArrayList<>(items.size());
    for (TreeReader item : items) {
      protocols.add(
          new ProtocolCommand(item.textsOrNull("protocols"), commands(item, "platformCommand")));
    }
    return protocols;
  }
}
