import static java.nio.charset.StandardCharsets.UTF_8;

import com.dylibso.chicory.wasi.WasiOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.extism.sdk.chicory.CompiledPlugin;
import org.extism.sdk.chicory.Manifest;
import org.extism.sdk.chicory.ManifestWasm;
import org.extism.sdk.chicory.Plugin;

/**
 * The peer in Java: what a fresh plug-in of chicory-sdk costs for one call, as it comes and compiled
 * to bytecode. Run from its source: {@code java ChicorySdk.java SECONDS NAME WASM FUNCTION INPUT
 * ...}, where INPUT is a file with the name to send; prints {@code NAME MS} for each four words.
 */
final class ChicorySdk {
  private static final int LEAST = 5;

  public static void main(String[] args) throws Exception {
    long nanos = (long) (Double.parseDouble(args[0]) * 1e9);
    for (int i = 1; i < args.length; i += 4) {
      String message = "{\"Name\":\"" + Files.readString(Path.of(args[i + 3])) + "\"}";
      byte[] input = message.getBytes(UTF_8);
      double median = measure(nanos, Path.of(args[i + 1]), args[i + 2], input);
      System.out.printf(Locale.ROOT, "%s %.4f%n", args[i], median);
    }
  }

  private static double measure(long nanos, Path wasm, String function, byte[] input) {
    Manifest.Options options =
        new Manifest.Options().withAoT().withWasi(WasiOptions.builder().build());
    CompiledPlugin compiled =
        Plugin.ofManifest(
                Manifest.ofWasms(ManifestWasm.fromFilePath(wasm).build())
                    .withOptions(options)
                    .build())
            .compile();
    long warm = System.nanoTime() + nanos;
    for (int i = 0; i < LEAST || System.nanoTime() < warm; i++) {
      compiled.instantiate().call(function, input);
    }
    double[] times = new double[100_000];
    int count = 0;
    long end = System.nanoTime() + nanos;
    while (count < LEAST || (System.nanoTime() < end && count < times.length)) {
      long start = System.nanoTime();
      compiled.instantiate().call(function, input);
      times[count++] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times, 0, count);
    return times[count / 2];
  }
}
