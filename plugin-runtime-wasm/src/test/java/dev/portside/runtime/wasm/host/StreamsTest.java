package dev.portside.runtime.wasm.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.wasi.WasiExitException;
import dev.portside.api.Stdio;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamsTest {
  private static final String WASI = "wasi_snapshot_preview1 ";
  private static final String[] IMPORTS = {
    WASI + "fd_read (param i32 i32 i32 i32) (result i32)",
    WASI + "fd_write (param i32 i32 i32 i32) (result i32)",
    WASI + "fd_close (param i32) (result i32)",
    WASI + "fd_fdstat_get (param i32 i32) (result i32)",
    WASI + "fd_prestat_get (param i32 i32) (result i32)",
    WASI + "environ_get (param i32 i32) (result i32)",
    WASI + "environ_sizes_get (param i32 i32) (result i32)",
    WASI + "args_sizes_get (param i32 i32) (result i32)",
    WASI + "random_get (param i32 i32) (result i32)",
    WASI + "clock_time_get (param i32 i64 i32) (result i32)",
    WASI + "poll_oneoff (param i32 i32 i32 i32) (result i32)",
    WASI + "proc_exit (param i32)"
  };
  private static final int RESULT = 512;

  private static TestGuest guest(CallScope scope) {
    return new TestGuest(TestGuest.settings().build(), scope, IMPORTS);
  }

  private static CallScope scope(Stdio stdio) {
    return CallScope.builder().stdio(stdio).build();
  }

  private static int write(TestGuest guest, int descriptor, String text) {
    int vector = guest.vector(guest.put(text), text.getBytes(UTF_8).length);
    return (int) guest.call("fd_write", descriptor, vector, 1, RESULT);
  }

  private static String read(TestGuest guest, int most) {
    int vector = guest.vector(60_000, most);
    assertEquals(Errno.SUCCESS, (int) guest.call("fd_read", 0, vector, 1, RESULT));
    return guest.memoryText(60_000, guest.memory().readInt(RESULT));
  }

  @Test
  @DisplayName("A guest reads and writes the streams of its call, which are counted and stay open")
  void connects() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream("IN!".getBytes(UTF_8));
    CallScope scope = scope(Stdio.of(in, out, err));
    try (TestGuest guest = guest(scope)) {
      assertEquals("IN", read(guest, 2));
      assertEquals("!", read(guest, 10));
      assertEquals("", read(guest, 10));
      assertEquals(Errno.SUCCESS, write(guest, 1, "to out"));
      assertEquals(Errno.SUCCESS, write(guest, 2, "to err"));
      assertEquals("to out/to err", out.toString(UTF_8) + "/" + err.toString(UTF_8));
      assertEquals(
          "3/12/to err", scope.bytesIn() + "/" + scope.bytesOut() + "/" + scope.stderrTail());
    }
  }

  @Test
  @DisplayName("Only the end of standard error is kept")
  void keepsTail() {
    CallScope scope = CallScope.builder().build();
    try (TestGuest guest = guest(scope)) {
      for (int i = 0; i < 7; i++) {
        write(guest, 2, "x".repeat(5000));
      }
      write(guest, 2, "the end");
      assertEquals("x".repeat(32 * 1024 - 7) + "the end", scope.stderrTail());
    }
  }

  @Test
  @DisplayName("Each call has streams of its own, even if the one before closed them")
  void renews() {
    try (TestGuest guest = guest(CallScope.builder().build())) {
      assertEquals("", read(guest, 10));
      guest.call("fd_close", 0);
      guest.call("fd_close", 1);
      assertEquals(8, write(guest, 1, "lost"));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      InputStream in = new ByteArrayInputStream("next".getBytes(UTF_8));
      guest.next(scope(Stdio.of(in, out, OutputStream.nullOutputStream())));
      assertEquals("next", read(guest, 10));
      assertEquals(Errno.SUCCESS, write(guest, 1, "out"));
      assertEquals("out", out.toString(UTF_8));
    }
  }

  @Test
  @DisplayName("A guest sees the variables of its call, no arguments and no directory")
  void isolates() {
    CallScope scope = CallScope.builder().environment(Map.of("NAME", "värde")).build();
    try (TestGuest guest = guest(scope)) {
      guest.call("environ_sizes_get", 0, 4);
      assertEquals(1, guest.memory().readInt(0));
      assertEquals("NAME=värde\0".getBytes(UTF_8).length, guest.memory().readInt(4));
      guest.call("environ_get", 0, 100);
      assertEquals(100, guest.memory().readInt(0));
      assertEquals("NAME=värde\0", guest.memoryText(100, 12));
      guest.call("args_sizes_get", 0, 4);
      assertEquals(0, guest.memory().readLong(0));
      assertEquals(8, guest.call("fd_prestat_get", 3, 0));
      guest.next(CallScope.builder().build());
      guest.call("environ_sizes_get", 0, 4);
      assertEquals(0, guest.memory().readLong(0));
    }
  }

  @Test
  @DisplayName(
      "The clock is that of the host, random bytes differ, and a made-up length is refused")
  void tellsTime() {
    try (TestGuest guest = guest(CallScope.builder().build())) {
      long before = System.currentTimeMillis();
      guest.call("clock_time_get", 0, 0, 0);
      assertTrue(guest.memory().readLong(0) / 1_000_000 >= before);
      assertEquals(Errno.SUCCESS, (int) guest.call("random_get", 1000, 10_000));
      assertFalse(guest.memory().readLong(1000) == guest.memory().readLong(10_992));
      assertEquals(Errno.FAULT, (int) guest.call("random_get", 0, -1));
      assertEquals(Errno.FAULT, (int) guest.call("random_get", 0, 1 << 30));
    }
  }

  @Test
  @DisplayName("An exit ends the call with its code")
  void exits() {
    try (TestGuest guest = guest(CallScope.builder().build())) {
      assertEquals(
          7, assertThrows(WasiExitException.class, () -> guest.call("proc_exit", 7)).exitCode());
    }
  }

  /** A stream that blocks for ever, as some do that no interrupt reaches. */
  private static final class Deaf extends InputStream {
    final CountDownLatch reading = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public int read(byte[] target, int from, int length) {
      return read();
    }

    @Override
    public int read() {
      reading.countDown();
      boolean done = false;
      while (!done) {
        try {
          release.await();
          done = true;
        } catch (InterruptedException e) {
          // Deaf.
        }
      }
      return -1;
    }
  }

  @Test
  @DisplayName(
      "An interrupt ends the wait for a stream that knows of none, and its thread ends later")
  void interruptsRead() throws Exception {
    Deaf in = new Deaf();
    OutputStream none = OutputStream.nullOutputStream();
    Thread[] reader = new Thread[1];
    FutureTask<Boolean> waiting =
        new FutureTask<>(() -> {
          try (TestGuest guest = guest(scope(Stdio.of(in, none, none)))) {
            assertThrows(ChicoryInterruptedException.class, () -> read(guest, 1));
            return Thread.currentThread().isInterrupted();
          }
        });
    Thread thread = new Thread(waiting);
    thread.start();
    in.reading.await();
    for (Thread one : Thread.getAllStackTraces().keySet()) {
      if (one.getName().equals("portside-stdin")) {
        reader[0] = one;
      }
    }
    thread.interrupt();
    assertTrue(waiting.get(10, TimeUnit.SECONDS));
    in.release.countDown();
    reader[0].join(10_000);
    assertFalse(reader[0].isAlive());
  }

  @Test
  @DisplayName(
      "What arrives later is read when it arrives, and the failure of a stream is an error")
  void waitsForInput() throws Exception {
    PipedOutputStream sender = new PipedOutputStream();
    OutputStream none = OutputStream.nullOutputStream();
    InputStream in = new PipedInputStream(sender);
    try (TestGuest guest = guest(scope(Stdio.of(in, none, none)))) {
      FutureTask<Void> sending =
          new FutureTask<>(() -> {
            sender.write("late".getBytes(UTF_8));
            sender.close();
            return null;
          });
      new Thread(sending).start();
      StringBuilder all = new StringBuilder();
      for (String part = read(guest, 3); !part.isEmpty(); part = read(guest, 3)) {
        all.append(part);
      }
      assertEquals("late", all.toString());
      sending.get(10, TimeUnit.SECONDS);
    }
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            return read();
          }
        };
    try (TestGuest guest = guest(scope(Stdio.of(broken, none, none)))) {
      assertEquals(Errno.IO, (int) guest.call("fd_read", 0, guest.vector(60_000, 1), 1, RESULT));
    }
  }

  @Test
  @DisplayName("An interrupt ends a sleep")
  void interruptsSleep() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    FutureTask<Boolean> waiting =
        new FutureTask<>(() -> {
          try (TestGuest guest = guest(CallScope.builder().build())) {
            guest.memory().writeLong(24, 3_600_000_000_000L);
            started.countDown();
            assertThrows(
                ChicoryInterruptedException.class,
                () -> guest.call("poll_oneoff", 0, 100, 1, RESULT));
            return Thread.currentThread().isInterrupted();
          }
        });
    Thread thread = new Thread(waiting);
    thread.start();
    started.await();
    thread.interrupt();
    assertTrue(waiting.get(10, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("A poll of standard input does not wait for what may never come")
  void pollsInput() {
    try (TestGuest guest = guest(CallScope.builder().build())) {
      guest.memory().writeByte(8, (byte) 1);
      assertEquals(Errno.SUCCESS, (int) guest.call("poll_oneoff", 0, 100, 1, RESULT));
      assertEquals(1, guest.memory().readInt(RESULT));
    }
  }
}
