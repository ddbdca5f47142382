package dev.portside.provenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.PluginVerifier.Verification;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** A plugin that was signed, and what is said of what is not quite it. */
final class Sample {
  static final String FILE = "hello-1.0.0.tgz";
  static final String SHA256 = "0123456789abcdef".repeat(4);
  static final String SUMS = "files:\n  " + FILE + ": sha256:" + SHA256 + "\n";
  static final String METADATA = "APIVersion: v1\nName: hello\nType: cli/v1\nVersion: 1.0.0\n";
  static final String TEXT = METADATA + "\n...\n" + SUMS;

  private Sample() {}

  /** The text less the line end that no signature covers. */
  static String signedPart(String text) {
    return text.substring(0, text.length() - 1);
  }

  /** A provenance file with these signatures. */
  static Bytes prov(String text, byte[]... signatures) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] signature : signatures) {
      all.writeBytes(signature);
    }
    return new Cleartext(List.of(), text, Bytes.EMPTY).write("SHA512", all.toByteArray());
  }

  /** The sample signed by a key. */
  static Bytes prov(TestKey key) {
    return prov(TEXT, key.sign(signedPart(TEXT)));
  }

  static Verification verify(TestKey key, Bytes provenance) {
    return PgpVerifier.with(key.ring(), TestKey.CLOCK).verify(FILE, SHA256, provenance);
  }

  /** Asserts a refusal and what it says. */
  static void refused(TestKey key, Bytes provenance, String expected) {
    refused(key.ring(), provenance, expected);
  }

  /** Asserts a refusal and what it says. */
  static void refused(Keyring ring, Bytes provenance, String expected) {
    String message =
        assertThrows(
                InvalidPluginException.class,
                () -> PgpVerifier.with(ring, TestKey.CLOCK).verify(FILE, SHA256, provenance))
            .getMessage();
    assertTrue(message.contains(expected), () -> "expected: " + expected + "\nfound: " + message);
  }

  static Bytes latin(String text) {
    return Bytes.copyOf(text.getBytes(ISO_8859_1));
  }
}
