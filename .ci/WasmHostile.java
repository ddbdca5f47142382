import dev.portside.api.CallOptions;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginSpec;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.type.TestV1;
import dev.portside.runtime.wasm.WasmConfig;
import dev.portside.runtime.wasm.WasmRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls all exports of a hostile module from eight threads in any order, and compares what each gives
 * with the table of {@code docs/wasm.md} whose rows have three columns. Run from its source by {@code
 * wasm-reference}: {@code java WasmHostile.java DIR DOCS ROUNDS}; DIR has the module.
 */
final class WasmHostile {
  private static final int THREADS = 8;
  private static final Duration TIMEOUT = Duration.ofMillis(50);
  private static final Duration NEVER = Duration.ofMinutes(5);
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `(\\w+)` \\| ((?:answer|failure|timeout|exit -?\\d+)(?:, limit)?) \\| "
              + "((?:`[^`]*`(?:, )?)* ?)\\|");

  private record Promise(List<String> results, List<String> texts) {
    boolean holds(String result, String text) {
      return results.contains(result)
          && (texts.isEmpty() || texts.stream().anyMatch(text::contains));
    }
  }

  private static int passed;
  private static int failed;

  public static void main(String[] args) throws Exception {
    Map<String, Promise> promises = promises(Path.of(args[1]));
    try (WasmRuntime runtime = new WasmRuntime()) {
      Map<String, Plugin> plugins = new HashMap<>();
      promises.keySet().forEach(name -> plugins.put(name, plugin(runtime, name, Path.of(args[0]))));
      rounds(plugins, promises, 2); // what is made once is there now
      long heap = heap();
      int threads = Thread.activeCount();
      for (Map<String, Integer> wrong : rounds(plugins, promises, Integer.parseInt(args[2]))) {
        wrong.forEach((what, times) -> check(false, what + " (" + times + " times)"));
      }
      plugins.values().forEach(Plugin::close);
      long after = heap();
      check(after < heap + (8 << 20), "heap: " + (heap >> 10) + " KiB, after " + (after >> 10));
      int left = Thread.activeCount();
      check(left <= threads, "threads: " + threads + ", after " + left);
    }
    passed += promises.size();
    System.out.println(passed + " passed, " + failed + " failed");
    System.exit(failed == 0 ? 0 : 1);
  }

  private static void check(boolean good, String what) {
    if (good) {
      passed++;
    } else {
      failed++;
      System.out.println("FAILED " + what);
    }
  }

  private static Map<String, Promise> promises(Path docs) throws IOException {
    Map<String, Promise> promises = new TreeMap<>();
    for (String line : Files.readAllLines(docs)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        List<String> texts = new ArrayList<>();
        for (String text : row.group(3).split("`")) {
          if (!text.isBlank() && !text.equals(", ")) {
            texts.add(text);
          }
        }
        promises.put(row.group(1), new Promise(List.of(row.group(2).split(", ")), texts));
      }
    }
    return promises;
  }

  private static Plugin plugin(WasmRuntime runtime, String entry, Path dir) {
    WasmConfig config = WasmConfig.builder().entryFuncName(entry).build();
    Metadata metadata =
        Metadata.named("hostile").type(TestV1.TYPE, new TestV1.Settings()).on(runtime, config);
    return runtime.createPlugin(PluginSpec.of(metadata, config, dir));
  }

  private static List<Map<String, Integer>> rounds(
      Map<String, Plugin> plugins, Map<String, Promise> promises, int rounds) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Map<String, Integer>>> tasks = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(thread);
        tasks.add(
            () -> {
              Map<String, Integer> wrong = new TreeMap<>();
              List<String> order = new ArrayList<>(promises.keySet());
              for (int round = 0; round < rounds; round++) {
                Collections.shuffle(order, random);
                for (String name : order) {
                  String found = call(plugins.get(name), promises.get(name));
                  if (!found.isEmpty()) {
                    wrong.merge(name + ": " + found, 1, Integer::sum);
                  }
                }
              }
              return wrong;
            });
      }
      List<Map<String, Integer>> wrong = new ArrayList<>();
      for (Future<Map<String, Integer>> future : pool.invokeAll(tasks)) {
        wrong.add(future.get());
      }
      return wrong;
    } finally {
      pool.shutdown();
    }
  }

  /** What a call gave, if it is not what was promised. */
  private static String call(Plugin plugin, Promise promise) {
    Duration timeout = promise.results().contains("timeout") ? TIMEOUT : NEVER;
    String result;
    String text;
    try {
      text =
          plugin
              .invoke(TestV1.TYPE, new TestV1.Input("Eve"), CallOptions.NONE.withTimeout(timeout))
              .message()
              .greeting();
      result = "answer";
    } catch (PluginCallException e) {
      text = String.valueOf(e.getMessage());
      result =
          e instanceof PluginExitException exit
              ? "exit " + exit.exitCode()
              : e instanceof PluginLimitException
                  ? "limit"
                  : e instanceof PluginTimeoutException ? "timeout" : "failure";
    }
    String cut = text.length() > 200 ? text.substring(0, 200) : text;
    return promise.holds(result, text) ? "" : result + ", " + cut;
  }

  private static long heap() {
    Runtime jvm = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, jvm.totalMemory() - jvm.freeMemory());
    }
    return least;
  }
}
