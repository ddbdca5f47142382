package dev.portside.provenance;

import static dev.portside.provenance.TestKey.ANN;
import static dev.portside.provenance.TestKey.DAY;
import static dev.portside.provenance.TestKey.MADE;
import static dev.portside.provenance.TestKey.SIGNED;
import static dev.portside.provenance.TestKey.flags;
import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA1;
import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA512;
import static org.bouncycastle.bcpg.SignatureSubpacketTags.KEY_FLAGS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.PluginVerifier.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a key must be for its signatures to count. */
final class KeyRulesTest {
  private static final int SIGN = KeyFlags.SIGN_DATA | KeyFlags.CERTIFY_OTHER;
  private static final Instant LATER = MADE.plus(Duration.ofDays(10));

  private static TestKey bare() {
    return TestKey.bare(4, PGPKeyPairGenerator::generateLegacyEd25519KeyPair);
  }

  private static TestKey version6() {
    return TestKey.bare(6, PGPKeyPairGenerator::generateEd25519KeyPair)
        .direct(flags(SIGN))
        .userId(ANN, none -> {});
  }

  private static TestKey key(TestKey.Kind kind) {
    return TestKey.bare(4, kind).userId(ANN, flags(SIGN));
  }

  private static TestKey certifying() {
    return bare().userId(ANN, flags(KeyFlags.CERTIFY_OTHER));
  }

  private static TestKey expiring() {
    return bare()
        .userId(
            ANN,
            subpackets -> {
              subpackets.setKeyFlags(true, SIGN);
              subpackets.setKeyExpirationTime(true, 10 * DAY);
            });
  }

  private static TestKey extended() {
    TestKey key = expiring();
    return key.userId(ANN, LATER, SHA512, key, flags(SIGN));
  }

  private static TestKey.Subpackets primary(int flags) {
    return flags(flags).and(all -> all.setPrimaryUserID(false, true));
  }

  private static TestKey revokedAndBoundAgain() {
    TestKey key = TestKey.ann().revoke(3, "", LATER);
    return key.userId(ANN, LATER.plusSeconds(DAY), SHA512, key, flags(SIGN));
  }

  /** Revoked once, and signed again later. */
  private static TestKey bindsAgain() {
    TestKey key = TestKey.ann().revokeUserId(ANN, LATER);
    return key.userId(ANN, LATER.plusSeconds(DAY), SHA512, key, flags(SIGN));
  }

  /** A later self-signature that takes the expiry away, made by somebody else. */
  private static TestKey forged() {
    TestKey key = expiring();
    return key.userId(ANN, LATER, SHA512, TestKey.ann(), flags(SIGN).and(key.issuer()));
  }

  static Stream<Arguments> good() {
    return Stream.of(
        Arguments.of("Ed25519 in its old form", TestKey.ann()),
        Arguments.of("Ed25519", key(PGPKeyPairGenerator::generateEd25519KeyPair)),
        Arguments.of("Ed25519, version 6", version6()),
        Arguments.of("Ed448", key(PGPKeyPairGenerator::generateEd448KeyPair)),
        Arguments.of("NIST P-256", key(PGPKeyPairGenerator::generateNistP256ECDSAKeyPair)),
        Arguments.of("RSA", key(generator -> generator.generateRsaKeyPair(2048))),
        Arguments.of("a subkey", certifying().subkey(true, none -> {})),
        Arguments.of("an expiry that the owner put off", extended()),
        Arguments.of(
            "an earlier user id that was revoked",
            bare()
                .userId("Old <old@example.test>", flags(SIGN))
                .userId(ANN, flags(SIGN))
                .revokeUserId("Old <old@example.test>", LATER)),
        Arguments.of(
            "a primary user id that may sign, and another that may not",
            bare().userId("Other <other@example.test>", none -> {}).userId(ANN, primary(SIGN))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  @DisplayName("a signature by a good key verifies, and tells the primary key")
  void verifies(String name, TestKey key) {
    assertEquals(
        new Verification(ANN, key.fingerprint(), SIGNED, "hello", "1.0.0", List.of()),
        Sample.verify(key, Sample.prov(key)));
  }

  static Stream<Arguments> bad() {
    String marked = "but that key is not marked for signing";
    return Stream.of(
        Arguments.of(expiring(), "but the key has expired at 2025-01-11T00:00:00Z; if its owner"),
        Arguments.of(
            expiring().userId(ANN, LATER, SHA512, TestKey.ann(), flags(SIGN)),
            "has expired at 2025"),
        Arguments.of(
            expiring().direct(flags(SIGN)),
            "but the key has expired at 2025-01-11T00:00:00Z; if its owner"),
        Arguments.of(forged(), "the self-signature of the key does not hold"),
        Arguments.of(
            TestKey.ann().revoke(1, "new key", LATER),
            "was revoked at 2025-01-11T00:00:00Z, because another key takes its place (new key)"),
        Arguments.of(TestKey.ann().revoke(2, "", LATER), ", because it was compromised; ask"),
        Arguments.of(TestKey.ann().revoke(3, "", LATER), ", because it is no longer used; ask"),
        Arguments.of(TestKey.ann().revoke(0, "", LATER), ", for no reason given; ask"),
        Arguments.of(TestKey.ann().revokeUserId(ANN, LATER), "was revoked at 2025-01-11"),
        Arguments.of(revokedAndBoundAgain(), "was revoked at 2025-01-11"),
        Arguments.of(bindsAgain(), "was revoked at 2025-01-11"),
        Arguments.of(
            bare()
                .userId("Other <other@example.test>", flags(SIGN))
                .userId(ANN, primary(SIGN).and(all -> all.setKeyExpirationTime(true, 10 * DAY))),
            "but the key has expired at 2025-01-11T00:00:00Z; if its owner"),
        Arguments.of(bare().direct(flags(SIGN)).userId(ANN, none -> {}), marked),
        Arguments.of(
            bare().userId("Other <other@example.test>", flags(SIGN)).userId(ANN, primary(1)),
            marked),
        Arguments.of(
            bare().userId("Other <other@example.test>", flags(SIGN)).userId(ANN, flags(1)), marked),
        Arguments.of(bare().userId(ANN, none -> {}), marked),
        Arguments.of(bare().userId(ANN, flags(KeyFlags.ENCRYPT_COMMS)), marked),
        Arguments.of(bare(), "but nothing binds the key to an owner"),
        Arguments.of(
            key(generator -> generator.generateRsaKeyPair(1024)),
            "which is weak: RSA with 1024 bits; RSA needs 2048"),
        Arguments.of(
            weaklyBound(), "the self-signature of the key does not hold: Unacceptable hash"));
  }

  private static TestKey weaklyBound() {
    TestKey key = bare();
    return key.userId(ANN, MADE, SHA1, key, flags(SIGN));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("bad")
  @DisplayName("a signature by a key that is not good is refused, with the reason")
  void refuses(TestKey key, String expected) {
    Sample.refused(key, Sample.prov(key), expected);
    Sample.refused(key, Sample.prov(key), "signed with the key " + key.fingerprint());
  }

  static Stream<Arguments> badSubkeys() {
    TestKey stranger = certifying().subkey(true, none -> {});
    return Stream.of(
        Arguments.of(
            certifying().subkey(false, none -> {}),
            "the self-signature of its signing subkey does not hold: Signing key"),
        Arguments.of(
            TestKey.ann().subkey(false, all -> all.removePacketsOfType(KEY_FLAGS)),
            "but that key is not marked for signing"),
        Arguments.of(
            certifying().graft(stranger),
            "the self-signature of its signing subkey does not hold: Key Signature"),
        Arguments.of(
            certifying().subkey(true, none -> none.setKeyExpirationTime(true, 10 * DAY)),
            "but its signing subkey has expired at 2025-01-11T00:00:00Z"),
        Arguments.of(
            certifying().subkey(true, none -> {}).revokeSubkey(LATER),
            "but its signing subkey was revoked at 2025-01-11T00:00:00Z, because it is no longer"
                + " used (left)"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badSubkeys")
  @DisplayName("a subkey signs only if the primary key binds it, it binds back, and both are good")
  void refusesSubkey(TestKey key, String expected) {
    Sample.refused(key, Sample.prov(key), expected);
  }

  @Test
  @DisplayName("who takes over another's subkey does not take away its signatures")
  void grafted() {
    TestKey owner = certifying().subkey(true, none -> {});
    TestKey thief = certifying().graft(owner);
    Keyring both = Keyring.of(TestKey.join(thief.publicRing(), owner.publicRing()), "both.gpg");
    assertEquals(
        owner.fingerprint(),
        PgpVerifier.with(both, TestKey.CLOCK)
            .verify(Sample.FILE, Sample.SHA256, Sample.prov(owner))
            .fingerprint());
  }
}
