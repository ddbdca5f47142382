package dev.portside.runtime.subprocess;

import dev.portside.tck.Behavior;
import dev.portside.tck.RuntimeTck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The plugins are as hard to end as plugins may be: they do not obey, and they have orphans. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the plugins are shell scripts")
class SubprocessRuntimeTckTest extends RuntimeTck {
  /** The settings that all plugins here can do with. */
  SubprocessRuntime.Builder settings() {
    return SubprocessRuntime.builder().maxResultBytes(32 << 20).grace(Duration.ofMillis(100));
  }

  @Override
  protected SubprocessRuntime runtime() {
    return settings().build();
  }

  @Override
  protected Map<String, ?> plugin(Behavior behavior, Path dir) throws IOException {
    Scripts.write(dir.resolve("plugin.sh"), script(behavior));
    return switch (behavior) {
      case FAIL_ON_LOAD -> command("$HELM_PLUGIN_DIR/missing.sh");
      case HOOKS -> Map.of("platformHooks", hooks());
      default -> command(shell() + " $HELM_PLUGIN_DIR/plugin.sh");
    };
  }

  /** The operating system, not the runtime, bounds what a process has and may do. */
  @Override
  protected boolean supports(Behavior behavior) {
    return behavior != Behavior.ALLOCATE && behavior != Behavior.CALL_HOST_UNASKED;
  }

  @Override
  protected List<Map<String, ?>> variants(Path dir) throws IOException {
    return Variants.write(dir);
  }

  @Override
  protected List<Map<String, ?>> legacyVariants(Path dir) throws IOException {
    return Variants.writeLegacy(dir);
  }

  @Override
  protected Map<String, Map<String, ?>> faults(Path dir) throws IOException {
    return Faulty.write(dir);
  }

  /** A property, for runs with faults put in, of which most hang. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(Integer.getInteger("portside.tck.patience", 20));
  }

  private static Map<String, ?> command(String command) {
    return Map.of("platformCommand", List.of(Map.of("command", command)));
  }

  private Map<String, ?> hooks() {
    return Map.of(
        "install", hook("echo \"hooked $TCK_WORD\""),
        "fail", hook("exit 7"),
        "hang", hook("echo hanging >&2; exec sleep 600"));
  }

  private List<?> hook(String line) {
    return List.of(Map.of("command", shell(), "args", List.of("-c", line)));
  }

  /** How manifests name the shell. */
  String shell() {
    return "sh";
  }

  /** What a plugin does that hangs: here it does not obey. */
  String hang() {
    return "trap '' TERM; echo hanging >&2; sleep 600; sleep 600";
  }

  /** What a plugin does that starts children: here nobody is left who is their parent. */
  String spawn() {
    return "exec 3>&1; a=$(sleep 600 >&2 3>&- & echo $!); b=$(sleep 600 >&3 2>/dev/null & echo $!);"
        + " printf '%s\\n' $a $b >&2; exec sleep 600";
  }

  private String script(Behavior behavior) {
    return switch (behavior) {
      case ECHO, STDIN -> "exec cat";
      case EXIT -> "cat >&2; exit $1";
      case HANG -> hang();
      case HANG_ON_LOAD -> "exec sleep 600";
      case ARGUMENTS -> "[ $# -eq 0 ] || printf '%s\\n' \"$@\"";
      case STDERR -> "exec cat >&2";
      case ENVIRONMENT -> "exec env";
      case SPAWN -> spawn();
      case FLOOD -> "exec yes";
      case CALL_HOST -> "echo the host has run this";
      default -> "";
    };
  }
}
