package dev.portside.runtime.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginExitException;
import dev.portside.api.type.TestV1;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code state.wat} tells all its state and spoils it; each call is to find it as new. */
@DisplayName("Nothing of one call is seen by the next")
class IsolationTest {
  /** Globals, memory, table, var and segments as they are in a new instance. */
  private static final String NEW = "3246012414054";

  /** Spoil everything, and also: grow memory or table, drop data or elements, trap. */
  private static final List<String> WAYS =
      List.of("-", "-", "g", "-", "g", "t", "-", "t", "d", "-", "d", "e", "e", "u", "-", "u", "-");

  private static final String WASI = "(import \"wasi_snapshot_preview1\" ";
  private static final String CLOCK =
      WASI + "\"clock_time_get\" (func $clock (param i32 i64 i32) (result i32)))";
  private static final String READ_CLOCK =
      "(drop (call $clock (i32.const 0) (i64.const 1) (i32.const 300)))";
  private static final String ENVIRONMENT =
      WASI + "\"environ_sizes_get\" (func $sizes (param i32 i32) (result i32)))";
  private static final String READ_ENVIRONMENT =
      "(drop (call $sizes (i32.const 300) (i32.const 304)))";
  private static final String DIRECTORY =
      WASI + "\"fd_prestat_get\" (func $prestat (param i32 i32) (result i32)))";
  private static final String READ_DIRECTORY =
      "(drop (call $prestat (i32.const 3) (i32.const 300)))";
  private static final String READ_INPUT = "(drop (call $input (i64.const 0)))";

  @TempDir Path dir;

  record Shape(String name, String imports, String start, String initialise) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Way(String name, UnaryOperator<WasmRuntime.Builder> settings) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("asks nothing", "", "", ""),
          new Shape("asks for the clock when initialised", CLOCK, "", READ_CLOCK),
          new Shape("asks for the clock when started", CLOCK, READ_CLOCK, ""),
          new Shape("asks for the environment when initialised", ENVIRONMENT, "", READ_ENVIRONMENT),
          new Shape("asks for the environment when started", ENVIRONMENT, READ_ENVIRONMENT, ""),
          new Shape("asks for its directories when initialised", DIRECTORY, "", READ_DIRECTORY),
          new Shape("asks for its input when initialised", "", "", READ_INPUT),
          new Shape("asks for its input when started", "", READ_INPUT, ""));

  private static final List<Way> RUNTIMES =
      List.of(
          new Way("compiled", builder -> builder),
          new Way("interpreted", builder -> builder.interpreted(true)),
          new Way("compiled, with one clock", builder -> builder.frozenClock(true)));

  static Stream<Arguments> everyPath() {
    return SHAPES.stream()
        .flatMap(shape -> RUNTIMES.stream().map(runtime -> Arguments.of(shape, runtime)));
  }

  @ParameterizedTest(name = "a module that {0}, {1}")
  @MethodSource("everyPath")
  @DisplayName("every call finds memory, globals, table, vars and segments as in a new instance")
  void everyCallIsTheFirst(Shape shape, Way runtime) throws Exception {
    byte[] wasm = Modules.state(shape.imports(), shape.start(), shape.initialise());
    try (WasmRuntime host = runtime.settings().apply(WasmRuntime.builder()).build();
        Plugin plugin = Modules.plugin(host, dir, wasm, Modules.entry("look"))) {
      for (CallOptions options :
          List.of(CallOptions.NONE, withEnvironment("a"), withEnvironment("b"))) {
        for (String way : WAYS) {
          TestV1.Input input = new TestV1.Input(way);
          if (way.equals("u")) {
            assertThrows(
                PluginExitException.class, () -> plugin.invoke(TestV1.TYPE, input, options));
          } else {
            String state = plugin.invoke(TestV1.TYPE, input, options).message().greeting();
            assertEquals(NEW, state, "a call of way " + way);
          }
        }
      }
    }
  }

  private static CallOptions withEnvironment(String value) {
    return CallOptions.NONE.withEnv(Map.of("NAME", value));
  }

  @Test
  @DisplayName("with reuse a call finds what the one before has left, so the probe sees it all")
  void probeSeesEverything() throws Exception {
    try (WasmRuntime host = WasmRuntime.builder().reuse(true).build();
        Plugin plugin =
            Modules.plugin(host, dir, Modules.state("", "", ""), Modules.entry("look"))) {
      String first = plugin.call(TestV1.TYPE, new TestV1.Input("-")).greeting();
      assertEquals(NEW, first);
      String second = plugin.call(TestV1.TYPE, new TestV1.Input("-")).greeting();
      assertEquals("9999913304154", second);
      assertNotEquals(first, second);
    }
  }
}
