package dev.portside.runtime.subprocess;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Permission;
import dev.portside.api.RuntimeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin tells the subprocess runtime: its commands, for each platform. Immutable. Follows
 * {@code RuntimeConfigSubprocess} in Helm's {@code internal/plugin/runtime_subprocess.go}.
 *
 * <p>Hosts begin with {@link #command} or {@link #program}; manifests are read by {@link
 * SubprocessRuntime#readConfig}, which also keeps apart what is absent and what is empty, since the
 * signed block does.
 */
public final class SubprocessConfig implements RuntimeConfig {
  private final @Nullable List<PlatformCommand> platformCommand;
  private final @Nullable Map<String, @Nullable List<PlatformCommand>> platformHooks;
  private final @Nullable List<ProtocolCommand> protocolCommands;
  private final boolean expandHookArgs;
  private final boolean literal;

  SubprocessConfig(
      @Nullable List<PlatformCommand> platformCommand,
      @Nullable Map<String, @Nullable List<PlatformCommand>> platformHooks,
      @Nullable List<ProtocolCommand> protocolCommands,
      boolean expandHookArgs,
      boolean literal) {
    this.platformCommand = platformCommand == null ? null : List.copyOf(platformCommand);
    this.platformHooks =
        platformHooks == null
            ? null
            : Collections.unmodifiableMap(new LinkedHashMap<>(platformHooks));
    this.protocolCommands = protocolCommands == null ? null : List.copyOf(protocolCommands);
    this.expandHookArgs = expandHookArgs;
    this.literal = literal;
  }

  /**
   * One command for every platform, as a manifest would have it: split at blanks, and variables
   * such as {@code $HELM_PLUGIN_DIR} are expanded.
   *
   * @param command the program and perhaps its first arguments
   * @param args further arguments
   * @return the configuration
   */
  public static SubprocessConfig command(String command, String... args) {
    return commands(List.of(PlatformCommand.of(command, args)));
  }

  /**
   * One program for every platform, as it is: its path may hold blanks, and nothing is expanded. No
   * manifest can say this; it is for hosts.
   *
   * @param program the program; a name alone is looked for on the {@code PATH}
   * @param args its arguments
   * @return the configuration
   */
  public static SubprocessConfig program(Path program, String... args) {
    PlatformCommand only = PlatformCommand.of(program.toString(), args);
    return new SubprocessConfig(List.of(only), null, null, false, true);
  }

  /**
   * Commands for several platforms.
   *
   * @param commands the commands, in the order of the manifest
   * @return the configuration
   */
  public static SubprocessConfig commands(List<PlatformCommand> commands) {
    return new SubprocessConfig(commands, null, null, false, false);
  }

  /**
   * A copy with a hook.
   *
   * @param event the event, such as {@code install}
   * @param commands its commands, one for each platform
   * @return the copy
   */
  public SubprocessConfig withHook(String event, List<PlatformCommand> commands) {
    Map<String, @Nullable List<PlatformCommand>> hooks = new LinkedHashMap<>();
    if (platformHooks != null) {
      hooks.putAll(platformHooks);
    }
    hooks.put(requireNonNull(event, "event"), List.copyOf(commands));
    return new SubprocessConfig(platformCommand, hooks, protocolCommands, expandHookArgs, literal);
  }

  /**
   * A copy with other commands for protocols.
   *
   * @param commands the commands; the first that has a protocol serves it
   * @return the copy
   */
  public SubprocessConfig withProtocols(List<ProtocolCommand> commands) {
    return new SubprocessConfig(platformCommand, platformHooks, commands, expandHookArgs, literal);
  }

  /**
   * The main command.
   *
   * @return one for each platform, in the order of the manifest; empty if there is none
   */
  public List<PlatformCommand> platformCommand() {
    return platformCommand == null ? List.of() : platformCommand;
  }

  /**
   * The hooks, by event.
   *
   * @return one command for each platform and event, in the order of the manifest; an event without
   *     any is there, too, and does nothing
   */
  public Map<String, List<PlatformCommand>> platformHooks() {
    Map<String, List<PlatformCommand>> hooks = new LinkedHashMap<>();
    if (platformHooks != null) {
      for (Map.Entry<String, @Nullable List<PlatformCommand>> hook : platformHooks.entrySet()) {
        hooks.put(hook.getKey(), hook.getValue() == null ? List.of() : hook.getValue());
      }
    }
    return Collections.unmodifiableMap(hooks);
  }

  /**
   * The commands for protocols.
   *
   * @return the commands in the order of the manifest; empty if there are none, and the main
   *     command then serves every protocol
   */
  public List<ProtocolCommand> protocolCommands() {
    return protocolCommands == null ? List.of() : protocolCommands;
  }

  /**
   * Whether variables in the arguments of hooks are expanded. Only {@code platformHooks} of a
   * legacy manifest are: in Helm, too, the same hook behaves differently once it has moved to
   * {@code v1}.
   *
   * @return false unless read from such a manifest
   */
  public boolean expandHookArgs() {
    return expandHookArgs;
  }

  /** Whether the main command is one program as it is, see {@link #program}. */
  boolean isLiteral() {
    return literal;
  }

  @Override
  public Map<String, ?> signedForm() {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("PlatformCommand", signed(platformCommand));
    Map<String, @Nullable Object> hooks = null;
    if (platformHooks != null) {
      hooks = new LinkedHashMap<>();
      for (Map.Entry<String, @Nullable List<PlatformCommand>> hook : platformHooks.entrySet()) {
        hooks.put(hook.getKey(), signed(hook.getValue()));
      }
    }
    form.put("PlatformHooks", hooks);
    List<Object> protocols = null;
    if (protocolCommands != null) {
      protocols = new ArrayList<>(protocolCommands.size());
      for (ProtocolCommand command : protocolCommands) {
        protocols.add(command.signedForm());
      }
    }
    form.put("ProtocolCommands", protocols);
    return form;
  }

  static @Nullable List<Object> signed(@Nullable List<PlatformCommand> commands) {
    if (commands == null) {
      return null;
    }
    List<Object> forms = new ArrayList<>(commands.size());
    for (PlatformCommand command : commands) {
      forms.add(command.signedForm());
    }
    return forms;
  }

  /** {@code exec:PROGRAM} for each program, as the manifest writes it, of all platforms. */
  @Override
  public Set<Permission> permissions() {
    Set<String> programs = new LinkedHashSet<>();
    collect(platformCommand, programs);
    if (protocolCommands != null) {
      for (ProtocolCommand command : protocolCommands) {
        collect(command.platformCommand(), programs);
      }
    }
    if (platformHooks != null) {
      for (List<PlatformCommand> commands : platformHooks.values()) {
        collect(commands, programs);
      }
    }
    Set<Permission> permissions = new LinkedHashSet<>();
    for (String program : programs) {
      permissions.add(new Permission("exec", program));
    }
    return permissions;
  }

  private void collect(@Nullable List<PlatformCommand> commands, Set<String> programs) {
    if (commands == null) {
      return;
    }
    for (PlatformCommand command : commands) {
      String program = literal ? command.command() : command.program();
      if (!program.isEmpty()) {
        programs.add(program);
      }
    }
  }

  /** The programs, for logs. */
  @Override
  public String toString() {
    Set<String> programs = new LinkedHashSet<>();
    collect(platformCommand, programs);
    return "subprocess" + programs;
  }
}
