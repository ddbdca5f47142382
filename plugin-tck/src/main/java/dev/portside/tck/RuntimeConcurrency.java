package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginExitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 6: many calls at once. */
abstract class RuntimeConcurrency extends RuntimeCancellation {
  private static final int THREADS = 8;
  private static final int CALLS = 4;

  RuntimeConcurrency() {}

  /** Starts a call that waits for all others to be ready. */
  private Task<String> callAt(CountDownLatch start, Plugin plugin, TckV1.Input input) {
    return Task.start(
        "the call of " + plugin.metadata().name() + " beside others",
        patience(),
        () -> {
          start.countDown();
          start.await();
          String last = "";
          for (int i = 0; i < CALLS; i++) {
            last = plugin.invoke(TckV1.TYPE, input, CallOptions.NONE).message().data().text();
            if (!last.equals(input.data().orElseThrow().text())) {
              return last;
            }
          }
          return last;
        });
  }

  /**
   * Has eight threads call one plugin, which nobody has called before, with a message of their own,
   * four times each. Never skipped.
   *
   * <p>If this fails, check for state of a call in fields of the plugin, for buffers that are
   * shared, and for what the first call prepares without a lock.
   */
  @Test
  @DisplayName("R-6.1 each of many threads gets the answer to its own message")
  public final void r0601_noCrossTalk() throws Exception {
    Plugin plugin = bench().direct(Behavior.ECHO);
    CountDownLatch start = new CountDownLatch(THREADS);
    List<Task<String>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      tasks.add(callAt(start, plugin, TckV1.Input.of(Bytes.utf8(message(i)))));
    }
    for (int i = 0; i < THREADS; i++) {
      assertEquals(message(i), tasks.get(i).value(), "the answer that thread " + i + " got");
    }
  }

  private static String message(int thread) {
    return ("thread " + thread + ";").repeat(100 + thread);
  }

  /**
   * Calls a plugin that answers for as long as seven others say no, and once more. Never skipped.
   *
   * <p>If this fails, check for a shared state that a failure spoils, such as a process or an
   * instance that several calls use.
   */
  @Test
  @DisplayName("R-6.2 a call that fails harms no other")
  public final void r0602_failureHarmsNoOther() throws Exception {
    Plugin good = bench().direct(Behavior.ECHO);
    Plugin bad = bench().direct(Behavior.EXIT);
    List<Task<TckV1.Output>> failures = new ArrayList<>();
    for (int i = 1; i < THREADS; i++) {
      failures.add(call(bad, TckV1.Input.of(Bytes.EMPTY, "9"), CallOptions.NONE));
    }
    boolean last;
    do {
      last = failures.stream().allMatch(Task::isDone);
      TckV1.Output output = answer(good, TckV1.Input.of(Bytes.utf8("hello")));
      assertEquals("hello", output.data().text(), "the answer beside calls that fail");
    } while (!last);
    failures.forEach(failure -> failure.failure(PluginExitException.class));
  }

  /**
   * Calls a plugin while another of the same runtime hangs. Never skipped.
   *
   * <p>If this fails, check for a lock, or a pool of few threads, that a call holds while its
   * plugin runs.
   */
  @Test
  @DisplayName("R-6.3 a plugin that hangs does not hold up another")
  public final void r0603_hangHoldsUpNoOther() throws Exception {
    Plugin hanging = bench().direct(Behavior.HANG);
    Plugin good = bench().direct(Behavior.ECHO);
    List<Streams> streams = new ArrayList<>();
    List<Task<TckV1.Output>> hung = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      streams.add(new Streams());
      hung.add(call(hanging, TckV1.Input.of(Bytes.EMPTY), streams.get(i).options()));
    }
    try {
      long end = System.nanoTime() + patience().dividedBy(8).toNanos();
      for (Streams each : streams) { // all are to hang, else one place may be left
        each.awaitSign(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      assertEquals("hello", answer(good, TckV1.Input.of(Bytes.utf8("hello"))).data().text());
    } finally {
      hung.forEach(Task::interrupt);
    }
    hung.forEach(Task::thrown);
  }
}
