package dev.portside.runtime.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.PostRendererV1;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code -Dportside.soak.calls=10000} makes it long; every tenth call runs out of time. */
@DisplayName("Very many calls")
class SoakTest {
  /** A very long time that nobody else sleeps. */
  private static final String SECONDS = String.valueOf(1_000_000 + ProcessHandle.current().pid());

  private final SubprocessRuntime runtime =
      SubprocessRuntime.builder().grace(Duration.ofMillis(50)).build();

  private final SubprocessPlugin answering = Subject.script(runtime, "cat; echo note >&2");

  /** Children, an orphan, and one that must be killed. */
  private final SubprocessPlugin hanging =
      Subject.script(
          runtime,
          "echo ready",
          "(sleep " + SECONDS + " &)",
          "sh -c \"trap '' TERM; while :; do sleep 0.05; done\" &",
          "sleep " + SECONDS);

  @Test
  @DisplayName("leave no process, thread, descriptor or file")
  void leaveNothing() {
    int calls = Integer.getInteger("portside.soak.calls", 100);
    for (int i = 0; i < 11; i++) { // the JDK's own threads and descriptors
      call(i);
    }
    Map<String, Long> before = resources();
    for (int i = 0; i < calls; i++) {
      call(i);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Map<String, Long> after = resources();
    while (!after.equals(before)
        && System.nanoTime() - end < 0) { // the last child of the last call
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      after = resources();
    }
    assertEquals(before, after);
  }

  private void call(int i) {
    if (i % 10 == 0) {
      assertThrows(
          PluginTimeoutException.class,
          () -> hanging.invoke(CliV1.TYPE, Subject.NO_ARGS, Subject.timeout(30)));
    } else {
      Bytes noise = Subject.noise(1 + i * 97 % 20_000);
      assertEquals(
          noise,
          answering
              .invoke(
                  PostRendererV1.TYPE, new PostRendererV1.Input(noise, List.of()), CallOptions.NONE)
              .message()
              .manifests());
    }
  }

  private static Map<String, Long> resources() {
    Map<String, Long> counts = new TreeMap<>();
    ProcessHandle self = ProcessHandle.current();
    counts.put("children", self.descendants().count());
    counts.put("sleeping", ProcessHandle.allProcesses().filter(SoakTest::sleeps).count());
    counts.put(
        "threads", Thread.getAllStackTraces().keySet().stream().filter(SoakTest::isOurs).count());
    counts.put("descriptors", count("", "/proc/self/fd"));
    // Other processes have files there, too; such is the name of those that Helm makes.
    counts.put("temporary files", count("helm-plugin-", System.getProperty("java.io.tmpdir")));
    return counts;
  }

  private static boolean sleeps(ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return arguments.length > 0 && arguments[0].equals(SECONDS) && !Subject.isGone(process.pid());
  }

  /** Other threads than the JDK's pool, which waits a minute for the next process. */
  private static boolean isOurs(Thread thread) {
    return !thread.getName().startsWith("process reaper");
  }

  private static long count(String prefix, String dir) {
    String[] names = new File(dir).list((parent, name) -> name.startsWith(prefix));
    assertTrue(names != null, dir);
    return names.length;
  }
}
