package dev.portside.api.type;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Codec;
import dev.portside.api.PluginType;
import dev.portside.api.TreeReader;
import java.util.Map;

/**
 * {@code test/v1}: a name goes in, a greeting comes out. It has no command line form, so it cannot
 * be called on a process. Follows Helm's {@code internal/plugin/schema/test.go}.
 */
public final class TestV1 implements PluginType<TestV1.Input, TestV1.Output, TestV1.Settings> {
  /** The type. */
  public static final TestV1 TYPE = new TestV1();

  /** For {@code ServiceLoader}; others use {@link #TYPE}. */
  public TestV1() {}

  /**
   * The call.
   *
   * @param name whom to greet
   */
  public record Input(String name) {
    /** Checks that nothing is null. */
    public Input {
      requireNonNull(name, "name");
    }
  }

  /**
   * The answer.
   *
   * @param greeting the greeting
   */
  public record Output(String greeting) {
    /** Checks that nothing is null. */
    public Output {
      requireNonNull(greeting, "greeting");
    }
  }

  /** The configuration: there is none. */
  public record Settings() implements dev.portside.api.Config {
    @Override
    public Map<String, ?> signedForm() {
      return Map.of();
    }
  }

  @Override
  public String id() {
    return "test/v1";
  }

  @Override
  public Settings readConfig(TreeReader in) {
    return new Settings();
  }

  @Override
  public Codec<Input> input() {
    return Codec.of(input -> Map.of("Name", input.name()), in -> new Input(in.text("Name")));
  }

  @Override
  public Codec<Output> output() {
    return Codec.of(
        output -> Map.of("Greeting", output.greeting()), in -> new Output(in.text("Greeting")));
  }
}
