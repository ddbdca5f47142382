package dev.portside.runtime.wasm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkerTest {
  private static final UserFunction DOUBLE =
      new UserFunction(
          "extism:host/user",
          "double",
          FunctionType.of(List.of(ValType.I64), List.of(ValType.I64)),
          (kernel, arguments) -> new long[] {2 * arguments[0]});

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          extism:host/env config_gte (param i64) (result i64)|extism:host/env.config_gte (i64) -> i64 is unknown; did you mean "extism:host/env.config_get"?
          extism:host/env alloc (param i32) (result i32)|extism:host/env.alloc is imported as (i32) -> i32, but it is (i64) -> i64
          wasi_snapshot_preview1 fd_red (param i32)|wasi_snapshot_preview1.fd_red (i32) -> () is unknown; did you mean "wasi_snapshot_preview1.fd_read"?
          env abort (param i32 f64)|env.abort (i32, f64) -> () is unknown, and so is its module; there is extism:host/env, wasi_snapshot_preview1
          extism:host/user double (param i64) (result i64)|extism:host/user.double (i64) -> i64 is a host function that the manifest does not ask for: add "double" to its hostFunctions
          """)
  @DisplayName("An import that is not there is named with its type and with what was meant")
  void namesWhatIsWrong(String wanted, String problem) {
    assertEquals(
        "the module cannot be linked: " + problem,
        refused(TestGuest.settings().functions(List.of(DOUBLE), List.of()), wanted));
  }

  @Test
  @DisplayName("All imports that are wrong are in one message")
  void namesAllAtOnce() {
    String text = refused(TestGuest.settings(), "env a (param)", "env b (param)");
    assertTrue(text.contains("env.a") && text.contains("env.b"), text);
  }

  @Test
  @DisplayName("A module far from everything known is shown what there is")
  void listsWhatThereIs() {
    String text = refused(TestGuest.settings(), "extism:host/env completely_other (param)");
    assertTrue(text.contains("extism:host/env has alloc, config_get, error_get"), text);
  }

  @Test
  @DisplayName("A memory cannot be imported")
  void refusesMemory() {
    WasmModule module = TestGuest.wat("(module (import \"env\" \"memory\" (memory 1)))");
    assertEquals(
        "the module cannot be linked: env.memory is an imported memory, and a plugin brings its own",
        assertThrows(
                ImportException.class,
                () ->
                    new TestGuest(
                        module, TestGuest.settings().build(), CallScope.builder().build()))
            .getMessage());
  }

  @Test
  @DisplayName("A manifest that asks for a function which nobody registered is refused at once")
  void refusesAskedButMissing() {
    HostSettings.Builder settings =
        TestGuest.settings().functions(List.of(DOUBLE), List.of("duoble"));
    assertEquals(
        "the module cannot be linked: plugin requested host function \"duoble\", which the host does"
            + " not have; did you mean \"double\"?",
        assertThrows(ImportException.class, settings::build).getMessage());
  }

  @Test
  @DisplayName("A granted function is called, in whatever namespace it is")
  void callsGranted() {
    UserFunction elsewhere =
        new UserFunction("example:host/numbers", "double", DOUBLE.type(), DOUBLE.body());
    HostSettings settings =
        TestGuest.settings().functions(List.of(elsewhere), List.of("double")).build();
    try (TestGuest guest =
        new TestGuest(
            settings,
            CallScope.builder().build(),
            "example:host/numbers double (param i64) (result i64)")) {
      assertEquals(42, guest.call("double", 21));
      assertEquals(Set.of(ImportKind.OTHER), guest.imports().used());
    }
  }

  @Test
  @DisplayName("The failure of a host function names it, and ends the call")
  void namesFailingFunction() {
    UserFunction failing =
        new UserFunction(
            "extism:host/user",
            "fail",
            FunctionType.of(List.of(), List.of()),
            (kernel, arguments) -> {
              throw new IOException("no route");
            });
    HostSettings settings =
        TestGuest.settings().functions(List.of(failing), List.of("fail")).build();
    try (TestGuest guest =
        new TestGuest(settings, CallScope.builder().build(), "extism:host/user fail (param)")) {
      assertEquals(
          "host function extism:host/user.fail failed: no route",
          assertThrows(HostCallException.class, () -> guest.call("fail")).getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KERNEL|extism:host/env input_length (result i64)
          OTHER|extism:host/env get_log_level (result i32)
          LAYOUT|wasi_snapshot_preview1 fd_prestat_get (param i32 i32) (result i32)
          ENVIRONMENT|wasi_snapshot_preview1 environ_sizes_get (param i32 i32) (result i32)
          VOLATILE|wasi_snapshot_preview1 random_get (param i32 i32) (result i32)
          OTHER|wasi_snapshot_preview1 fd_close (param i32) (result i32)
          """)
  @DisplayName("What was called is recorded by kind, from the last start of the recording on")
  void records(ImportKind kind, String wanted) {
    try (TestGuest guest =
        new TestGuest(TestGuest.settings().build(), CallScope.builder().build(), wanted)) {
      assertEquals(Set.of(), guest.imports().used());
      String name = wanted.split(" ", 3)[1];
      guest.call(name, new long[arguments(wanted)]);
      assertEquals(Set.of(kind), guest.imports().used());
      guest.imports().record();
      assertEquals(Set.of(), guest.imports().used());
    }
  }

  private static int arguments(String wanted) {
    int from = wanted.indexOf("(param");
    return from < 0
        ? 0
        : wanted.substring(from + 6, wanted.indexOf(')', from)).strip().split(" ", -1).length;
  }

  @Test
  @DisplayName("Only a module that asks nothing of the outside is repeatable")
  void knowsRepeatable() {
    assertTrue(
        GuestImports.repeatable(
            TestGuest.module(
                "extism:host/env alloc (param i64) (result i64)",
                "extism:host/env var_get (param i64) (result i64)",
                "wasi_snapshot_preview1 random_get (param i32 i32) (result i32)",
                "wasi_snapshot_preview1 proc_exit (param i32)")));
    for (String outside :
        List.of(
            "extism:host/env http_status_code (result i32)",
            "extism:host/env log_info (param i64)",
            "wasi_snapshot_preview1 fd_write (param i32 i32 i32 i32) (result i32)",
            "extism:host/user proc_exit (param i32)")) {
      assertFalse(GuestImports.repeatable(TestGuest.module(outside)), outside);
    }
  }

  private static String refused(HostSettings.Builder settings, String... wanted) {
    return assertThrows(
            ImportException.class,
            () -> new TestGuest(settings.build(), CallScope.builder().build(), wanted))
        .getMessage();
  }
}
