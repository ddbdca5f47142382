package dev.portside.tck.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit on runtimes that break one rule each. One class for each area, since they spend their
 * time waiting: the build runs classes side by side, each in a JVM of its own, where no rule that
 * counts threads or processes sees those of another run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokenRuntimes {
  private final Map<String, Broken> broken = new LinkedHashMap<>();

  BrokenRuntimes(Consumer<Map<String, Broken>> area) {
    area.accept(broken);
  }

  Stream<Map.Entry<String, Broken>> brokenRuntimes() {
    return broken.entrySet().stream();
  }

  @AfterEach
  void mend() {
    FakeTck.faults = new Faults();
    FakeTck.patience = Duration.ofSeconds(20);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenRuntimes")
  @DisplayName("fails exactly the rule that a runtime breaks, and names the cause")
  void eachRule(Map.Entry<String, Broken> entry) {
    FakeTck.faults = entry.getValue().faults().get();
    FakeTck.patience = Duration.ofSeconds(4);
    KitRun run = KitRun.of(FakeTck.class);
    assertEquals(Set.of(entry.getKey()), run.failed().keySet(), run.failed()::toString);
    String reason = run.failed().get(entry.getKey());
    assertTrue(reason.contains(entry.getValue().says()), reason);
  }
}
