package dev.portside.runtime.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginInterruptedException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Stdio;
import dev.portside.api.type.TestV1;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName(
    "A call ends when its time is over, its caller is interrupted or its runtime is closed")
class EndOfCallTest {
  private static final TestV1.Input MESSAGE = new TestV1.Input("Ada");
  private static final Duration SOON = Duration.ofMillis(200);
  private static final String LOOP = "(loop $again (br $again))";

  @TempDir Path dir;

  private final WasmRuntime runtime = new WasmRuntime();

  @AfterEach
  void close() {
    runtime.close();
  }

  private Plugin module(String wat, WasmConfig config) throws IOException {
    return Modules.plugin(runtime, dir, Wat2Wasm.parse(wat), config);
  }

  private Plugin hanging() throws IOException {
    return module("(module (func (export \"f\") " + LOOP + "))", Modules.entry("f"));
  }

  @ParameterizedTest(name = "in its {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start function | (module (func $s (loop (br 0))) (start $s) (func (export "f")))
          initialiser    | (module (func (export "_initialize") (loop (br 0))) (func (export "f")))
          constructors   | (module (func (export "__wasm_call_ctors") (loop (br 0))) (func (export "f")))
          entry          | (module (func (export "f") (loop (br 0))))
          """)
  @DisplayName("a timeout ends a module that never comes back, wherever it hangs")
  void timeout(String where, String wat) throws IOException {
    Plugin plugin = module(wat, Modules.entry("f"));
    PluginTimeoutException failure =
        assertThrows(
            PluginTimeoutException.class,
            () -> plugin.invoke(TestV1.TYPE, MESSAGE, CallOptions.NONE.withTimeout(SOON)),
            where);
    assertEquals("plugin \"demo\" was ended after its timeout of 200 ms", failure.getMessage());
  }

  @ParameterizedTest(name = "{0} ms of the manifest and {1} ms of the caller are {2}")
  @CsvSource({"200, 60000, 200", "60000, 200, 200", "200, 0, 200"})
  @DisplayName("of the timeouts of manifest and caller the smaller one counts")
  void smallerTimeout(long manifest, long caller, long expected) throws IOException {
    WasmConfig config =
        WasmConfig.builder().entryFuncName("f").timeout(Duration.ofMillis(manifest)).build();
    Plugin plugin = module("(module (func (export \"f\") " + LOOP + "))", config);
    CallOptions options =
        caller == 0 ? CallOptions.NONE : CallOptions.NONE.withTimeout(Duration.ofMillis(caller));
    PluginTimeoutException failure =
        assertThrows(
            PluginTimeoutException.class, () -> plugin.invoke(TestV1.TYPE, MESSAGE, options));
    assertEquals(Duration.ofMillis(expected), failure.limit());
  }

  @Test
  @DisplayName("a timeout ends a request to a server that never answers, and says so")
  void timeoutOfRequest() throws IOException {
    WasmConfig config =
        WasmConfig.builder().entryFuncName("http").allowedHosts(List.of("127.0.0.1")).build();
    Plugin plugin =
        Modules.plugin(runtime, dir, Modules.resource("/plugins/protocol.wasm"), config);
    CallOptions soon = CallOptions.NONE.withTimeout(SOON);
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";
      TestV1.Input request = new TestV1.Input("{\"url\":\"" + url + "\",\"method\":\"GET\"}");
      for (int i = 0; i < 5; i++) {
        assertThrows(PluginTimeoutException.class, () -> plugin.invoke(TestV1.TYPE, request, soon));
      }
    }
  }

  /** Runs something in a thread of its own, and interrupts it once a latch is down. */
  private static <T extends Throwable> T interrupted(
      Class<T> expected, Runnable call, CountDownLatch running) throws Exception {
    FutureTask<T> task =
        new FutureTask<>(() -> {
          T failure = assertThrows(expected, call::run);
          assertTrue(Thread.currentThread().isInterrupted(), "the flag is to stay set");
          return failure;
        });
    Thread thread = new Thread(task);
    thread.start();
    running.await();
    thread.interrupt();
    return task.get();
  }

  @Test
  @DisplayName("an interrupt ends a loop in the caller's own thread")
  void interruptInOwnThread() throws Exception {
    String wat =
        """
        (module
          (import "extism:host/env" "input_load_u8" (func $input (param i64) (result i32)))
          (func (export "f")
            (if (i32.eq (call $input (i64.const 9)) (i32.const 104)) (then (loop (br 0))))))
        """;
    Plugin plugin = module(wat, Modules.entry("f"));
    // Once it is initialised, a module without effects runs in the thread of its caller.
    assertThrows(PluginCallException.class, () -> plugin.call(TestV1.TYPE, MESSAGE));
    CountDownLatch running = new CountDownLatch(1);
    interrupted(
        PluginInterruptedException.class,
        () -> {
          running.countDown();
          plugin.call(TestV1.TYPE, new TestV1.Input("hang"));
        },
        running);
  }

  @Test
  @DisplayName("an interrupt ends a read of standard input that never comes back")
  void interruptOfRead() throws Exception {
    Plugin plugin =
        Modules.plugin(runtime, dir, Modules.resource("/plugins/kit.wasm"), Modules.entry("stdin"));
    CountDownLatch running = new CountDownLatch(1);
    try (PipedOutputStream nobodyWrites = new PipedOutputStream();
        InputStream in = new Announced(new PipedInputStream(nobodyWrites), running)) {
      Stdio stdio = Stdio.of(in, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
      CallOptions options = CallOptions.NONE.withStdio(stdio);
      interrupted(
          PluginInterruptedException.class,
          () -> plugin.invoke(TestV1.TYPE, MESSAGE, options),
          running);
    }
  }

  /** Says that somebody reads. */
  private static final class Announced extends java.io.FilterInputStream {
    private final CountDownLatch read;

    Announced(InputStream in, CountDownLatch read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      read.countDown();
      return super.read(into, from, count);
    }
  }

  @Test
  @DisplayName("what was ended does no harm to the calls that follow")
  void callsGoOn() throws IOException {
    Plugin plugin = hanging();
    CallOptions soon = CallOptions.NONE.withTimeout(SOON);
    for (int i = 0; i < 3; i++) {
      assertThrows(PluginTimeoutException.class, () -> plugin.invoke(TestV1.TYPE, MESSAGE, soon));
    }
  }

  @Test
  @DisplayName("a closed plugin, and one of a closed runtime, say so")
  void closed() throws IOException {
    Plugin plugin = hanging();
    plugin.close();
    plugin.close();
    PluginCallException failure =
        assertThrows(PluginCallException.class, () -> plugin.call(TestV1.TYPE, MESSAGE));
    assertEquals("plugin \"demo\" cannot be called: it is closed", failure.getMessage());
    Plugin other = hanging();
    runtime.close();
    failure = assertThrows(PluginCallException.class, () -> other.call(TestV1.TYPE, MESSAGE));
    assertEquals("plugin \"demo\" cannot be called: its runtime is closed", failure.getMessage());
  }
}
