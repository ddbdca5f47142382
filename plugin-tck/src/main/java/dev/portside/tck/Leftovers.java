package dev.portside.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The threads and processes that have come since a moment, and are to be gone again. */
final class Leftovers {
  private final Set<Thread> threads = Thread.getAllStackTraces().keySet();
  private final Set<ProcessHandle> processes = descendants();

  private static Set<ProcessHandle> descendants() {
    Set<ProcessHandle> all = new HashSet<>();
    ProcessHandle.current().descendants().forEach(all::add);
    return all;
  }

  /**
   * Fails the rule if new processes are left, or as many new threads as there were calls: a few may
   * stay for later calls, but not one for each. Waits for those that are about to end; the threads
   * of the kit itself do.
   */
  void requireGone(int calls, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (ProcessHandle process : descendants()) {
      if (!processes.contains(process)) {
        requireEnd(process, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    }
    List<String> left = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!threads.contains(thread)) {
        long millis = (deadline - System.nanoTime()) / 1_000_000 / calls;
        thread.join(Math.max(1, millis));
        if (thread.isAlive()) {
          left.add(thread.getName());
        }
      }
    }
    if (left.size() >= calls) {
      fail("after " + calls + " calls these threads are left: " + left);
    }
  }

  /** How many files this process has open; 0 where there is no {@code /proc}. */
  static int openFiles() {
    String[] files = new File("/proc/self/fd").list();
    return files == null ? 0 : files.length;
  }

  /** Fails the rule unless a process ends. */
  static void requireEnd(ProcessHandle process, Duration patience) throws InterruptedException {
    CompletableFuture<ProcessHandle> end = process.onExit();
    long deadline = System.nanoTime() + patience.toNanos();
    while (!isOver(process, end)) {
      if (System.nanoTime() - deadline >= 0) {
        String command = process.info().commandLine().orElse("unknown");
        process.destroyForcibly();
        fail("process " + process.pid() + " is left, its command line: " + command);
      }
    }
  }

  /**
   * Waits a moment for the end of a process. One that nobody takes notice of, since its parent has
   * ended before it, may stay in the table of the system: it has ended nevertheless.
   */
  private static boolean isOver(ProcessHandle process, CompletableFuture<ProcessHandle> end)
      throws InterruptedException {
    try {
      end.get(50, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return isZombie(process.pid());
    } catch (ExecutionException e) {
      return fail("the end of process " + process.pid() + " cannot be awaited", e);
    }
  }

  /** Always false where there is no {@code /proc}. */
  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), ISO_8859_1);
      int state = stat.lastIndexOf(')') + 2;
      return state > 1 && state < stat.length() && "ZX".indexOf(stat.charAt(state)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
