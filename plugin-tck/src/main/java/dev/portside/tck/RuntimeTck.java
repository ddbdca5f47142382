package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What every {@code Runtime} must do. Extend it with a class of your own that supplies the runtime
 * and a plugin for each {@link Behavior}:
 *
 * <pre>{@code
 * class AcmeRuntimeTest extends RuntimeTck {
 *   @Override
 *   protected Runtime<?> runtime() {
 *     return new AcmeRuntime();
 *   }
 *
 *   @Override
 *   protected Map<String, ?> plugin(Behavior behavior, Path dir) throws IOException {
 *     Files.writeString(dir.resolve("main.acme"), AcmePlugins.of(behavior));
 *     return Map.of("program", "main.acme");
 *   }
 * }
 * }</pre>
 *
 * <p>Calls are of the type {@link TckV1}, which no runtime has seen, some through a {@code
 * PluginManager} and some directly. The rules are final: a behaviour that a technology cannot have
 * is opted out of in {@link #supports}, which skips the rules that need it and is listed at the end
 * of the report.
 */
@Isolated("R-5.6 and R-9.1 look at the threads and processes of this JVM")
@TestMethodOrder(MethodOrderer.MethodName.class)
public abstract class RuntimeTck extends RuntimeHosts {
  /** For subclasses. */
  protected RuntimeTck() {}

  /**
   * Looks whether each mandatory {@link Behavior} is supported, and whether its plugins can be
   * loaded. Never skipped.
   *
   * <p>If this fails, check {@link #supports}: a runtime without echo, exit code, hang and failure
   * to load leaves its hosts without answer, refusal or end, and most of this contract unproven.
   *
   * @throws Exception if a plugin cannot be written or loaded
   */
  @Test
  @DisplayName("R-11.1 no behaviour that is mandatory is opted out of")
  public final void r1101_mandatory() throws Exception {
    for (Behavior behavior : Behavior.values()) {
      if (behavior.isMandatory()) {
        assertTrue(supports(behavior), "opted out of " + behavior + ", which is mandatory");
        if (behavior != Behavior.FAIL_ON_LOAD) {
          bench().load(behavior);
        }
      }
    }
  }

  /**
   * The end of the report: what was opted out of. Not a rule: skipped if there is something to
   * list, and fails never.
   *
   * @param reporter receives one entry for each behaviour that was opted out of
   */
  @Test
  @DisplayName("opted out of")
  public final void zz_optedOut(TestReporter reporter) {
    List<Behavior> optedOut = new ArrayList<>();
    for (Behavior behavior : Behavior.values()) {
      if (!supports(behavior)) {
        optedOut.add(behavior);
        reporter.publishEntry("opted out of", behavior.name());
      }
    }
    Assumptions.assumeTrue(optedOut.isEmpty(), "opted out of " + optedOut);
  }
}
