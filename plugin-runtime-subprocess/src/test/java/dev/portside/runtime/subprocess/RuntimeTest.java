package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.CallOptions;
import dev.portside.api.PluginCallException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The subprocess runtime")
class RuntimeTest {
  @Test
  @DisplayName("hides variables of the host, its own or given, but no others")
  void hidden() {
    SubprocessRuntime given =
        SubprocessRuntime.builder()
            .environment(Map.of("PATH", System.getenv("PATH"), "SECRET", "x", "SHOWN", "y"))
            .hidden(Set.of("SECRET", "ABSENT"))
            .build();
    SubprocessRuntime own = SubprocessRuntime.builder().hidden(Set.of("HOME")).build();

    assertEquals(
        "none y\n",
        Subject.output(Subject.script(given, "echo ${SECRET-none} $SHOWN"), CallOptions.NONE));
    assertEquals(
        "none again\n",
        Subject.output(
            Subject.script(own, "echo ${HOME-none} $BACK"),
            CallOptions.NONE.withEnv(Map.of("BACK", "again"))));
  }

  @Test
  @DisplayName("starts nothing once it is closed, however often")
  void closed() {
    SubprocessRuntime runtime = new SubprocessRuntime();
    SubprocessPlugin plugin = Subject.script(runtime, "echo x");
    runtime.close();
    runtime.close();

    PluginCallException e =
        assertThrows(PluginCallException.class, () -> Subject.output(plugin, CallOptions.NONE));
    assertEquals("plugin \"subject\" cannot be started: its runtime is closed", e.getMessage());
    assertThrows(
        PluginCallException.class,
        () -> plugin.invokeWithEnv("true", List.of(), Map.of(), CallOptions.NONE));
  }
}
