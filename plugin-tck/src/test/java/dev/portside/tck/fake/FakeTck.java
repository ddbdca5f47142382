package dev.portside.tck.fake;

import dev.portside.api.Runtime;
import dev.portside.tck.Behavior;
import dev.portside.tck.RuntimeTck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kit on {@link FakeRuntime}, correct or with the faults of the moment. */
public class FakeTck extends RuntimeTck {
  /** What is broken; the tests of the kit run one after the other. */
  static Faults faults = new Faults();

  /** A property, for runs with faults put in, of which most hang. */
  static Duration patience = Duration.ofSeconds(Integer.getInteger("portside.tck.patience", 20));

  @Override
  protected Runtime<?> runtime() {
    return faults.runtime();
  }

  @Override
  protected Map<String, ?> plugin(Behavior behavior, Path dir) {
    return Programs.config(behavior, "command");
  }

  @Override
  protected List<Map<String, ?>> variants(Path dir) {
    return List.of(Map.of("program", "STDIN"), Map.of("program", "STDIN", "form", "message"));
  }

  @Override
  protected List<Map<String, ?>> legacyVariants(Path dir) {
    return List.of(Map.of("program", "STDIN"));
  }

  @Override
  protected Optional<Map<String, ?>> cleaningUp(Path dir) {
    return Optional.of(Map.of("program", "clean"));
  }

  @Override
  protected Map<String, Map<String, ?>> faults(Path dir) {
    Map<String, ?> config = Map.of("program", "NONESUCH", "form", "command");
    return Map.of("there is no program NONESUCH", config);
  }

  @Override
  protected boolean supports(Behavior behavior) {
    return faults.supports(behavior);
  }

  @Override
  protected Duration patience() {
    return patience;
  }

  /** The same, with messages as JSON. */
  public static class InMessageForm extends FakeTck {
    @Override
    protected Map<String, ?> plugin(Behavior behavior, Path dir) {
      return Programs.config(behavior, "message");
    }
  }
}
