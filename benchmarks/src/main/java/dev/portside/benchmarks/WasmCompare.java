package dev.portside.benchmarks;

import dev.portside.api.Plugin;
import dev.portside.api.host.PluginManager;
import dev.portside.api.type.TestV1;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.runtime.wasm.WasmRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The part of {@code benchmarks/wasm-compare} that runs inside of one JVM. DIR is a plugin of type
 * {@code test/v1}, INPUT a file with the name to send. Prints figures, one a line after its name.
 *
 * <pre>
 * fresh SECONDS [NAME DIR INPUT]...   median milliseconds of a call, each from a fresh state
 * full SECONDS [NAME DIR INPUT]...    the same with snapshots despite clock and random numbers
 * heap DIR INPUT CALLS                KiB of heap in use before and after so many calls
 * threads DIR INPUT THREADS           threads that make three calls each, and how many were right
 * scale SECONDS DIR INPUT             how many times as much two threads do as one
 * </pre>
 */
public final class WasmCompare {
  private static final int LEAST = 20;
  private static final int MOST = 200_000;

  private WasmCompare() {}

  /**
   * Runs one of the commands above.
   *
   * @param args the command and its arguments
   * @throws IOException if an input cannot be read
   * @throws InterruptedException never
   * @throws ExecutionException if a call fails
   */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    boolean full = args[0].equals("full");
    try (WasmRuntime runtime = WasmRuntime.builder().frozenClock(full).build();
        PluginManager manager =
            PluginManager.builder()
                .runtime(runtime)
                .type(TestV1.TYPE)
                .reader(new YamlManifestReader())
                .build()) {
      switch (args[0]) {
        case "fresh", "full" -> {
          for (int i = 2; i < args.length; i += 3) {
            Calls calls = new Calls(manager, args[i + 1], args[i + 2]);
            print(args[i], median(nanos(args[1]), calls));
          }
        }
        case "heap" -> heap(new Calls(manager, args[1], args[2]), Integer.parseInt(args[3]));
        case "threads" -> threads(new Calls(manager, args[1], args[2]), Integer.parseInt(args[3]));
        case "scale" -> scale(nanos(args[1]), new Calls(manager, args[2], args[3]));
        default -> throw new IllegalArgumentException("unknown command " + args[0]);
      }
    }
  }

  /** Calls of one plugin with one name. */
  private static final class Calls {
    private final Plugin plugin;
    private final TestV1.Input input;

    Calls(PluginManager manager, String dir, String input) throws IOException {
      this.plugin = manager.load(Path.of(dir));
      this.input = new TestV1.Input(Files.readString(Path.of(input)));
    }

    String call() {
      return plugin.call(TestV1.TYPE, input).greeting();
    }
  }

  private static long nanos(String seconds) {
    return (long) (Double.parseDouble(seconds) * 1e9);
  }

  private static void print(String name, double figure) {
    System.out.printf(Locale.ROOT, "%s %.4f%n", name, figure);
  }

  /** Half of the time warms up, half is measured. */
  private static double median(long nanos, Calls calls) {
    long warm = System.nanoTime() + nanos;
    while (System.nanoTime() < warm) {
      calls.call();
    }
    double[] times = new double[MOST];
    int count = 0;
    long end = System.nanoTime() + nanos;
    while (count < LEAST || (System.nanoTime() < end && count < MOST)) {
      long start = System.nanoTime();
      calls.call();
      times[count++] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times, 0, count);
    return times[count / 2];
  }

  /** Prints at the end, since printing loads classes. */
  private static void heap(Calls calls, int count) {
    for (int i = 0; i < count; i++) {
      calls.call();
    }
    double before = usedKib();
    for (int i = 0; i < count; i++) {
      calls.call();
    }
    double after = usedKib();
    print("heap-before", before);
    print("heap-after", after);
  }

  private static double usedKib() {
    Runtime jvm = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, jvm.totalMemory() - jvm.freeMemory());
    }
    return least / 1024.0;
  }

  private static void threads(Calls calls, int count)
      throws InterruptedException, ExecutionException {
    String expected = calls.call();
    Callable<Integer> three =
        () -> {
          int right = 0;
          for (int i = 0; i < 3; i++) {
            right += calls.call().equals(expected) ? 1 : 0;
          }
          return right;
        };
    ExecutorService pool = Executors.newFixedThreadPool(count);
    try {
      long start = System.nanoTime();
      int right = 0;
      for (Future<Integer> future : pool.invokeAll(nCopies(count, three))) {
        right += future.get();
      }
      print("threads-ms", (System.nanoTime() - start) / 1e6);
      print("threads-right", right);
      print("threads-calls", 3.0 * count);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> List<Callable<T>> nCopies(int count, Callable<T> task) {
    List<Callable<T>> copies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      copies.add(task);
    }
    return copies;
  }

  /** Takes turns, so that both meet the same machine; the first round warms up. */
  private static void scale(long nanos, Calls calls)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      long one = 0;
      long two = 0;
      for (int round = 0; round < 4; round++) {
        long alone = together(pool, 1, nanos, calls);
        long both = together(pool, 2, nanos, calls);
        one += round == 0 ? 0 : alone;
        two += round == 0 ? 0 : both;
      }
      print("one-thread", (double) one);
      print("two-threads", (double) two);
    } finally {
      pool.shutdownNow();
    }
  }

  private static long together(ExecutorService pool, int threads, long nanos, Calls calls)
      throws InterruptedException, ExecutionException {
    Callable<Long> task =
        () -> {
          long end = System.nanoTime() + nanos;
          long done = 0;
          while (System.nanoTime() < end) {
            calls.call();
            done++;
          }
          return done;
        };
    long done = 0;
    for (Future<Long> future : pool.invokeAll(nCopies(threads, task))) {
      done += future.get();
    }
    return done;
  }
}
