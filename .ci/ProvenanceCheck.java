import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.PluginException;
import dev.portside.api.PluginVerifier.Verification;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.provenance.Digests;
import dev.portside.provenance.Keyring;
import dev.portside.provenance.MessageBlock;
import dev.portside.provenance.PgpVerifier;
import dev.portside.provenance.Signatory;
import dev.portside.provenance.VerifiedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Verifies hostile and real provenance files and compares the verdict with the one that is recorded
 * beside them. Run from its source by {@code provenance-check}: {@code java ProvenanceCheck.java
 * ADVERSARIAL REAL}.
 */
final class ProvenanceCheck {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final boolean VERBOSE = System.getenv("VERBOSE") != null;

  private int passed;
  private int failed;

  public static void main(String[] args) throws IOException {
    ProvenanceCheck check = new ProvenanceCheck();
    check.adversarial(Path.of(args[0]));
    check.real(Path.of(args[1]));
    System.out.println(check.passed + " passed, " + check.failed + " failed");
    System.exit(check.failed == 0 && check.passed > 0 ? 0 : 1);
  }

  private void adversarial(Path base) throws IOException {
    List<String> rows = Files.readAllLines(base.resolve("expected.tsv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      Path directory = base.resolve(cells[0]);
      String refusal = refusal(directory, directory.resolve("ring.gpg"));
      String verdict = refusal.isEmpty() ? "ACCEPT" : "REJECT";
      check(
          cells[0],
          cells[1].equals("EITHER") || cells[1].equals(verdict),
          "expected " + cells[1] + " (" + cells[3] + "), got " + verdict + ": " + refusal);
    }
  }

  private void real(Path base) throws IOException {
    Path author = base.resolve("scottrigby-208DD36E.gpg");
    for (String name : List.of("cli", "getter", "legacy-downloader")) {
      Path directory = base.resolve("66d12aa-example-" + name + "-0.1.0");
      refused(directory, author, "");
      refused(directory, base.resolve("scottrigby-public-key.asc"), "does not have");
      refused(directory, base.resolve("scottrigby-public-key.gpg"), "does not have");
    }
    String mismatched = "-example-mismatched-provenance-0.1.0";
    refused(base.resolve("7034ff8" + mismatched), author, "is not the one that was signed");
    refused(base.resolve("3f27a44" + mismatched), author, "is broken");
    refused(base.resolve("34e450a-example-cli"), author, "no line \"...\"");

    Path helm = base.resolve("helm-testdata");
    Path chart = helm.resolve("hashtest-1.2.3.tgz");
    Path helmKey = helm.resolve("helm-test-key.pub");
    verified(chart, provenance(chart), helmKey);
    verified(chart, provenance(chart), helm.resolve("helm-mixed-keyring.pub"));
    Path byGpg = helm.resolve("msgblock/asc/hashtest-1.2.3.tgz");
    verified(byGpg, provenance(byGpg), helmKey);
    refused(helm.resolve("msgblock/tampered"), helmKey, "the text was changed after signing");
    signs(chart, helm);
  }

  /** Keys that are locked and keys that are not. */
  private void signs(Path chart, Path helm) throws IOException {
    Bytes block =
        Signatory.of(Keyring.of(helm.resolve("helm-test-key.pub")), "")
            .withClock(CLOCK)
            .verify(chart, provenance(chart))
            .block()
            .write();
    check(
        "message block of hashtest",
        block
            .text()
            .startsWith(
                "apiVersion: v1\ndescription: Test chart versioning\nname: hashtest\n"
                    + "version: 1.2.3\n\n...\nfiles:\n  hashtest-1.2.3.tgz: sha256:c6841b3a"),
        block.text());
    Signatory open =
        Signatory.of(Keyring.of(helm.resolve("helm-test-key.secret")), "DO NOT TRUST")
            .withClock(CLOCK)
            .withPassphrase(key -> fail("asked for a passphrase"));
    check("signs", open.clearSign(MessageBlock.parse(block)).size() > 0, "");
    Signatory locked =
        Signatory.of(
                Keyring.of(helm.resolve("helm-password-key.secret")),
                "password key (fake) <fake@helm.sh>")
            .withClock(CLOCK);
    Bytes signed = locked.withPassphrase(key -> "secret".toCharArray()).clearSign(block);
    check("unlocks", locked.verify(signed, "hashtest-1.2.3.tgz", Digests.digestFile(chart)) != null, "");
    try {
      locked.withPassphrase(key -> "wrong".toCharArray()).clearSign(block);
      check("wrong passphrase", false, "signed all the same");
    } catch (PluginException e) {
      check("wrong passphrase", e.getMessage().contains("the passphrase is wrong"), "" + e);
    }
  }

  private static char[] fail(String reason) {
    throw new IllegalStateException(reason);
  }

  private void verified(Path file, Path provenance, Path keyring) throws IOException {
    String name = file + " with " + keyring.getFileName();
    try {
      VerifiedFile verified =
          Signatory.of(Keyring.of(keyring), "").withClock(CLOCK).verify(file, provenance);
      boolean right =
          verified.fingerprint().equals("5E615389B53CA37F0EE60BD3843BBF981FC18762")
              && verified
                  .fileHash()
                  .equals(
                      "sha256:"
                          + "c6841b3a895f1444a6738b5d04564a57e860ce42f8519c3be807fb6d9bee7888");
      check(name, right, verified.toString());
    } catch (InvalidPluginException e) {
      check(name, false, e.getMessage());
    }
  }

  private void refused(Path directory, Path keyring, String expected) throws IOException {
    String refusal = refusal(directory, keyring);
    check(
        directory.getFileName() + " with " + keyring.getFileName(),
        expected.isEmpty() ? refusal.isEmpty() : refusal.contains(expected),
        "expected \"" + expected + "\", got \"" + refusal + '"');
  }

  /** Why the plugin in a directory does not verify, or nothing if it does. */
  private static String refusal(Path directory, Path keyring) throws IOException {
    Path archive;
    try (var files = Files.list(directory)) {
      archive = files.filter(file -> file.toString().endsWith(".tgz")).findFirst().orElseThrow();
    }
    try {
      Verification verified =
          PgpVerifier.with(Keyring.of(keyring), CLOCK)
              .verify(
                  archive.getFileName().toString(),
                  Digests.digestFile(archive),
                  Bytes.readFile(provenance(archive), 1 << 24));
      Manifest manifest = new YamlManifestReader().read(manifest(archive), "plugin.yaml");
      String signed = verified.name() + " " + verified.version();
      String actual = manifest.name() + " " + manifest.version();
      return signed.equals(actual) ? "" : "signed was " + signed + ", the archive has " + actual;
    } catch (PluginException e) {
      return e.getMessage();
    }
  }

  /** The first plugin.yaml of a tarball that is as small and simple as those of the cases. */
  private static Bytes manifest(Path archive) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
      for (byte[] head = in.readNBytes(512); head.length == 512; head = in.readNBytes(512)) {
        String name = new String(head, 0, 100).replaceFirst("\0.*", "");
        String size = new String(head, 124, 11).replaceFirst("\0.*", "").strip();
        int length = size.isEmpty() ? 0 : Integer.parseInt(size, 8);
        byte[] content = in.readNBytes(length);
        in.skipNBytes((512 - length % 512) % 512);
        if (name.endsWith("/plugin.yaml")) {
          return Bytes.copyOf(content);
        }
      }
      return Bytes.EMPTY;
    }
  }

  private static Path provenance(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".prov");
  }

  private void check(String name, boolean right, String details) {
    if (VERBOSE) {
      System.out.println(name + ": " + details);
    }
    if (right) {
      passed++;
    } else {
      failed++;
      System.out.println("FAILED " + name + ": " + details);
    }
  }
}
