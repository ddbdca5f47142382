package dev.portside.runtime.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.type.TestV1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("All plugins of a runtime share its memory")
class MemoryTest {
  private static final TestV1.Input MESSAGE = new TestV1.Input("Ada");

  /** Has 40 pages, 2.5 MiB, and lets its host wait. */
  private static final String LARGE =
      """
      (module
        (import "extism:host/user" "pause" (func $pause))
        (memory 40)
        (func (export "f") (call $pause)))
      """;

  @TempDir Path dir;

  private Plugin plugin(WasmRuntime runtime, String name, String wat, WasmConfig.Builder config)
      throws IOException {
    Path place = Files.createDirectories(dir.resolve(name));
    WasmConfig finished = config.entryFuncName("f").build();
    return Modules.plugin(runtime, place, Wat2Wasm.parse(wat), finished);
  }

  private static WasmConfig.Builder pausing() {
    return WasmConfig.builder().hostFunctions(List.of("pause"));
  }

  /** A call of one of these modules that goes well has an empty answer, which its type refuses. */
  private static void requireAnswered(Plugin plugin) {
    String text =
        assertThrows(PluginCallException.class, () -> plugin.call(TestV1.TYPE, MESSAGE))
            .getMessage();
    assertEquals(
        "plugin \"demo\" gave no usable answer: expected a JSON object of type test/v1, {} at"
            + " least, found nothing",
        text);
  }

  @Test
  @DisplayName("a call for whose module there is no memory waits until another has ended")
  void waitsForMemory() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    HostFunction pause =
        HostFunction.of(
            "pause",
            List.of(),
            List.of(),
            call -> {
              inside.countDown();
              goOn.await();
            });
    try (WasmRuntime runtime =
            WasmRuntime.builder().maxMemoryBytes(4 << 20).hostFunctions(List.of(pause)).build();
        Plugin first = plugin(runtime, "first", LARGE, pausing());
        Plugin second = plugin(runtime, "second", LARGE, pausing())) {
      FutureTask<String> holding = answered(first);
      new Thread(holding).start();
      inside.await();
      CallOptions soon = CallOptions.NONE.withTimeout(Duration.ofMillis(200));
      assertThrows(PluginTimeoutException.class, () -> second.invoke(TestV1.TYPE, MESSAGE, soon));
      FutureTask<String> waiting = answered(second);
      new Thread(waiting).start();
      goOn.countDown();
      assertEquals("answered", holding.get());
      assertEquals("answered", waiting.get());
      requireAnswered(first);
    }
  }

  private static FutureTask<String> answered(Plugin plugin) {
    return new FutureTask<>(() -> {
      requireAnswered(plugin);
      return "answered";
    });
  }

  @Test
  @DisplayName("what is kept for the next call of one plugin makes room for another")
  void idleMakesRoom() throws IOException {
    String wat = "(module (memory 30) (func (export \"f\")))";
    try (WasmRuntime runtime = WasmRuntime.builder().maxMemoryBytes(5 << 20).build();
        Plugin first = plugin(runtime, "first", wat, WasmConfig.builder());
        Plugin second = plugin(runtime, "second", wat, WasmConfig.builder())) {
      for (int i = 0; i < 3; i++) {
        requireAnswered(first);
        requireAnswered(second);
      }
    }
  }

  @Test
  @DisplayName("a module that alone needs more than there is, is told so at once")
  void neverEnough() throws IOException {
    String wat = "(module (memory 100) (func (export \"f\")))";
    try (WasmRuntime runtime = WasmRuntime.builder().maxMemoryBytes(4 << 20).build();
        Plugin plugin = plugin(runtime, "p", wat, WasmConfig.builder())) {
      PluginLimitException failure =
          assertThrows(PluginLimitException.class, () -> plugin.call(TestV1.TYPE, MESSAGE));
      assertEquals(
          "plugin \"demo\" exceeded its limit: memory (memory of the module needs 100 pages of 64"
              + " KiB, its limit is 64), 4194304 bytes",
          failure.getMessage());
    }
  }

  @Test
  @DisplayName("a module that dies because it got no more memory has reached its limit")
  void refusedAndDead() throws IOException {
    String wat =
        """
        (module
          (memory 1)
          (func (export "f")
            (loop $more
              (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
            unreachable))
        """;
    try (WasmRuntime runtime = new WasmRuntime();
        Plugin plugin = plugin(runtime, "p", wat, WasmConfig.builder().maxPages(20))) {
      PluginLimitException failure =
          assertThrows(PluginLimitException.class, () -> plugin.call(TestV1.TYPE, MESSAGE));
      assertEquals(20 << 16, failure.allowed());
      assertEquals(20 << 16, failure.usage().peakMemory().orElseThrow() & -65536);
      assertEquals(
          "plugin \"demo\" exceeded its limit: memory of export \"f\" (it trapped after it was"
              + " refused more), 1310720 bytes",
          failure.getMessage());
    }
  }

  @Test
  @DisplayName("a table cannot grow beyond what there is")
  void tableBomb() throws IOException {
    String wat =
        """
        (module
          (table $t 1 funcref)
          (func (export "f") (result i32)
            (loop $more
              (br_if $more
                (i32.ne (table.grow $t (ref.null func) (i32.const 10000)) (i32.const -1))))
            (i32.gt_u (table.size $t) (i32.const 500000))))
        """;
    try (WasmRuntime runtime = WasmRuntime.builder().maxMemoryBytes(4 << 20).build();
        Plugin plugin = plugin(runtime, "p", wat, WasmConfig.builder())) {
      requireAnswered(plugin);
    }
  }
}
