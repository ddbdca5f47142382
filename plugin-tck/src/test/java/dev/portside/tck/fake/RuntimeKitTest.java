package dev.portside.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Runtime;
import dev.portside.tck.Behavior;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The kit for runtimes")
class RuntimeKitTest {
  private static Map<String, Broken> broken() {
    Map<String, Broken> all = new LinkedHashMap<>();
    BrokenSetup.add(all);
    BrokenCalls.add(all);
    BrokenEnds.add(all);
    BrokenLives.add(all);
    BrokenHosts.add(all);
    return all;
  }

  @AfterEach
  void mend() {
    FakeTck.faults = new Faults();
    FakeTck.patience = Duration.ofSeconds(20);
  }

  @Test
  @DisplayName("passes a correct runtime, with commands and with messages, and skips little")
  void correct() {
    KitRun commands = KitRun.of(FakeTck.class);
    assertEquals(Map.of(), commands.failed());
    assertEquals(Set.of("R-1.4"), commands.skipped().keySet(), "there is no module here");
    assertEquals(Set.of(FakeTck.class.getName()), commands.classes(), "what the report names");
    assertEquals("R-1.1", commands.order().get(0));
    assertEquals("opted", commands.order().get(commands.order().size() - 1));
    KitRun messages = KitRun.of(FakeTck.InMessageForm.class);
    assertEquals(Map.of(), messages.failed());
    assertEquals(Set.of("R-1.4", "R-4.5", "R-4.6"), messages.skipped().keySet());
  }

  @Test
  @DisplayName("has a broken runtime for each of its rules")
  void everyRuleIsTested() {
    Set<String> rules = new TreeSet<>(Contract.ofKit(FakeTck.class).keySet());
    rules.remove("R-1.4"); // RegistrationTest: it needs a module of its own
    assertEquals(rules, new TreeSet<>(broken().keySet()));
  }

  @Test
  @DisplayName("passes a runtime that does nothing in no rule")
  void idle() {
    FakeTck.faults =
        new Faults() {
          @Override
          Runtime<?> runtime() {
            return new IdleRuntime();
          }
        };
    FakeTck.patience = Duration.ofSeconds(2);
    assertEquals(Set.of("opted"), KitRun.of(FakeTck.class).passed().keySet());
  }

  @Test
  @DisplayName("shows what is opted out of as skipped, with its reason, and lists it at the end")
  void optingOut() {
    FakeTck.faults =
        new Faults() {
          @Override
          boolean supports(Behavior behavior) {
            return behavior != Behavior.STDIN && behavior != Behavior.HOOKS;
          }
        };
    KitRun run = KitRun.of(FakeTck.class);
    assertEquals(Map.of(), run.failed());
    String skipped = run.skipped().get("R-4.1");
    assertTrue(skipped.contains("opted out of STDIN: supports(STDIN) is false"), skipped);
    assertTrue(run.skipped().keySet().contains("R-10.5"), run.skipped()::toString);
    String end = run.skipped().get("opted");
    assertTrue(end.contains("opted out of [STDIN, HOOKS]"), end);
  }
}
