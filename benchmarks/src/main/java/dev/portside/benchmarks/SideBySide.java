package dev.portside.benchmarks;

import dev.portside.api.host.PluginManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The part of {@code benchmarks/side-by-side.sh} that runs inside of one JVM. Prints medians, in
 * milliseconds, one a line after its name.
 *
 * <pre>
 * tree DIR COUNT    writes a directory of plugins
 * find DIR COUNT    finds one of them
 * call              calls a plugin, and the bare process, in turn
 * </pre>
 */
public final class SideBySide {
  private static final int FINDS = 15;

  /** A call is warm after a thousand: what is left to compile until then costs a tenth of it. */
  private static final int CALLS = 3000;

  private SideBySide() {}

  /**
   * Runs one of the commands above.
   *
   * @param args the command and its arguments
   * @throws IOException if files or processes fail
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    switch (args.length == 0 ? "" : args[0]) {
      case "tree" -> PluginTree.write(Path.of(args[1]), Integer.parseInt(args[2]));
      case "find" -> find(Path.of(args[1]), Integer.parseInt(args[2]));
      case "call" -> call();
      default -> throw new IllegalArgumentException("expected tree, find or call");
    }
  }

  private static void find(Path base, int count) throws IOException, InterruptedException {
    try (PluginManager manager = PluginManager.discovered()) {
      System.out.println("find " + medians(FINDS, () -> FindPlugins.find(manager, base, count))[0]);
    }
  }

  private static void call() throws IOException, InterruptedException {
    try (Calls calls = new Calls()) {
      print("inherited", medians(CALLS, calls::inherited, calls::inheritedBare));
      print("discarded", medians(CALLS, calls::discarded, calls::discardedBare));
      print("buffered", medians(CALLS, calls::buffered, calls::bufferedBare));
    }
  }

  private static void print(String name, double[] medians) {
    System.out.println(name + " " + medians[0]);
    System.out.println(name + "-bare " + medians[1]);
  }

  /** Runs the tasks in turn, so that both meet the same machine; the first third is warming up. */
  private static double[] medians(int rounds, Task... tasks)
      throws IOException, InterruptedException {
    double[][] times = new double[tasks.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < tasks.length; i++) {
        int task = (i + round) % tasks.length;
        long start = System.nanoTime();
        tasks[task].run();
        times[task][round] = (System.nanoTime() - start) / 1e6;
      }
    }
    double[] medians = new double[tasks.length];
    for (int task = 0; task < tasks.length; task++) {
      double[] warm = Arrays.copyOfRange(times[task], rounds / 3, rounds);
      Arrays.sort(warm);
      medians[task] = warm[warm.length / 2];
    }
    return medians;
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }
}
