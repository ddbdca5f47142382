package dev.portside.runtime.wasm;

import static dev.portside.runtime.wasm.TestPlugins.greet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Plugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests of Extism's Go SDK that are about many calls. */
@DisplayName("As in Extism's tests, many calls")
class ExtismConcurrencyTest {
  private static final int THREADS = 300;

  @TempDir Path base;
  private WasmRuntime runtime;
  private TestPlugins plugins;

  @BeforeEach
  void start() {
    runtime = WasmRuntime.builder().build();
    plugins = new TestPlugins(runtime, base);
  }

  @AfterEach
  void stop() {
    runtime.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"greeting", "streams"})
  @DisplayName("from 300 threads of one module are each as if it was alone")
  void fromManyThreads(String module) throws Exception {
    Plugin plugin = plugins.load(module, module.equals("greeting") ? "helm_plugin_main" : "state");
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      AtomicInteger next = new AtomicInteger();
      Callable<List<String>> three =
          () -> {
            int thread = next.getAndIncrement();
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
              String name = "Ada " + thread + "." + i;
              String expected = module.equals("greeting") ? "Hello, " + name + "!" : "1 1";
              String found = greet(plugin, name);
              if (!found.equals(expected)) {
                wrong.add(expected + " was " + found);
              }
            }
            return wrong;
          };
      for (Future<List<String>> wrong : pool.invokeAll(Collections.nCopies(THREADS, three))) {
        assertEquals(List.of(), wrong.get());
      }
    } finally {
      pool.shutdownNow();
      plugin.close();
    }
  }

  @Test
  @DisplayName("can each have a plugin of their own, made and closed again")
  void ofManyPlugins() {
    for (int i = 0; i < THREADS; i++) {
      try (Plugin plugin = plugins.load("greeting", "helm_plugin_main")) {
        assertEquals("Hello, " + i + "!", greet(plugin, String.valueOf(i)));
      }
    }
  }
}
