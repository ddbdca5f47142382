package dev.portside.tck.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.PluginVerifier;
import dev.portside.api.Position;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Verifies five lines and a seal; every step can be overridden. */
class FakeVerifier implements PluginVerifier {
  static final String FILE = "hello-1.0.0.tgz";
  static final String DIGEST = digest("the archive");

  static Bytes sign() {
    String text = "signer: me\nname: hello\nversion: 1.0.0\nfile: " + FILE + " " + DIGEST + "\n";
    return Bytes.utf8(text + "seal: " + digest(text + "secret") + "\n");
  }

  private static String digest(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Verification verify(String fileName, String sha256, Bytes provenance) {
    checkSize(provenance.size());
    String text = provenance.text();
    int seal = text.lastIndexOf("seal: ");
    if (seal < 0) {
      throw broken();
    }
    String signed = text.substring(0, seal);
    String[] lines = signed.split("\n", -1);
    if (lines.length != 5 || !isSealed(signed, text.substring(seal))) {
      throw broken();
    }
    String[] sums = lines[3].split(" ", -1);
    checkName(fileName, sums[1]);
    checkDigest(sha256, sums[2]);
    return told(value(lines[0]), value(lines[1]), value(lines[2]));
  }

  void checkSize(int size) {
    if (size > 1 << 20) {
      throw refusal("the provenance is too long");
    }
  }

  RuntimeException broken() {
    return refusal("the seal is broken");
  }

  boolean isSealed(String signed, String seal) {
    return seal.equals("seal: " + digest(signed + "secret") + "\n");
  }

  void checkName(String asked, String signed) {
    if (!asked.equals(signed)) {
      throw refusal("another file was signed: " + signed);
    }
  }

  void checkDigest(String asked, String signed) {
    if (!asked.equals(signed)) {
      throw refusal("the digest differs");
    }
  }

  Verification told(String signer, String name, String version) {
    return new Verification(
        signer, "0123456789ABCDEF".repeat(2), Instant.EPOCH, name, version, List.of());
  }

  private static String value(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  static InvalidPluginException refusal(String reason) {
    return new InvalidPluginException(Finding.error(Position.NONE, "", reason));
  }
}
