package dev.portside.runtime.subprocess;

import dev.portside.tck.Behavior;
import dev.portside.tck.RuntimeTck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the plugins are shell scripts")
class SubprocessRuntimeTckTest extends RuntimeTck {
  @Override
  protected SubprocessRuntime runtime() {
    return SubprocessRuntime.builder().maxResultBytes(32 << 20).build();
  }

  @Override
  protected Map<String, ?> plugin(Behavior behavior, Path dir) throws IOException {
    Files.writeString(dir.resolve("plugin.sh"), script(behavior));
    return switch (behavior) {
      case FAIL_ON_LOAD -> command("$HELM_PLUGIN_DIR/missing.sh");
      case HOOKS -> Map.of("platformHooks", hooks());
      default -> command("sh $HELM_PLUGIN_DIR/plugin.sh");
    };
  }

  /** The operating system, not the runtime, bounds the memory of a process. */
  @Override
  protected boolean supports(Behavior behavior) {
    return behavior != Behavior.ALLOCATE;
  }

  private static Map<String, ?> command(String command) {
    return Map.of("platformCommand", List.of(Map.of("command", command)));
  }

  private static Map<String, ?> hooks() {
    return Map.of(
        "install", shell("echo \"hooked $TCK_WORD\""),
        "fail", shell("exit 7"),
        "hang", shell("echo hanging >&2; exec sleep 600"));
  }

  private static List<?> shell(String line) {
    return List.of(Map.of("command", "sh", "args", List.of("-c", line)));
  }

  private static String script(Behavior behavior) {
    return switch (behavior) {
      case ECHO, STDIN -> "exec cat";
      case EXIT -> "cat >&2; exit $1";
      case HANG -> "echo hanging >&2; exec sleep 600";
      case HANG_ON_LOAD -> "exec sleep 600";
      case ARGUMENTS -> "[ $# -eq 0 ] || printf '%s\\n' \"$@\"";
      case STDERR -> "exec cat >&2";
      case ENVIRONMENT -> "exec env";
      case SPAWN -> "sleep 600 & echo $! >&2; wait";
      case FLOOD -> "exec yes";
      case CALL_HOST -> "echo the host has run this";
      default -> "";
    };
  }
}
