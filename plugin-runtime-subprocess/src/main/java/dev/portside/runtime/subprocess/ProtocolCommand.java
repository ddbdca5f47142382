package dev.portside.runtime.subprocess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The commands that fetch for some protocols. Follows {@code SubprocessProtocolCommand} in Helm's
 * {@code internal/plugin/runtime_subprocess.go}.
 *
 * @param protocols the protocols, compared exactly; null if the manifest does not mention them
 * @param platformCommand one command for each platform; null if the manifest does not mention them
 */
public record ProtocolCommand(
    @Nullable List<String> protocols, @Nullable List<PlatformCommand> platformCommand) {
  /** Copies the lists. */
  public ProtocolCommand {
    protocols = protocols == null ? null : List.copyOf(protocols);
    platformCommand = platformCommand == null ? null : List.copyOf(platformCommand);
  }

  boolean serves(String protocol) {
    return protocols != null && protocols.contains(protocol);
  }

  Map<String, ?> signedForm() {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("Protocols", protocols);
    form.put("PlatformCommand", SubprocessConfig.signed(platformCommand));
    return form;
  }
}
