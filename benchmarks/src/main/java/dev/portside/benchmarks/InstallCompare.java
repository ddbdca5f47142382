package dev.portside.benchmarks;

import dev.portside.api.host.PluginManager;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.packaging.install.InstallOptions;
import dev.portside.packaging.install.PluginInstaller;
import dev.portside.provenance.Keyring;
import dev.portside.provenance.PgpVerifier;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/**
 * The part of {@code benchmarks/install-compare} that runs inside of one JVM: installs an archive
 * with verification, in turn with {@code helm plugin install} of the same, each into a directory of
 * its own. Prints the medians in milliseconds.
 *
 * <pre>
 * HELM KEYRING ARCHIVE SCRATCH ROUNDS
 * </pre>
 */
public final class InstallCompare {
  private InstallCompare() {}

  private interface Work {
    void into(Path plugins) throws IOException, InterruptedException;
  }

  /**
   * Runs the comparison.
   *
   * @param args as above
   * @throws IOException if something cannot be read or written
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path keyring = Path.of(args[1]);
    String archive = args[2];
    Path scratch = Path.of(args[3]);
    int rounds = Integer.parseInt(args[4]);
    try (PluginManager manager = PluginManager.discovered()) {
      PgpVerifier verifier = PgpVerifier.with(Keyring.of(keyring), Clock.systemUTC());
      Work portside =
          plugins ->
              PluginInstaller.builder(plugins, manager, new YamlManifestReader())
                  .verifier(verifier)
                  .build()
                  .install(archive, InstallOptions.DEFAULT);
      Work helm =
          plugins ->
              run(
                  Map.of("HELM_DATA_HOME", plugins.toString()),
                  args[0],
                  "plugin",
                  "install",
                  "--verify",
                  "--keyring",
                  args[1],
                  archive);
      double[][] times = new double[2][rounds];
      for (int round = -rounds; round < rounds; round++) { // the first half warms up
        double ours = time(portside, scratch.resolve("portside"));
        double theirs = time(helm, scratch.resolve("helm"));
        if (round >= 0) {
          times[0][round] = ours;
          times[1][round] = theirs;
        }
      }
      System.out.println("install " + median(times[0]));
      System.out.println("helm-install " + median(times[1]));
    }
  }

  private static double time(Work work, Path plugins) throws IOException, InterruptedException {
    Files.createDirectories(plugins);
    try {
      long start = System.nanoTime();
      work.into(plugins);
      return (System.nanoTime() - start) / 1e6;
    } finally {
      PluginTree.delete(plugins);
    }
  }

  private static void run(Map<String, String> env, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
    builder.environment().putAll(env);
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", command) + " exited with " + code);
    }
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
