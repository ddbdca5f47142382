import dev.portside.packaging.ArchiveReaders;
import dev.portside.provenance.ProvenanceReaders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.bouncycastle.crypto.CryptoServicesRegistrar;

/**
 * What the fuzzer calls: gives an input to each reading of one reader, holds that to its limits, and
 * keeps the figures. Compiled and started by {@code fuzz}; {@code main} writes the samples that the
 * fuzzer starts from.
 *
 * <p>All is static, as the fuzzer wants it. The keys of the samples are the same in each run, so that
 * an input means the same in the next.
 */
public final class Fuzz {
  /** Of the processor, for one reading; far beyond any, yet not for ever. */
  private static final double MOST_SECONDS = 5;

  /** What a reading finds free, whatever the rest of this process has taken. */
  private static final int FREE_BYTES = 64 << 20;

  /** Some inputs are repeated up to this size, for what is harmless only as long as it is short. */
  private static final int LARGEST = 1 << 20;

  private static final int MOST_REASONS = 1000;
  private static final int SHOWN_REASONS = 12;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static String name = "";
  private static List<Function<byte[], String>> readings = List.of();
  private static byte[][] ballast = {};
  private static final Map<String, Integer> REASONS = new HashMap<>();
  private static long inputs;
  private static long accepted;
  private static long refused;
  private static long large;
  private static double slowest;
  private static int slowestSize;
  private static long most;
  private static int mostSize;

  private Fuzz() {}

  /** Writes the samples of a reader, {@code args[0]}, to a directory, {@code args[1]}. */
  public static void main(String[] args) throws IOException {
    fixKeys();
    List<byte[]> samples = of(args[0], ProvenanceReaders.SAMPLES, ArchiveReaders.SAMPLES);
    for (int i = 0; i < samples.size(); i++) {
      Files.write(Path.of(args[1], "sample-" + i), samples.get(i));
    }
  }

  /** Makes ready for a reader, {@code args[0]}; called by the fuzzer. */
  public static void fuzzerInitialize(String[] args) {
    fixKeys();
    name = args[0];
    readings = of(name, ProvenanceReaders.READINGS, ArchiveReaders.READINGS);
    of(name, ProvenanceReaders.SAMPLES, ArchiveReaders.SAMPLES).forEach(Fuzz::tryOut);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    ballast = new byte[(int) Math.max(0, (free - FREE_BYTES) >> 20)][1 << 20];
  }

  private static void fixKeys() {
    Random random = new Random(1);
    CryptoServicesRegistrar.setSecureRandom(
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
          }
        });
  }

  private static <T> T of(String reader, Map<String, T> some, Map<String, T> others) {
    T found = some.getOrDefault(reader, others.get(reader));
    if (found == null) {
      throw new IllegalArgumentException(
          "no reader " + reader + "; there are " + some.keySet() + " and " + others.keySet());
    }
    return found;
  }

  /** Tries an input; called by the fuzzer, for which anything thrown is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    inputs++;
    tryOut(input);
    CRC32 crc = new CRC32();
    crc.update(input);
    if (crc.getValue() % 512 == 0 && input.length > 0) {
      large++;
      byte[] repeated = new byte[LARGEST / input.length * input.length];
      for (int i = 0; i < repeated.length; i += input.length) {
        System.arraycopy(input, 0, repeated, i, input.length);
      }
      tryOut(repeated);
    }
  }

  private static void tryOut(byte[] input) {
    for (Function<byte[], String> reading : readings) {
      long start = THREADS.getCurrentThreadCpuTime();
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      String reason = reading.apply(input);
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
      if (seconds > MOST_SECONDS) {
        throw new AssertionError("took " + seconds + " s for " + input.length + " bytes");
      }
      if (seconds > slowest) {
        slowest = seconds;
        slowestSize = input.length;
      }
      if (bytes > most) {
        most = bytes;
        mostSize = input.length;
      }
      if (reason.isEmpty()) {
        accepted++;
      } else {
        refused++;
        count(reason);
      }
    }
  }

  /** Counts reasons as one that differ in numbers and in what they quote only. */
  private static void count(String reason) {
    String kind =
        reason
            .replaceAll("\"[^\"]*\"", "\"\"")
            .replaceAll("\\b(0x)?[0-9A-Fa-f]*[0-9][0-9A-Fa-f]*\\b", "N")
            .replaceAll("[^ -~]", "?");
    kind = kind.length() > 100 ? kind.substring(0, 100) + "..." : kind;
    if (REASONS.size() < MOST_REASONS || REASONS.containsKey(kind)) {
      REASONS.merge(kind, 1, Integer::sum);
    }
  }

  /** Prints the figures; called by the fuzzer at the end. */
  public static void fuzzerTearDown() {
    System.out.printf(
        "%s: %d inputs, %d of them made long; %d readings accepted, %d refused for %d reasons%s%n",
        name,
        inputs,
        large,
        accepted,
        refused,
        REASONS.size(),
        REASONS.size() == MOST_REASONS ? " and more" : "");
    List<String> shown = new ArrayList<>(REASONS.keySet());
    shown.sort((a, b) -> REASONS.get(b) - REASONS.get(a));
    shown.subList(0, Math.min(SHOWN_REASONS, shown.size()))
        .forEach(reason -> System.out.printf("%10d %s%n", REASONS.get(reason), reason));
    System.out.printf(
        "%s: at most %.3f s of the processor (%d bytes), at most %.1f MiB allocated (%d bytes),"
            + " all in %d MiB free%n",
        name, slowest, slowestSize, most / 1048576.0, mostSize, FREE_BYTES >> 20);
    Arrays.fill(ballast, null);
  }
}
