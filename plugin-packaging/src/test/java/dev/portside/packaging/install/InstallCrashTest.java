package dev.portside.packaging.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.PluginException;
import dev.portside.packaging.install.FailingDisk.Stopped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Installing, stopped or side by side,")
class InstallCrashTest {
  private static final InstallOptions QUIET = InstallOptions.DEFAULT.withHooks(false);
  private static final Owner KILLED = new Owner(Long.MAX_VALUE, 1);

  @TempDir Path scratch;
  private Fixture at;

  @BeforeEach
  void open() throws IOException {
    at = new Fixture(scratch.toRealPath());
  }

  @AfterEach
  void close() {
    at.close();
  }

  /** What an installer is asked for. */
  private interface Request {
    void to(PluginInstaller installer) throws IOException;
  }

  @Test
  @DisplayName("installs all or nothing")
  void installs() throws IOException {
    String archive = at.signed("1.0.0", "echo 1").toString();
    stopEverywhere(() -> at.clear(), installer -> installer.install(archive, QUIET));
  }

  @Test
  @DisplayName("updates to the new plugin or leaves the old one")
  void updates() throws IOException {
    String old = at.signed("1.0.0", "echo 1").toString();
    at.signed("2.0.0", "echo 2");
    stopEverywhere(
        () -> {
          at.clear();
          at.installer().install(old, QUIET);
        },
        installer -> installer.update("good", QUIET.withVersion("2.0.0")));
  }

  @Test
  @DisplayName("uninstalls all or nothing")
  void uninstalls() throws IOException {
    String archive = at.signed("1.0.0", "echo 1").toString();
    stopEverywhere(
        () -> {
          at.clear();
          at.installer().install(archive, QUIET);
        },
        installer -> installer.uninstall("good", QUIET));
  }

  /** What makes the state to begin with. */
  private interface Preparing {
    void run() throws IOException;
  }

  private void stopEverywhere(Preparing before, Request request) throws IOException {
    before.run();
    Map<String, String> old = at.state();
    request.to(at.installer());
    Map<String, String> changed = at.state();
    boolean isStopped = true;
    boolean isChanged = false;
    int operations = 0;
    for (; isStopped; operations++) {
      before.run();
      FailingDisk disk = FailingDisk.stoppedAt(operations);
      try {
        request.to(at.builder().build(disk, KILLED));
        isStopped = false;
      } catch (Stopped e) {
        assertTrue(disk.hasFailed());
      }
      at.installer().recover();
      Map<String, String> left = at.state();
      left.keySet().removeIf(name -> left.size() == 1 && name.equals("/"));
      isChanged |= left.equals(changed);
      assertEquals(isChanged ? changed : old, left, "stopped at operation " + operations);
    }
    assertTrue(operations > 15, "operations");
  }

  @RepeatedTest(5)
  @DisplayName("lets one of many win, and tells the others")
  void race() throws Exception {
    int count = 8;
    String archive = at.signed("1.0.0", "echo 1").toString();
    at.installer().install(archive, QUIET);
    Map<String, String> expected = at.state();
    at.clear();
    CyclicBarrier start = new CyclicBarrier(count);
    Callable<String> installing =
        () -> {
          start.await();
          try {
            return at.installer().install(archive, QUIET).change().toString();
          } catch (PluginException e) {
            return String.valueOf(e.getMessage());
          }
        };
    ExecutorService pool = Executors.newFixedThreadPool(count);
    List<String> results = new ArrayList<>();
    try {
      for (Future<String> each : pool.invokeAll(Collections.nCopies(count, installing))) {
        results.add(each.get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(1, Collections.frequency(results, "INSTALLED"), results::toString);
    String lost =
        "plugin already exists: "
            + at.plugins.resolve("good")
            + "; update it, or uninstall it before";
    assertEquals(count - 1, Collections.frequency(results, lost), results::toString);
    assertEquals(expected, at.state());
  }

  @Test
  @DisplayName("an error of the disk undoes an update")
  void undoes() throws IOException {
    String old = at.signed("1.0.0", "echo 1").toString();
    at.signed("2.0.0", "echo 2");
    at.installer().install(old, QUIET);
    Map<String, String> before = at.state();
    at.installer().update("good", QUIET.withVersion("2.0.0"));
    Map<String, String> updated = at.state();
    boolean isDone = false;
    boolean wasUpdated = false;
    for (int operation = 0; !isDone; operation++) {
      at.clear();
      at.installer().install(old, QUIET);
      FailingDisk disk = FailingDisk.failingAt(operation);
      try {
        at.builder().build(disk, KILLED).update("good", QUIET.withVersion("2.0.0"));
        isDone = true;
      } catch (IOException e) {
        assertEquals("no space left on device", e.getMessage());
      }
      Map<String, String> left = at.state();
      left.keySet().removeIf(name -> name.startsWith(Workspace.STATE));
      wasUpdated |= left.equals(updated); // the rest throws the old one away: too late to undo
      Map<String, String> expected = wasUpdated ? updated : before;
      assertEquals(expected, left, "at once, failed at operation " + operation);
      at.installer().recover();
      assertEquals(expected, at.state(), "recovered, failed at operation " + operation);
    }
    assertTrue(wasUpdated, "done without a failure");
  }
}
