package dev.portside.packaging.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.packaging.install.FailingDisk.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A change of a directory of plugins")
class WorkspaceTest {
  private static final Owner KILLED = new Owner(Long.MAX_VALUE, 1);
  private static final Map<String, String> OLD =
      Map.of(
          "good/plugin.yaml",
          "old",
          "good/lib/only-old",
          "",
          "good-1.0.0.tgz",
          "old",
          "good-1.0.0.tgz.prov",
          "old",
          "plugins.lock",
          "good 1.0.0",
          "other/plugin.yaml",
          "other");
  private static final Map<String, String> NEW =
      Map.of(
          "good/plugin.yaml",
          "new",
          "good/bin/only-new",
          "",
          "good-2.0.0.tgz",
          "new",
          "plugins.lock",
          "good 2.0.0",
          "other/plugin.yaml",
          "other");

  @TempDir Path plugins;

  @BeforeEach
  void makeOld() throws IOException {
    write(plugins, OLD);
  }

  @Test
  @DisplayName("leaves nothing but itself")
  void changes() throws IOException {
    update(new Disk(), Owner.current());
    assertEquals(NEW, all());
    remove(new Disk());
    assertEquals(Map.of("plugins.lock", "", "other/plugin.yaml", "other"), all());
  }

  @Test
  @DisplayName("stopped at any operation is, after the next run, all old or all new")
  void survivesKill() throws IOException {
    int operations = 0;
    boolean isDone = false;
    boolean wasNew = false;
    for (; !isDone; operations++) {
      reset();
      FailingDisk disk = FailingDisk.stoppedAt(operations);
      isDone = !stop(disk, () -> update(disk, KILLED));
      Workspace.recover(plugins, new Disk(), Owner.current());
      Map<String, String> left = all();
      wasNew |= left.equals(NEW);
      assertEquals(wasNew ? NEW : OLD, left, "stopped at " + operations);
    }
    assertTrue(operations > 30, "operations");
  }

  @Test
  @DisplayName("survives that the recovery is stopped, too")
  void survivesKilledRecovery() throws IOException {
    for (int operation = 0; ; operation++) {
      reset();
      FailingDisk disk = FailingDisk.stoppedAt(operation);
      if (!stop(disk, () -> update(disk, KILLED))) {
        break;
      }
      boolean isRecovered = false;
      for (int again = 0; !isRecovered; again++) {
        FailingDisk second = FailingDisk.stoppedAt(again);
        isRecovered = !stop(second, () -> Workspace.recover(plugins, second, Owner.current()));
      }
      Map<String, String> left = all();
      assertTrue(left.equals(OLD) || left.equals(NEW), () -> "left: " + left);
    }
  }

  @Test
  @DisplayName("in which an operation fails is undone")
  void undoes() throws IOException {
    boolean isDone = false;
    boolean wasNew = false;
    for (int operation = 0; !isDone; operation++) {
      reset();
      FailingDisk disk = FailingDisk.failingAt(operation);
      try {
        update(disk, KILLED);
        isDone = true;
      } catch (IOException e) {
        assertEquals("no space left on device", e.getMessage());
      }
      Map<String, String> left = all();
      left.keySet().removeIf(name -> name.startsWith(Workspace.STATE));
      wasNew |= left.equals(NEW); // the rest throws the old one away: too late to undo
      assertEquals(wasNew ? NEW : OLD, left, "at once, failed at operation " + operation);
      Workspace.recover(plugins, new Disk(), Owner.current());
      assertEquals(wasNew ? NEW : OLD, all(), "recovered, failed at operation " + operation);
    }
    assertTrue(wasNew, "done without a failure");
  }

  @Test
  @DisplayName("does not touch what a living process prepares")
  void leavesTheLiving() throws IOException {
    try (Workspace work = Workspace.open(plugins, new Disk(), Owner.current())) {
      work.prepare("mine", new byte[] {1});
      Workspace.recover(plugins, new Disk(), Owner.current());
      assertTrue(Files.exists(work.prepared("mine")));
    }
    assertEquals(OLD, all());
  }

  @Test
  @DisplayName("waits for another one: of many writers none is lost")
  void takesTurns() throws Exception {
    int threads = 8;
    int rounds = 20;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<Void> adding =
          () -> {
            for (int i = 0; i < rounds; i++) {
              try (Workspace work = Workspace.open(plugins, new Disk(), Owner.current())) {
                work.aloneFor(() -> {
                  String lock = Files.readString(plugins.resolve("plugins.lock"));
                  work.prepare("plugins.lock", (lock + "x").getBytes(UTF_8));
                  work.commit(List.of());
                });
              }
            }
            return null;
          };
      for (Future<Void> each : pool.invokeAll(Collections.nCopies(threads, adding))) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
    Map<String, String> expected = new TreeMap<>(OLD);
    expected.put("plugins.lock", "good 1.0.0" + "x".repeat(threads * rounds));
    assertEquals(expected, all());
  }

  private void update(Disk disk, Owner owner) throws IOException {
    try (Workspace work = Workspace.open(plugins, disk, owner)) {
      write(work.unpacked(), Map.of("plugin.yaml", "new", "bin/only-new", ""));
      work.prepare(work.unpacked(), "good");
      work.prepare("good-2.0.0.tgz", "new".getBytes(UTF_8));
      work.aloneFor(() -> {
        work.prepare("plugins.lock", "good 2.0.0".getBytes(UTF_8));
        work.commit(
            List.of("good", "good-2.0.0.tgz", "good-1.0.0.tgz", "good-1.0.0.tgz.prov", "none"));
      });
    }
  }

  private void remove(Disk disk) throws IOException {
    try (Workspace work = Workspace.open(plugins, disk, Owner.current())) {
      work.aloneFor(() -> {
        work.prepare("plugins.lock", new byte[0]);
        work.commit(List.of("good", "good-2.0.0.tgz"));
      });
    }
  }

  /** Something that changes the directory. */
  private interface Change {
    void run() throws IOException;
  }

  private static boolean stop(FailingDisk disk, Change change) throws IOException {
    try {
      change.run();
    } catch (Stopped e) {
      return true;
    }
    assertEquals(false, disk.hasFailed());
    return false;
  }

  private void reset() throws IOException {
    try (Stream<Path> all = Files.list(plugins)) {
      for (Path each : all.toList()) {
        new Disk().deleteTree(each);
      }
    }
    makeOld();
  }

  private static void write(Path dir, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = dir.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** All files with their contents, and whatever else a change has left. */
  private Map<String, String> all() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(plugins)) {
      for (Path each : all.toList()) {
        String name = plugins.relativize(each).toString();
        if (name.startsWith(Workspace.STATE)) {
          files.put(name, "");
        } else if (Files.isRegularFile(each)) {
          files.put(name, Files.readString(each));
        }
      }
    }
    return files;
  }
}
