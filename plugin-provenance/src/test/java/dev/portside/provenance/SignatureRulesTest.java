package dev.portside.provenance;

import static dev.portside.provenance.TestKey.DAY;
import static dev.portside.provenance.TestKey.NOW;
import static dev.portside.provenance.TestKey.SIGNED;
import static org.bouncycastle.bcpg.HashAlgorithmTags.MD5;
import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA1;
import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA224;
import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA512;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature must be to count, if its key is good. */
final class SignatureRulesTest {
  private static final TestKey KEY = TestKey.ann();
  private static final TestKey OTHER = TestKey.ann();
  private static final String SIGNED_PART = Sample.signedPart(Sample.TEXT);
  private static final byte[] GOOD = KEY.sign(SIGNED_PART);
  private static final byte[] BROKEN = KEY.sign("another text");
  private static final byte[] STRANGERS = OTHER.sign(SIGNED_PART);

  private static byte[] signed(int type, int hash, Instant at, TestKey.Subpackets subpackets) {
    return KEY.sign(SIGNED_PART, type, hash, at, subpackets);
  }

  @ParameterizedTest(name = "type {0}")
  @ValueSource(ints = {0, 1})
  @DisplayName("signatures of documents, binary or text, verify")
  void documents(int type) {
    byte[] signature = signed(type, SHA512, SIGNED, none -> {});
    assertEquals("hello", Sample.verify(KEY, Sample.prov(Sample.TEXT, signature)).name());
  }

  @ParameterizedTest(name = "hash {0}")
  @ValueSource(ints = {8, 9, 10, 12, 14})
  @DisplayName("SHA-2 and SHA-3 verify, and the head must name them")
  void hashes(int hash) {
    byte[] signature = signed(1, hash, SIGNED, none -> {});
    String text = Sample.prov(Sample.TEXT, signature).text();
    String named = text.replace("Hash: SHA512", "Hash: " + HashAlgorithm.nameOf(hash));
    assertEquals("hello", Sample.verify(KEY, Bytes.utf8(named)).name());
    assertEquals(
        "hello", Sample.verify(KEY, Bytes.utf8(text.replace("Hash: SHA512\n", ""))).name());
    String wrong = text.replace("Hash: SHA512", "Hash: " + (hash == 8 ? "SHA512" : "SHA256"));
    Sample.refused(KEY, Bytes.utf8(wrong), "but the head of the file names [SHA");
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of(signed(2, SHA512, SIGNED, none -> {}), "type 0x02: it was not made over a"),
        Arguments.of(signed(0x13, SHA512, SIGNED, none -> {}), "type 0x13"),
        Arguments.of(signed(0x50, SHA512, SIGNED, none -> {}), "type 0x50"),
        Arguments.of(signed(1, SHA1, SIGNED, none -> {}), "the hash SHA1, which protects nothing"),
        Arguments.of(
            signed(1, SHA224, SIGNED, none -> {}),
            "the signature uses the hash SHA224, but its kind of key needs one of 256 bits"),
        Arguments.of(signed(1, MD5, SIGNED, none -> {}), "the hash MD5, which protects nothing"),
        Arguments.of(
            signed(1, SHA512, NOW.plusSeconds(60), none -> {}),
            "but at 2026-11-22T12:01:00Z, and now is 2026-11-22T12:00:00Z; check the clock"),
        Arguments.of(
            signed(1, SHA512, TestKey.MADE.minusSeconds(60), none -> {}),
            "but before that key was made, at 2025-01-01T00:00:00Z"),
        Arguments.of(
            signed(1, SHA512, SIGNED, all -> all.setSignatureExpirationTime(true, DAY)),
            "but the signature has expired at 2025-01-06T00:00:00Z; ask the signer"),
        Arguments.of(
            signed(1, SHA512, SIGNED, all -> all.addNotationData(true, true, "x@example.test", "")),
            "the signature has a critical part of type 20, which is not understood"),
        Arguments.of(
            signed(
                1,
                SHA512,
                SIGNED,
                all ->
                    all.addCustomSubpacket(
                        new SignatureSubpacket(100, true, false, new byte[1]) {})),
            "the signature has a critical part of type 100, which is not understood"),
        Arguments.of(
            signed(1, SHA512, SIGNED, all -> all.setIssuerKeyID(false, 1)),
            "the signature names two keys, " + KEY.fingerprint() + " and 0000000000000001"),
        Arguments.of(
            new byte[] {(byte) 0xc2, 10, 4, 1, 22, 10, 0, 0, 0, 0, 0, 0},
            "the signature does not name its key"),
        Arguments.of(
            BROKEN,
            "the signature with the key "
                + KEY.fingerprint()
                + " (Ann Example <ann@example.test>) is broken: the text was changed after"
                + " signing; get the file again"),
        Arguments.of(damaged(), "the text is as it was signed, the signature itself was damaged"),
        Arguments.of(Arrays.copyOf(GOOD, GOOD.length - 1), "the data is cut off"),
        Arguments.of(
            STRANGERS,
            "signed with the key "
                + OTHER.fingerprint()
                + ", which the keyring test.gpg does not have; it has "
                + KEY.fingerprint()
                + " (Ann Example <ann@example.test>). If you trust that key"));
  }

  private static byte[] damaged() {
    byte[] damaged = GOOD.clone();
    damaged[damaged.length - 1] ^= 1;
    return damaged;
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("bad")
  @DisplayName("a signature that does not count is refused, with the reason")
  void refuses(byte[] signature, String expected) {
    Sample.refused(KEY, Sample.prov(Sample.TEXT, signature), expected);
  }

  @Test
  @DisplayName("with RSA any SHA-2 will do")
  void rsa() {
    TestKey key =
        TestKey.bare(4, generator -> generator.generateRsaKeyPair(2048))
            .userId(TestKey.ANN, TestKey.flags(3));
    byte[] signature = key.sign(SIGNED_PART, 1, SHA224, SIGNED, none -> {});
    String file = Sample.prov(Sample.TEXT, signature).text().replace("SHA512", "SHA224");
    assertEquals("hello", Sample.verify(key, Bytes.utf8(file)).name());
  }

  @Test
  @DisplayName("signatures by strangers say nothing, as long as one is by a known key")
  void strangers() {
    assertEquals("hello", Sample.verify(KEY, Sample.prov(Sample.TEXT, STRANGERS, GOOD)).name());
    assertEquals("hello", Sample.verify(KEY, Sample.prov(Sample.TEXT, GOOD, STRANGERS)).name());
  }

  @Test
  @DisplayName("every signature by a known key must hold, in any order")
  void everyKnown() {
    Sample.refused(KEY, Sample.prov(Sample.TEXT, GOOD, BROKEN), "is broken");
    Sample.refused(KEY, Sample.prov(Sample.TEXT, BROKEN, GOOD), "is broken");
  }

  @Test
  @DisplayName("marker packets are ignored, all others are refused, and 16 are enough")
  void packets() {
    byte[] marker = {(byte) 0xca, 3, 'P', 'G', 'P'};
    byte[] userId = {(byte) 0xcd, 1, 'x'};
    byte[][] many = new byte[17][];
    Arrays.fill(many, GOOD);
    assertEquals("hello", Sample.verify(KEY, Sample.prov(Sample.TEXT, marker, GOOD)).name());
    Sample.refused(KEY, Sample.prov(Sample.TEXT, GOOD, userId), "a packet of type 13 where only");
    Sample.refused(KEY, Sample.prov(Sample.TEXT, many), "more than 16 signatures");
    Sample.refused(
        KEY, Sample.prov(Sample.TEXT, new byte[] {(byte) 0xc2, 3, 3, 0, 0}), "has version 3");
    Sample.refused(
        KEY, Sample.prov(Sample.TEXT, new byte[] {(byte) 0xc2, (byte) 0xe0, 0}), "partial length");
    Sample.refused(KEY, Sample.prov(Sample.TEXT, new byte[] {(byte) 0x8b, 0}), "has no length");
  }
}
