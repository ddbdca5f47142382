package dev.portside.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The kit, on providers that are in a module")
class RegistrationTest {
  private static final String PROVIDES =
      """
      module vendor {
        requires dev.portside.api;
        provides dev.portside.api.Runtime with dev.portside.tck.fake.FakeRuntime;
        provides dev.portside.api.PluginType with dev.portside.tck.fake.FakeType;
        provides dev.portside.api.ManifestReader with dev.portside.tck.fake.FakeReader;
      }
      """;

  @Test
  @DisplayName("passes a correct provider of each port, and skips nothing")
  void provided(@TempDir Path dir) throws Exception {
    try (ModuleDirectory module = ModuleDirectory.make(dir, PROVIDES)) {
      for (String vendor : new String[] {"FakeTck", "FakeTypeTck", "FakeReaderTck"}) {
        KitRun run = run(module, vendor);
        assertEquals(Map.of(), run.failed(), vendor);
        assertEquals(Map.of(), run.skipped(), vendor);
      }
    }
  }

  @Test
  @DisplayName("fails R-1.4, T-1.4 and M-1.3 alone where the module does not provide it")
  void forgotten(@TempDir Path dir) throws Exception {
    String forgets = PROVIDES.replaceAll("provides.*;", "");
    try (ModuleDirectory module = ModuleDirectory.make(dir, forgets)) {
      requireOne(run(module, "FakeTck"), "R-1.4", "FakeRuntime");
      requireOne(run(module, "FakeTypeTck"), "T-1.4", "FakeType");
      requireOne(run(module, "FakeReaderTck"), "M-1.3", "FakeReader");
    }
  }

  private static void requireOne(KitRun run, String rule, String provider) {
    assertEquals(Set.of(rule), run.failed().keySet());
    String reason = run.failed().get(rule);
    String cause = "with dev.portside.tck.fake." + provider + "; its module-info does not";
    assertTrue(reason.contains("module vendor is to say: provides dev.portside.api."), reason);
    assertTrue(reason.contains(cause), reason);
  }

  private static KitRun run(ModuleDirectory module, String vendor) throws ClassNotFoundException {
    return KitRun.of(module.loadClass("dev.portside.tck.fake." + vendor));
  }
}
