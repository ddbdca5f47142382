package dev.portside.runtime.wasm;

import static dev.portside.runtime.wasm.TestPlugins.greet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.type.TestV1;
import dev.portside.runtime.wasm.code.CodeCache;
import dev.portside.runtime.wasm.code.CodeMode;
import dev.portside.runtime.wasm.code.ModuleShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of {@code docs/wasm.md} to be true, row by row. */
@DisplayName("A hostile module")
class HostileTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 1;
  private static final int PAGES = 64;

  /** Long for what is to end by itself on a busy machine, short for what is not. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| ([^|]+) \\| (\\w+ ?-?\\d*) \\| (?:`([^`]*)` )?\\|");

  @TempDir static Path base;
  private static WasmRuntime runtime;
  private static TestPlugins plugins;

  /** A row of the table: an export, and what the caller gets. */
  record Promise(String export, String result, String text) {
    @Override
    public String toString() {
      return export;
    }
  }

  @BeforeAll
  static void start() {
    runtime = WasmRuntime.builder().build();
    plugins = new TestPlugins(runtime, base);
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  static List<Promise> promises() throws IOException {
    List<Promise> promises = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../docs/wasm.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String text = row.group(4) == null ? "" : row.group(4);
        promises.add(new Promise(row.group(1), row.group(3), text));
      }
    }
    return promises;
  }

  private static Plugin hostile(String export) {
    return plugins.load(
        "hostile", WasmConfig.builder().entryFuncName(export).maxPages(PAGES).maxVarBytes(4096));
  }

  /** What a call gives, as the table has it. */
  private static Promise outcome(Plugin plugin, Promise promise) {
    String export = promise.export();
    Duration timeout = promise.result().equals("timeout") ? SHORT : LONG;
    try {
      TestV1.Output output =
          plugin
              .invoke(TestV1.TYPE, new TestV1.Input("Eve"), CallOptions.NONE.withTimeout(timeout))
              .message();
      return new Promise(export, "answer", output.greeting());
    } catch (PluginExitException e) {
      return new Promise(export, "exit " + e.exitCode(), e.getMessage());
    } catch (PluginLimitException e) {
      return new Promise(export, "limit", e.getMessage());
    } catch (PluginTimeoutException e) {
      return new Promise(export, "timeout", e.getMessage());
    } catch (PluginCallException e) {
      return new Promise(export, "failure", e.getMessage());
    }
  }

  private static void check(Promise promise, Promise found) {
    assertEquals(promise.result(), found.result(), () -> promise + ": " + found.text());
    if (promise.result().equals("answer")) {
      assertEquals(promise.text(), found.text(), promise.export());
    } else {
      assertTrue(found.text().contains(promise.text()), () -> promise + ": " + found.text());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("promises")
  @DisplayName("gives what the table promises")
  void keepsThePromise(Promise promise) {
    try (Plugin plugin = hostile(promise.export())) {
      check(promise, outcome(plugin, promise));
    }
  }

  @Test
  @DisplayName("has no export that the table leaves out")
  void hasNoOtherExport() throws IOException, InterruptedException {
    Set<String> promised = new TreeSet<>();
    promises().forEach(promise -> promised.add(promise.export()));
    Set<String> exported = new TreeSet<>();
    try (CodeCache cache = new CodeCache(null, CodeMode.INTERPRETED)) {
      for (ModuleShape.Export export :
          cache.load(TestPlugins.bytes("hostile"), "hostile").shape().exports()) {
        if (export.signature() != null) {
          exported.add(export.name());
        }
      }
    }
    assertEquals(exported, promised);
  }

  @Test
  @DisplayName("gives the same from many threads in any order, and harms nobody beside it")
  void harmsNobody() throws Exception {
    Plugin neighbour = plugins.load("greeting", "helm_plugin_main");
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(thread);
        tasks.add(() -> rounds(random, neighbour));
      }
      for (Future<Integer> done : pool.invokeAll(tasks)) {
        assertEquals(ROUNDS * promises().size(), done.get());
      }
    } finally {
      pool.shutdownNow();
      neighbour.close();
    }
  }

  private static int rounds(Random random, Plugin neighbour) throws IOException {
    int calls = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Promise> order = promises();
      Collections.shuffle(order, random);
      for (Promise promise : order) {
        try (Plugin plugin = hostile(promise.export())) {
          check(promise, outcome(plugin, promise));
        }
        assertEquals("Hello, Ada!", greet(neighbour, "Ada"));
        calls++;
      }
    }
    return calls;
  }
}
