package dev.portside.runtime.wasm.code;

import static dev.portside.runtime.wasm.code.WasmBytes.empty;
import static dev.portside.runtime.wasm.code.WasmBytes.run;
import static dev.portside.runtime.wasm.code.WasmBytes.withBody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class CodeCacheTest {
  private static final byte[] SQUARE =
      WasmBytes.of(
          "(module (func (export \"f\") (param i64) (result i64) (i64.mul (local.get 0) (local.get"
              + " 0))))");

  /** Takes a while to compile. */
  private static final byte[] LONG =
      WasmBytes.of("(module " + "(func (drop (i32.const 1)))".repeat(5000) + ")");

  @ParameterizedTest
  @EnumSource
  @DisplayName("a module runs in both modes, and says which")
  void bothModes(CodeMode mode) throws Exception {
    try (CodeCache cache = new CodeCache(null, mode)) {
      Code code = cache.load(SQUARE, "square.wasm");
      assertEquals(49, run(code, 7));
      assertEquals(mode == CodeMode.COMPILED, code.compiled());
    }
  }

  @Test
  @DisplayName("equal bytes give the same code, however many ask at once")
  void once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      List<Callable<Code>> askers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        askers.add(() -> cache.load(LONG.clone(), "long.wasm"));
      }
      Code first = cache.load(LONG, "long.wasm");
      for (Future<Code> each : threads.invokeAll(askers)) {
        assertSame(first, each.get());
      }
      assertNotSame(first, cache.load(SQUARE, "square.wasm"));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("a caller who is interrupted leaves, and the code is there for the next")
  void interrupted() throws Exception {
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> cache.load(LONG, "long.wasm"));
      assertFalse(Thread.interrupted(), "the exception stands for the flag");
      assertTrue(cache.load(LONG, "long.wasm").compiled());
      assertNoThreadStays();
    }
  }

  private static void assertNoThreadStays() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("portside-wasm-compiler")) {
        assertTrue(thread.isDaemon());
        thread.join(20_000);
        assertFalse(thread.isAlive(), "the thread ends by itself");
      }
    }
  }

  @Test
  @DisplayName("each asker of a bad module gets an error with its own source")
  void ownSource() {
    byte[] bad = withBody(empty().bytes(0).times(2000, 0x6a).bytes(0x0b));
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      for (String source : List.of("a/plugin.wasm", "b/plugin.wasm")) {
        BadModuleException e =
            assertThrows(BadModuleException.class, () -> cache.load(bad, source));
        String expected = source + ": is not a valid module: type mismatch: instruction requires";
        assertTrue(e.getMessage().startsWith(expected), e.getMessage());
        assertTrue(e.getMessage().length() < 400, "not one text for each of 2000 errors");
      }
    }
  }

  @Test
  @DisplayName("closed, it gives nothing any more, but code handed out stays good")
  void closed() throws Exception {
    CodeCache cache = new CodeCache(null, CodeMode.COMPILED);
    Code code = cache.load(SQUARE, "square.wasm");
    cache.close();
    cache.close();
    assertEquals(
        "the code cache is closed",
        assertThrows(IllegalStateException.class, () -> cache.load(SQUARE, "square.wasm"))
            .getMessage());
    assertEquals(9, run(code, 3));
  }

  @Test
  @DisplayName("no more than 64 modules are remembered, the longest unused is forgotten")
  void bounded() throws Exception {
    try (CodeCache cache = new CodeCache(null, CodeMode.INTERPRETED)) {
      Code first = cache.load(constant(0), "0.wasm");
      Code second = cache.load(constant(1), "1.wasm");
      for (int i = 2; i < 80; i++) {
        cache.load(constant(i), i + ".wasm");
        assertSame(first, cache.load(constant(0), "0.wasm"), "used all the time");
      }
      assertNoThreadStays();
      assertNotSame(second, cache.load(constant(1), "1.wasm"));
    }
  }

  private static byte[] constant(int value) {
    return withBody(empty().bytes(0, 0x41).number(value).bytes(0x1a, 0x0b));
  }

  @Test
  @DisplayName("the digest is the SHA-256 of the bytes")
  void digest() throws Exception {
    try (CodeCache cache = new CodeCache(null, CodeMode.COMPILED)) {
      assertEquals(
          "93a44bbb96c751218e4c00d479e4c14358122a389acca16205b1e4d0dc5f9476",
          cache.load(WasmBytes.module().toBytes(), "empty.wasm").digest());
    }
  }
}
