package dev.portside.provenance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.PluginException;
import dev.portside.api.PluginVerifier.Verification;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;

/**
 * What reads bytes of strangers here, for fuzzing: each reading takes any bytes, holds what it read
 * to what must be true of it, and says why they were refused, or nothing if they were not.
 */
public final class ProvenanceReaders {
  private static final TestKey.Subpackets MAY_SIGN =
      TestKey.flags(KeyFlags.SIGN_DATA | KeyFlags.CERTIFY_OTHER);
  private static final TestKey ANN = TestKey.ann().subkey(true, none -> {});
  private static final TestKey RSA =
      TestKey.bare(4, generator -> generator.generateRsaKeyPair(2048))
          .userId("Bob <bob@example.test>", MAY_SIGN);
  private static final TestKey ECDSA =
      TestKey.bare(4, PGPKeyPairGenerator::generateNistP256ECDSAKeyPair)
          .userId("Cy <cy@example.test>", MAY_SIGN);
  private static final TestKey SIX =
      TestKey.bare(6, PGPKeyPairGenerator::generateEd25519KeyPair)
          .direct(MAY_SIGN)
          .userId("Di <di@example.test>", MAY_SIGN);

  private static final Bytes RING =
      TestKey.join(ANN.publicRing(), RSA.publicRing(), ECDSA.publicRing(), SIX.publicRing());
  private static final Bytes SIGNATURES =
      TestKey.join(signature(ANN), signature(RSA), signature(ECDSA), signature(SIX));
  private static final Bytes PROVENANCE = Sample.prov(Sample.TEXT, SIGNATURES.toArray());
  private static final PgpVerifier VERIFIER =
      PgpVerifier.with(Keyring.of(RING, "ring"), TestKey.CLOCK);
  private static final Verification TOLD = VERIFIER.verify(Sample.FILE, Sample.SHA256, PROVENANCE);

  /** The readings by reader. */
  public static final Map<String, List<Function<byte[], String>>> READINGS =
      Map.of(
          "frame", List.of(ProvenanceReaders::provenance, ProvenanceReaders::frame),
          "armor", List.of(ProvenanceReaders::keyring, ProvenanceReaders::armored),
          "packets", List.of(ProvenanceReaders::keyring, ProvenanceReaders::signatures),
          "block", List.of(ProvenanceReaders::block));

  /** Files that one of the readings takes, by reader. */
  public static final Map<String, List<byte[]>> SAMPLES =
      Map.of(
          "frame", bytes(PROVENANCE, Sample.prov(ANN)),
          "armor",
              bytes(
                  armored("PUBLIC KEY BLOCK", ANN.publicRing()),
                  armored("PRIVATE KEY BLOCK", ECDSA.secretRing("")),
                  Bytes.utf8(
                      "Ann\n" + armored("PUBLIC KEY BLOCK", RING).text() + "\nand others\n")),
          "packets",
              bytes(
                  RING,
                  ANN.publicRing(),
                  SIX.publicRing(),
                  RSA.secretRing(""),
                  SIGNATURES,
                  signature(ANN)),
          "block",
              bytes(
                  Bytes.utf8(Sample.TEXT),
                  Bytes.utf8(
                      "a: b\n\n...\nfiles: {\"a\": 'b'}\nimages: !!str\n  ? c\n  : |\n   d\n")));

  private ProvenanceReaders() {}

  private static Bytes signature(TestKey key) {
    return Bytes.copyOf(key.sign(Sample.signedPart(Sample.TEXT)));
  }

  private static Bytes armored(String label, Bytes data) {
    return Bytes.utf8(Armor.write(label, data.toArray()));
  }

  private static List<byte[]> bytes(Bytes... files) {
    return List.of(files).stream().map(Bytes::toArray).toList();
  }

  /** Something that may be refused. */
  private interface Reading {
    void run() throws Malformed;
  }

  private static String reason(Reading reading) {
    try {
      reading.run();
      return "";
    } catch (Malformed e) {
      return printable(e.placed());
    } catch (PluginException e) {
      return printable(String.valueOf(e.getMessage()));
    }
  }

  private static String printable(String reason) {
    assertTrue(!reason.isBlank(), "a reason");
    assertTrue(reason.length() < 4000, "a short reason");
    assertTrue(reason.chars().noneMatch(Character::isISOControl), reason);
    return reason;
  }

  /** A provenance is refused, or tells what was signed. */
  private static String provenance(byte[] file) {
    return reason(() -> {
      Verification told = VERIFIER.verify(Sample.FILE, Sample.SHA256, Bytes.copyOf(file));
      assertEquals(TOLD.name() + TOLD.version(), told.name() + told.version());
    });
  }

  /** A frame is read again as it was, when it is written again. */
  private static String frame(byte[] file) {
    return reason(() -> {
      Cleartext first = Cleartext.read(Bytes.copyOf(file));
      Cleartext second = Cleartext.read(first.write("SHA512", first.signatures().toArray()));
      assertEquals(first.text(), second.text());
      assertEquals(first.signatures(), second.signatures());
    });
  }

  /** A keyring has no keys that it had not, and signs only what it verifies. */
  private static String keyring(byte[] file) {
    return reason(() -> {
      Keyring ring = Keyring.of(Bytes.copyOf(file), "ring");
      ring.findings().forEach(finding -> printable(finding.message()));
      PgpVerifier verifier = PgpVerifier.with(ring, TestKey.CLOCK);
      if (ring.keys().stream().anyMatch(Keyring.Key::isSecret)) {
        Signatory signatory = Signatory.of(ring, "").withClock(TestKey.CLOCK);
        verifier.verify(Sample.FILE, Sample.SHA256, signatory.clearSign(Bytes.utf8(Sample.TEXT)));
      }
      Verification told = verifier.verify(Sample.FILE, Sample.SHA256, PROVENANCE);
      assertTrue(
          List.of(ANN, RSA, ECDSA, SIX).stream()
              .anyMatch(key -> key.fingerprint().equals(told.fingerprint())),
          told.fingerprint());
    });
  }

  /** What is written in armor is read as it was. */
  private static String armored(byte[] data) {
    return reason(() -> {
      Lines lines = Lines.of(Armor.write("SIGNATURE", data).getBytes(US_ASCII));
      lines.next("the head");
      assertArrayEquals(data, Armor.read(lines, "SIGNATURE"));
    });
  }

  /** Signature packets in a good frame are refused, or of the keys that are known. */
  private static String signatures(byte[] packets) {
    return provenance(Sample.prov(Sample.TEXT, packets).toArray());
  }

  /** A block lists again what it listed, when it is written again. */
  private static String block(byte[] text) {
    return reason(() -> {
      MessageBlock block = MessageBlock.parse(Bytes.copyOf(text));
      assertEquals(block, MessageBlock.parse(block.write()));
    });
  }
}
