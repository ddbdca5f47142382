package dev.portside.benchmarks;

import dev.portside.api.Bytes;
import dev.portside.api.host.PluginManager;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.metadata.YamlSignedBlockWriter;
import dev.portside.packaging.ArchiveLimits;
import dev.portside.packaging.PluginArchive;
import dev.portside.packaging.PluginPackager;
import dev.portside.packaging.PluginSigning;
import dev.portside.provenance.Keyring;
import dev.portside.provenance.PgpVerifier;
import dev.portside.provenance.Signatory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;

/**
 * The part of {@code benchmarks/provenance-compare} that runs inside of one JVM. Prints figures,
 * one a line after its name, as medians in milliseconds.
 *
 * <pre>
 * tree DIR MIB                    makes a plugin called "big" of that size, half of it text
 * random FILE MIB                 makes a file that nothing compresses
 * verify KEYRING ARCHIVE ROUNDS   verifies a plugin: signature, archive, metadata
 * file KEYRING FILE ROUNDS        verifies a file of any kind, and hashes the same bytes
 * read ARCHIVE ROUNDS             reads an archive strictly, and checks it
 * package DIR ROUNDS              packs a plugin
 * </pre>
 */
public final class ProvenanceCompare {
  private static final int MIB = 1 << 20;

  /** The text is 600 files, the rest as many. */
  private static final int FILES = 600;

  private ProvenanceCompare() {}

  /** Something that takes time. */
  private interface Work {
    void run() throws IOException;
  }

  /**
   * Runs one of the commands above.
   *
   * @param args the command and its arguments
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[1]);
    switch (args[0]) {
      case "tree" -> tree(path, Integer.parseInt(args[2]));
      case "random" -> random(path, Integer.parseInt(args[2]) * MIB, new Random(1));
      case "verify" -> verify(path, Path.of(args[2]), Integer.parseInt(args[3]));
      case "file" -> file(path, Path.of(args[2]), Integer.parseInt(args[3]));
      case "read" ->
          print(
              "read",
              Integer.parseInt(args[2]),
              () -> PluginArchive.read(path, ArchiveLimits.DEFAULT));
      case "package" ->
          print(
              "package",
              Integer.parseInt(args[2]),
              () ->
                  PluginPackager.with(new YamlManifestReader())
                      .createPluginTarball(path, OutputStream.nullOutputStream()));
      default -> throw new IllegalArgumentException("unknown command " + args[0]);
    }
  }

  private static void verify(Path keyring, Path archive, int rounds) throws IOException {
    try (PluginManager manager =
        PluginManager.builder().writer(new YamlSignedBlockWriter()).build()) {
      PluginSigning signing =
          PluginSigning.with(manager, new YamlManifestReader())
              .withVerifier(PgpVerifier.with(Keyring.of(keyring), Clock.systemUTC()));
      print("verify", rounds, () -> signing.verifyPlugin(archive));
    }
  }

  private static void file(Path keyring, Path file, int rounds) throws IOException {
    Signatory signatory = Signatory.of(Keyring.of(keyring), "");
    Path provenance = PluginSigning.provenanceOf(file);
    Work verify = () -> signatory.verify(file, provenance);
    Work hash = () -> hash(file);
    // In turn, so that what disturbs the machine disturbs both.
    double[][] times = new double[2][rounds];
    for (int i = -1; i < rounds; i++) {
      double first = time(verify);
      double second = time(hash);
      if (i >= 0) {
        times[0][i] = first;
        times[1][i] = second;
      }
    }
    say("file", times[0]);
    say("hash", times[1]);
  }

  private static void hash(Path file) throws IOException {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
    }
    sha256.digest();
  }

  private static void print(String name, int rounds, Work work) throws IOException {
    double[] times = new double[rounds];
    for (int i = -rounds; i < rounds; i++) { // the first half warms up
      double time = time(work);
      if (i >= 0) {
        times[i] = time;
      }
    }
    say(name, times);
  }

  private static double time(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static void say(String name, double[] times) {
    Arrays.sort(times);
    System.out.println(name + " " + times[times.length / 2]);
  }

  private static void tree(Path dir, int mib) throws IOException {
    int fileSize = mib * MIB / 2 / FILES;
    Files.createDirectories(dir);
    Files.writeString(
        dir.resolve(PluginManager.MANIFEST), "name: big\nversion: 1.0.0\ncommand: echo\n");
    Random random = new Random(1);
    for (int i = 0; i < FILES; i++) {
      random(dir.resolve("binary" + i), fileSize, random);
      StringBuilder text = new StringBuilder(fileSize);
      while (text.length() < fileSize) {
        text.append(Integer.toString(random.nextInt(5000), 36)).append(i % 7 == 0 ? '\n' : ' ');
      }
      Files.write(dir.resolve("text" + i), Bytes.utf8(text.toString()).toArray());
    }
  }

  private static void random(Path file, int size, Random random) throws IOException {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    Files.write(file, bytes);
  }
}
