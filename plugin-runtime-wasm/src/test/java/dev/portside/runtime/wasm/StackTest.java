package dev.portside.runtime.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.portside.api.Plugin;
import dev.portside.api.PluginExitException;
import dev.portside.api.type.TestV1;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A module has the same stack whoever calls it")
class StackTest {
  /** Returns 7 from a depth of 40,000 calls, the second time, too. */
  private static final String DEEP =
      """
      (module
        (global $runs (mut i32) (i32.const 0))
        (func $down (param $left i32) (result i32)
          (if (result i32) (local.get $left)
            (then
              (i32.add
                (i32.const 1)
                (call $down (i32.sub (local.get $left) (i32.const 1)))))
            (else (i32.const 0))))
        (func (export "f") (result i32)
          (global.set $runs (i32.add (global.get $runs) (i32.const 1)))
          (i32.sub
            (i32.add (call $down (i32.const 40000)) (i32.mul (global.get $runs) (i32.const 7)))
            (i32.const 40000))))
      """;

  @TempDir Path dir;

  @ParameterizedTest(name = "interpreted: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "deep recursion goes well in a caller with a small stack, and runs once for its caller")
  void deepRecursion(boolean interpreted) throws Exception {
    try (WasmRuntime runtime = WasmRuntime.builder().interpreted(interpreted).build();
        Plugin plugin = Modules.plugin(runtime, dir, Wat2Wasm.parse(DEEP), Modules.entry("f"))) {
      FutureTask<Integer> task =
          new FutureTask<>(() -> {
            int code = 0;
            for (int i = 0; i < 3; i++) {
              code = exitCode(plugin);
            }
            return code;
          });
      new Thread(null, task, "small", 256 << 10).start();
      assertEquals(7, task.get());
    }
  }

  private static int exitCode(Plugin plugin) {
    return Assertions.assertThrows(
            PluginExitException.class, () -> plugin.call(TestV1.TYPE, new TestV1.Input("Ada")))
        .exitCode();
  }
}
