package dev.portside.runtime.wasm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtismFunctionsTest {
  private static final String[] IMPORTS = {
    "extism:host/env config_get (param i64) (result i64)",
    "extism:host/env var_get (param i64) (result i64)",
    "extism:host/env var_set (param i64 i64)",
    "extism:host/env log_trace (param i64)",
    "extism:host/env log_debug (param i64)",
    "extism:host/env log_info (param i64)",
    "extism:host/env log_warn (param i64)",
    "extism:host/env log_error (param i64)",
    "extism:host/env get_log_level (result i32)"
  };

  private static TestGuest guest(HostSettings.Builder settings) {
    return new TestGuest(settings.build(), CallScope.builder().build(), IMPORTS);
  }

  @Test
  @DisplayName("Configuration is answered by name, and 0 for a name that is not there")
  void answersConfiguration() {
    try (TestGuest guest = guest(TestGuest.settings().config(Map.of("k", "värde")))) {
      assertEquals("värde", guest.text(guest.call("config_get", guest.block("k"))));
      assertEquals(0, guest.call("config_get", guest.block("other")));
    }
  }

  @Test
  @DisplayName(
      "A var lasts from call to call, is replaced, removed by 0, and forgotten when cleared")
  void keepsVars() {
    try (TestGuest guest = guest(TestGuest.settings())) {
      set(guest, "k", "first");
      guest.next(CallScope.builder().build());
      assertEquals("first", get(guest, "k"));
      set(guest, "k", "second");
      assertEquals("second", get(guest, "k"));
      guest.call("var_set", guest.block("k"), 0);
      assertEquals(0, guest.call("var_get", guest.block("k")));
      set(guest, "k", "third");
      guest.imports().clearVars();
      assertEquals(0, guest.call("var_get", guest.block("k")));
    }
  }

  @ParameterizedTest
  @CsvSource({"47,true", "46,false", "93,true"})
  @DisplayName("A var costs its name, its value and 40 bytes, and the limit itself is too much")
  void countsVars(long limit, boolean fits) {
    try (TestGuest guest = guest(TestGuest.settings().maxVarBytes(limit))) {
      if (fits) {
        set(guest, "k", "value");
        set(guest, "k", "VALUE");
        assertEquals("VALUE", get(guest, "k"));
      } else {
        assertEquals(
            "the vars are full: \"k\" would make them 46 bytes, and maxVarBytes allows less than 46",
            assertThrows(HostCallException.class, () -> set(guest, "k", "value")).getMessage());
      }
    }
  }

  @Test
  @DisplayName("Removing a var makes room for another")
  void removingMakesRoom() {
    try (TestGuest guest = guest(TestGuest.settings().maxVarBytes(50))) {
      set(guest, "a", "value");
      assertThrows(HostCallException.class, () -> set(guest, "b", "value"));
      guest.call("var_set", guest.block("a"), 0);
      set(guest, "b", "value");
      assertEquals("value", get(guest, "b"));
    }
  }

  @Test
  @DisplayName("A limit of 0 disables vars, and says so; unset it is 1 MiB")
  void disablesVars() {
    try (TestGuest guest = guest(TestGuest.settings().maxVarBytes(0))) {
      assertEquals(
          "vars are disabled: maxVarBytes is 0, and the plugin sets \"k\"",
          assertThrows(HostCallException.class, () -> set(guest, "k", "v")).getMessage());
    }
    try (TestGuest guest = guest(TestGuest.settings())) {
      set(guest, "k", "x".repeat((1 << 20) - 42));
      assertThrows(HostCallException.class, () -> set(guest, "k", "x".repeat((1 << 20) - 41)));
    }
  }

  @Test
  @DisplayName("A name that is no block ends the call, and the text says what was read")
  void refusesJunkPointer() {
    try (TestGuest guest = guest(TestGuest.settings())) {
      assertEquals(
          "failed to read var name from memory: invalid memory block at offset 123456789012",
          assertThrows(HostCallException.class, () -> guest.call("var_get", 123456789012L))
              .getMessage());
    }
  }

  @Test
  @DisplayName("What a plug-in logs arrives at its level, on one line that no terminal obeys")
  void logs() {
    Recorder log = new Recorder(System.Logger.Level.DEBUG);
    try (TestGuest guest = guest(TestGuest.settings().logger(log))) {
      guest.call("log_trace", guest.block("t"));
      guest.call("log_debug", guest.block("d"));
      guest.call("log_info", guest.block("i\u001b[31m\n{0}"));
      guest.call("log_warn", guest.block("w"));
      guest.call("log_error", guest.block("e"));
      assertEquals(
          List.of("DEBUG d", "INFO i\\u001b[31m\\n{0}", "WARNING w", "ERROR e"), log.lines);
    }
  }

  @ParameterizedTest
  @CsvSource({"ALL,0", "TRACE,0", "DEBUG,1", "INFO,2", "WARNING,3", "ERROR,4", "OFF,2147483647"})
  @DisplayName("The guest is told the lowest level that is logged")
  void tellsLevel(System.Logger.Level level, int expected) {
    try (TestGuest guest = guest(TestGuest.settings().logger(new Recorder(level)))) {
      assertEquals(expected, guest.call("get_log_level"));
    }
  }

  @Test
  @DisplayName("A message of any length is logged in part")
  void shortensMessage() {
    Recorder log = new Recorder(System.Logger.Level.ALL);
    try (TestGuest guest = guest(TestGuest.settings().logger(log))) {
      guest.call("log_info", guest.block("x".repeat(100_000)));
      assertEquals("INFO " + "x".repeat(65_536) + "... (100000 characters)", log.lines.get(0));
    }
  }

  private static void set(TestGuest guest, String name, String value) {
    guest.call("var_set", guest.block(name), guest.block(value));
  }

  private static String get(TestGuest guest, String name) {
    return guest.text(guest.call("var_get", guest.block(name)));
  }

  /** Keeps what is logged. */
  static final class Recorder implements System.Logger {
    final List<String> lines = new ArrayList<>();
    private final Level lowest;

    Recorder(Level lowest) {
      this.lowest = lowest;
    }

    @Override
    public String getName() {
      return "recorder";
    }

    @Override
    public boolean isLoggable(Level level) {
      return level.getSeverity() >= lowest.getSeverity();
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      lines.add(level + " " + message);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      lines.add(level + " " + format);
    }
  }
}
