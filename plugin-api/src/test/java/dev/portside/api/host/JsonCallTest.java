package dev.portside.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.CallOptions;
import dev.portside.api.Codec;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Metadata;
import dev.portside.api.Output;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginException;
import dev.portside.api.PluginType;
import dev.portside.api.TreeReader;
import dev.portside.api.fixture.BinaryRuntime;
import dev.portside.api.fixture.FakeRuntime;
import dev.portside.api.fixture.Lines;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.GetterV1;
import dev.portside.api.type.TestV1;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A call by names and JSON")
class JsonCallTest {
  /** A type whose messages check themselves. */
  private static final class AgeV1 implements PluginType<AgeV1.Age, AgeV1.Age, TestV1.Settings> {
    record Age(int years) {
      Age {
        if (years < 0) {
          throw new IllegalArgumentException(years == -1 ? null : "nobody is " + years);
        }
      }
    }

    @Override
    public String id() {
      return "age/v1";
    }

    @Override
    public TestV1.Settings readConfig(TreeReader in) {
      return new TestV1.Settings();
    }

    @Override
    public Codec<Age> input() {
      return Codec.of(
          age -> Map.of("years", age.years()),
          in -> new Age((int) in.integer("years", -150, 150).orElse(-2)));
    }

    @Override
    public Codec<Age> output() {
      return input();
    }
  }

  private static final AgeV1 AGE = new AgeV1();
  private static final PluginManager MANAGER =
      PluginManager.builder()
          .type(TestV1.TYPE)
          .type(AGE)
          .type(GetterV1.TYPE)
          .type(CliV1.TYPE)
          .build();
  private static final Plugin GREETER =
      MANAGER.function(
          TestV1.TYPE, new TestV1.Settings(), "p", in -> new TestV1.Output("Hi " + in.name()));
  private static final Plugin OLDER =
      MANAGER.function(AGE, new TestV1.Settings(), "p", age -> new AgeV1.Age(age.years() + 1));

  private static Map<String, ?> call(Plugin plugin, String type, Map<String, ?> message) {
    Output<Map<String, ?>> output = MANAGER.callJson(plugin, type, message, CallOptions.NONE);
    return output.message();
  }

  private static String complaints(Plugin plugin, String type, Map<String, ?> message) {
    return Lines.of(
        assertThrows(InvalidPluginException.class, () -> call(plugin, type, message)).findings());
  }

  @Test
  @DisplayName("takes and gives the message form")
  void takesJson() {
    assertEquals(Map.of("Greeting", "Hi Ada"), call(GREETER, "test/v1", Map.of("name", "Ada")));
    assertEquals(Map.of("years", 37), call(OLDER, "age/v1", Map.of("years", 36)));
  }

  @Test
  @DisplayName("refuses keys and values that the type does not have")
  void refusesWhatTheTypeDoesNotHave() {
    assertEquals(
        "message.Nam: unknown key; did you mean \"Name\"?",
        complaints(GREETER, "test/v1", Map.of("Nam", "Ada")));
    assertEquals(
        "message.Name: expected text, found \"1\"",
        complaints(GREETER, "test/v1", Map.of("Name", 1)));
    assertEquals(
        "message.options.Timeouts: unknown key; did you mean \"Timeout\"?",
        complaints(GREETER, "getter/v1", Map.of("options", Map.of("Timeouts", 1))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "-3, message: nobody is -3",
    "-1, message: java.lang.IllegalArgumentException",
    "151, 'message.years: expected a whole number from -150 to 150, found \"151\"'"
  })
  @DisplayName("refuses a message that refuses itself, for the first reason there is")
  void refusesWhatRefusesItself(int years, String finding) {
    assertEquals(finding, complaints(OLDER, "age/v1", Map.of("years", years)));
  }

  @Test
  @DisplayName("names the types there are if one is unknown")
  void namesTypes() {
    PluginException e =
        assertThrows(PluginException.class, () -> call(GREETER, "test/v2", Map.of()));
    assertEquals(
        "unknown plugin type \"test/v2\"; known here: age/v1, cli/v1, getter/v1, test/v1",
        e.getMessage());
  }

  @Test
  @DisplayName("fails as any call does")
  void failsAsAnyCall() {
    PluginCallException e =
        assertThrows(PluginCallException.class, () -> call(GREETER, "cli/v1", Map.of()));
    assertEquals("plugin \"p\" cannot be called as cli/v1; it is of type test/v1", e.getMessage());
  }

  @Test
  @DisplayName("fails if JSON cannot hold the answer")
  void failsIfJsonCannotHoldTheAnswer() {
    Plugin binary =
        MANAGER.create(
            new BinaryRuntime(),
            new FakeRuntime.Settings("", List.of()),
            Metadata.named("binary").type(CliV1.TYPE, CliV1.Settings.NONE));
    PluginCallException e =
        assertThrows(PluginCallException.class, () -> call(binary, "cli/v1", Map.of()));
    assertEquals(
        "plugin \"binary\" gave an answer that JSON cannot hold:"
            + " data (1 bytes) is not UTF-8 and cannot be sent as JSON text",
        e.getMessage());
  }
}
