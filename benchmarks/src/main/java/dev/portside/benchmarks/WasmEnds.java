package dev.portside.benchmarks;

import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginInterruptedException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Stdio;
import dev.portside.api.host.PluginManager;
import dev.portside.api.type.TestV1;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.runtime.wasm.WasmRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The part of {@code benchmarks/wasm-compare} that ends calls which would never end: how late after
 * its timeout, or after an interrupt of its caller, each comes back.
 *
 * <pre>
 * CALLS MILLISECONDS [NAME DIR]...    two figures of each plugin, in milliseconds: the 99th
 *                                     percentile of so many calls that are ended after so long
 * </pre>
 *
 * A plugin of type {@code test/v1} may loop, read standard input, to which nobody writes, or send
 * the HTTP request that is its name, to a server that never answers.
 */
public final class WasmEnds {
  private final int calls;
  private final Duration after;
  private final TestV1.Input message;
  private final Stdio stdio;
  private final ScheduledExecutorService clock;

  private WasmEnds(
      int calls, Duration after, int port, InputStream in, ScheduledExecutorService clock) {
    this.calls = calls;
    this.after = after;
    this.message =
        new TestV1.Input("{\"url\":\"http://127.0.0.1:" + port + "/\",\"method\":\"GET\"}");
    OutputStream nowhere = OutputStream.nullOutputStream();
    this.stdio = Stdio.of(in, nowhere, nowhere);
    this.clock = clock;
  }

  /**
   * Measures.
   *
   * @param args as above
   * @throws IOException if a plugin cannot be read
   */
  public static void main(String[] args) throws IOException {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (WasmRuntime runtime = WasmRuntime.builder().build();
        PluginManager manager =
            PluginManager.builder()
                .runtime(runtime)
                .type(TestV1.TYPE)
                .reader(new YamlManifestReader())
                .build();
        ServerSocket silent = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        PipedOutputStream nobodyWrites = new PipedOutputStream();
        InputStream in = new PipedInputStream(nobodyWrites)) {
      Duration after = Duration.ofMillis(Long.parseLong(args[1]));
      WasmEnds ends =
          new WasmEnds(Integer.parseInt(args[0]), after, silent.getLocalPort(), in, clock);
      for (int i = 2; i < args.length; i += 2) {
        Plugin plugin = manager.load(Path.of(args[i + 1]));
        print("timeout-" + args[i], ends.timeouts(plugin));
        print("interrupt-" + args[i], ends.interrupts(plugin));
      }
    } finally {
      clock.shutdownNow();
    }
  }

  private static void print(String name, double figure) {
    System.out.printf(Locale.ROOT, "%s %.4f%n", name, figure);
  }

  private double timeouts(Plugin plugin) {
    CallOptions options = CallOptions.NONE.withStdio(stdio).withTimeout(after);
    double[] late = new double[calls];
    for (int i = 0; i < calls; i++) {
      long end = System.nanoTime() + after.toNanos();
      try {
        plugin.invoke(TestV1.TYPE, message, options);
        throw new IllegalStateException("expected a timeout");
      } catch (PluginTimeoutException e) {
        late[i] = since(end);
      }
    }
    return percentile99(late);
  }

  private double interrupts(Plugin plugin) {
    CallOptions options = CallOptions.NONE.withStdio(stdio);
    double[] late = new double[calls];
    Thread caller = Thread.currentThread();
    for (int i = 0; i < calls; i++) {
      long end = System.nanoTime() + after.toNanos();
      Future<?> interrupt =
          clock.schedule(caller::interrupt, after.toNanos(), TimeUnit.NANOSECONDS);
      try {
        plugin.invoke(TestV1.TYPE, message, options);
        throw new IllegalStateException("expected an interrupt");
      } catch (PluginInterruptedException e) {
        late[i] = since(end);
      } finally {
        interrupt.cancel(false);
      }
      boolean unused = Thread.interrupted(); // of this call, not of the next
    }
    return percentile99(late);
  }

  private static double since(long end) {
    return (System.nanoTime() - end) / 1e6;
  }

  private static double percentile99(double[] values) {
    Arrays.sort(values);
    return values[(int) Math.ceil(values.length * 0.99) - 1];
  }
}
