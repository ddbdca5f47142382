import dev.portside.api.Bytes;
import dev.portside.api.PluginException;
import dev.portside.provenance.Keyring;
import dev.portside.provenance.Signatory;
import dev.portside.provenance.VerifiedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Signs texts that no plugin would have, and verifies what others made of them. Run from its source
 * by {@code interop}:
 *
 * <pre>
 * java Interop.java sign KEYRING TEXTS TARGET      # TEXTS/x.text becomes TARGET/x.tgz.prov
 * java Interop.java verify KEYRING FILES...        # a line for each x.tgz beside x.tgz.prov
 * </pre>
 */
final class Interop {
  private Interop() {}

  public static void main(String[] args) throws IOException {
    Signatory signatory = Signatory.of(Keyring.of(Path.of(args[1])), "");
    if (args[0].equals("sign")) {
      sign(signatory, Path.of(args[2]), Path.of(args[3]));
    } else {
      for (String file : List.of(args).subList(2, args.length)) {
        System.out.println(verdict(signatory, Path.of(file)));
      }
    }
  }

  private static void sign(Signatory signatory, Path texts, Path target) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(texts)) {
      files = all.filter(file -> file.toString().endsWith(".text")).sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString().replaceFirst("text$", "tgz.prov");
      Bytes signed = signatory.clearSign(Bytes.copyOf(Files.readAllBytes(file)));
      Files.write(target.resolve(name), signed.toArray());
    }
  }

  private static String verdict(Signatory signatory, Path file) throws IOException {
    try {
      VerifiedFile verified =
          signatory.verify(file, file.resolveSibling(file.getFileName() + ".prov"));
      return file.getFileName() + ": " + verified.fingerprint();
    } catch (PluginException e) {
      return file.getFileName() + ": " + e.getMessage();
    }
  }
}
