package dev.portside.benchmarks;

import dev.portside.api.Finding;
import dev.portside.api.Manifest;
import dev.portside.api.host.PluginManager;
import dev.portside.packaging.lock.LockCheck;
import dev.portside.packaging.lock.LockPolicy;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.packaging.lock.PluginsLock;
import dev.portside.packaging.lock.TreeHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What it costs to hold a plugin of 5,000 files to its lock, beside reading and hashing the same
 * files one after the other. Prints medians in milliseconds and their ratio, which should be at
 * most 1.2.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar dev.portside.benchmarks.LockedTree [BYTES [ROUNDS]]
 * </pre>
 *
 * <p>BYTES (2000) is the mean size of a file. The files are in the cache of the system: from a disk
 * both would wait for the same.
 */
public final class LockedTree {
  private static final int FILES = 5000;
  private static final int PER_DIRECTORY = 50;
  private static final String NAME = "large";
  private static final byte[] BUFFER = new byte[1 << 16];

  private LockedTree() {}

  private interface Work {
    void run() throws IOException;
  }

  /**
   * Runs the comparison.
   *
   * @param args mean size of a file and number of rounds, both optional
   * @throws IOException if the tree cannot be made or read
   */
  public static void main(String[] args) throws IOException {
    int bytes = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 40;
    Path plugins = Files.createTempDirectory("locked-tree-");
    try {
      measure(plugins, bytes, rounds);
    } finally {
      PluginTree.delete(plugins);
    }
  }

  private static void measure(Path plugins, int bytes, int rounds) throws IOException {
    Path dir = Files.createDirectory(plugins.resolve(NAME));
    write(dir, bytes);
    Files.writeString(
        plugins.resolve(PluginsLock.FILE),
        PluginsLock.EMPTY
            .with(new LockedPlugin(NAME, "1.0.0", "", "", TreeHash.of(dir), ""))
            .toString());
    Manifest manifest = Manifest.builder("large", "v1").name(NAME).version("1.0.0").build();
    LockCheck check = LockCheck.with(LockPolicy.REFUSE);
    Work[] works = {
      () -> hashAll(dir),
      () -> {
        List<Finding> findings = check.check(dir, manifest);
        if (!findings.isEmpty()) {
          throw new IllegalStateException(findings.toString());
        }
      }
    };
    double[][] times = new double[works.length][rounds];
    for (int round = -rounds / 2; round < rounds; round++) { // the first third warms up
      for (int i = 0; i < works.length; i++) {
        int turn = (i + Math.abs(round)) % works.length;
        long start = System.nanoTime();
        works[turn].run();
        if (round >= 0) {
          times[turn][round] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    double hash = median(times[0]);
    double checked = median(times[1]);
    System.out.println("hash " + hash);
    System.out.println("check " + checked);
    System.out.println("ratio " + checked / hash);
  }

  private static void write(Path dir, int bytes) throws IOException {
    Random random = new Random(1);
    Files.writeString(dir.resolve(PluginManager.MANIFEST), "name: large\n");
    for (int i = 1; i < FILES; i++) {
      Path parent = Files.createDirectories(dir.resolve("d" + i / PER_DIRECTORY));
      byte[] content = new byte[random.nextInt(2 * bytes + 1)];
      random.nextBytes(content);
      Files.write(parent.resolve("file" + i), content);
    }
  }

  private static void hashAll(Path dir) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(dir)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    MessageDigest sha256 = sha256();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        for (int read = in.read(BUFFER); read >= 0; read = in.read(BUFFER)) {
          sha256.update(BUFFER, 0, read);
        }
      }
      sha256.digest();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
