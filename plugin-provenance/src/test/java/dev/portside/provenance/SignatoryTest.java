package dev.portside.provenance;

import static dev.portside.provenance.TestKey.ANN;
import static dev.portside.provenance.TestKey.flags;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.PluginException;
import dev.portside.api.PluginVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignatoryTest {
  private static final String BOB = "Bob <bob@example.test>";
  private static final int SIGN = KeyFlags.SIGN_DATA | KeyFlags.CERTIFY_OTHER;
  private static final TestKey KEY = TestKey.ann();
  private static final TestKey BOBS =
      TestKey.bare(4, PGPKeyPairGenerator::generateNistP256ECDSAKeyPair).userId(BOB, flags(SIGN));

  private static Signatory signatory(Bytes ring, String id) {
    return Signatory.of(Keyring.of(ring, "own.gpg"), id).withClock(TestKey.CLOCK);
  }

  private static VerifiedFile verified(Signatory signatory, Bytes provenance) {
    return signatory.verify(provenance, Sample.FILE, Sample.SHA256);
  }

  private static TestKey version6() {
    return TestKey.bare(6, PGPKeyPairGenerator::generateEd25519KeyPair)
        .direct(flags(SIGN))
        .userId(ANN, none -> {});
  }

  private static TestKey key(TestKey.Kind kind) {
    return TestKey.bare(4, kind).userId(ANN, flags(SIGN));
  }

  private static TestKey withSubkey() {
    return TestKey.bare(4, PGPKeyPairGenerator::generateLegacyEd25519KeyPair)
        .userId(ANN, flags(KeyFlags.CERTIFY_OTHER))
        .subkey(true, none -> {});
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of("RSA", key(generator -> generator.generateRsaKeyPair(2048))),
        Arguments.of("ECDSA", key(PGPKeyPairGenerator::generateNistP384ECDSAKeyPair)),
        Arguments.of("Ed25519, old form", KEY),
        Arguments.of("Ed25519", key(PGPKeyPairGenerator::generateEd25519KeyPair)),
        Arguments.of("Ed25519, version 6", version6()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  @DisplayName("what is signed verifies, with everything that is known about it")
  void signs(String name, TestKey key) {
    Signatory signatory = signatory(key.secretRing(""), "ann@");
    Bytes provenance = signatory.clearSign(MessageBlock.parse(Bytes.utf8(Sample.TEXT)));
    assertEquals(
        new VerifiedFile(
            Sample.FILE,
            "sha256:" + Sample.SHA256,
            ANN,
            List.of(ANN),
            key.fingerprint(),
            key.fingerprint(),
            TestKey.NOW,
            MessageBlock.parse(Bytes.utf8(Sample.TEXT)),
            List.of()),
        verified(signatory, provenance));
    assertTrue(
        provenance
            .text()
            .startsWith("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + Sample.TEXT));
  }

  @Test
  @DisplayName("the signature is of version 4, type 0x01, SHA-512, and names the whole fingerprint")
  void form() throws Malformed {
    Bytes provenance = PgpSigner.with(signatory(KEY.secretRing(""), "")).sign(Bytes.utf8("x\n"));
    SignaturePacket packet =
        SignaturePacket.readAll(Cleartext.read(provenance).signatures()).get(0);
    assertEquals(
        List.of(4, 1, 10, KEY.fingerprint()),
        List.of(packet.version(), packet.type(), packet.hash(), packet.issuer().fingerprint()));
  }

  @Test
  @DisplayName("a subkey signs where the primary key may not, and the primary key is told")
  void subkey() {
    TestKey key = withSubkey();
    Signatory signatory = signatory(key.secretRing(""), "");
    VerifiedFile file = verified(signatory, signatory.clearSign(Bytes.utf8(Sample.TEXT)));
    assertEquals(key.fingerprint(), file.fingerprint());
    assertEquals(key.subkeyFingerprint(), file.signingKey());
  }

  static Stream<Arguments> ids() {
    String bob = BOBS.fingerprint();
    return Stream.of(
        Arguments.of("Bob", bob),
        Arguments.of(BOB, bob),
        Arguments.of("bob@example.test", bob),
        Arguments.of(bob, bob),
        Arguments.of(bob.toLowerCase(Locale.ROOT), bob),
        Arguments.of("0x" + bob.substring(24), bob),
        Arguments.of(bob.replaceAll("(.{4})", "$1 ").strip(), bob),
        Arguments.of("Ann", KEY.fingerprint()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ids")
  @DisplayName("a key is named by a part of its user id, its key id or its fingerprint")
  void chooses(String id, String fingerprint) {
    Bytes ring = TestKey.join(KEY.secretRing(""), BOBS.secretRing(""));
    Signatory signatory = signatory(ring, id);
    assertEquals(
        fingerprint,
        verified(signatory, signatory.clearSign(Bytes.utf8(Sample.TEXT))).fingerprint());
  }

  static Stream<Arguments> unable() {
    Bytes both = TestKey.join(KEY.secretRing(""), BOBS.secretRing(""));
    Bytes expired =
        TestKey.bare(4, TestKey::ed25519)
            .userId(ANN, all -> all.setKeyExpirationTime(true, TestKey.DAY))
            .secretRing("");
    return Stream.of(
        Arguments.of(
            both,
            "example.test",
            "the keyring own.gpg has more than one secret key for \"example.test\": "
                + KEY.fingerprint()),
        Arguments.of(both, "", "has more than one secret key: "),
        Arguments.of(both, "Eve", "has no key for \"Eve\"; it has " + KEY.fingerprint()),
        Arguments.of(Bytes.EMPTY, "", "has no key; it has no keys at all"),
        Arguments.of(
            KEY.publicRing(),
            "Ann",
            "has only the public part of the key for \"Ann\"; export the secret part: gpg"),
        Arguments.of(expired, "", "has no part that may sign now"),
        Arguments.of(KEY.secretRing("x"), "", "is locked, and no passphrase was given"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("unable")
  @DisplayName("without a key that can sign, the error says what there is and what to do")
  void cannotSign(Bytes ring, String id, String expected) {
    Signatory signatory = signatory(ring, id);
    String message =
        assertThrows(PluginException.class, () -> signatory.clearSign(Bytes.utf8("x\n")))
            .getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  @DisplayName("the passphrase is asked for a locked key only, once, and wiped")
  void passphrase() {
    List<String> asked = new ArrayList<>();
    char[] secret = "secret".toCharArray();
    Passphrase passphrase =
        key -> {
          asked.add(key);
          return secret;
        };
    signatory(KEY.secretRing(""), "").withPassphrase(passphrase).clearSign(Bytes.utf8("x\n"));
    assertEquals(List.of(), asked);
    Signatory locked = signatory(KEY.secretRing("secret"), "").withPassphrase(passphrase);
    assertEquals(ANN, verified(locked, locked.clearSign(Bytes.utf8(Sample.TEXT))).signer());
    assertEquals(List.of(KEY.fingerprint() + " (" + ANN + ")"), asked);
    assertArrayEquals(new char[6], secret);
  }

  @Test
  @DisplayName("a wrong passphrase is an error that names the key")
  void wrongPassphrase() {
    Signatory locked =
        signatory(KEY.secretRing("secret"), "").withPassphrase(key -> "wrong".toCharArray());
    String message =
        assertThrows(PluginException.class, () -> locked.clearSign(Bytes.utf8("x\n"))).getMessage();
    assertTrue(message.startsWith("cannot unlock the key " + KEY.fingerprint()), message);
    assertTrue(message.contains("the passphrase is wrong"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "secret\n", "secret\r\n"})
  @DisplayName("a passphrase file may end with a line end")
  void passphraseFile(String content, @TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("passphrase"), content);
    assertArrayEquals("secret".toCharArray(), Passphrase.file(file).ask("key"));
    assertTrue(
        assertThrows(
                PluginException.class, () -> Passphrase.file(directory.resolve("none")).ask("key"))
            .getMessage()
            .startsWith("cannot read the passphrase file "));
  }

  @Test
  @DisplayName("a text with control characters is not signed: no strict reader would take it")
  void controlCharacters() {
    Signatory signatory = signatory(KEY.secretRing(""), "");
    assertEquals(
        "cannot sign: line 2: found the control character 0x1b; only tabs and line ends are"
            + " allowed",
        assertThrows(PluginException.class, () -> signatory.clearSign(Bytes.utf8("a\n\u001b\n")))
            .getMessage());
  }

  @Test
  @DisplayName("files on disk are signed and verified, and a changed one is refused")
  void files(@TempDir Path directory) throws IOException {
    Path archive = Files.writeString(directory.resolve("x-1.tgz"), "content");
    Path key = directory.resolve("key.gpg");
    Path ring = directory.resolve("ring.gpg");
    Files.write(key, KEY.secretRing("").toArray());
    Files.write(ring, KEY.publicRing().toArray());
    Signatory signatory = Signatory.ofFiles(key, ring).withClock(TestKey.CLOCK);
    String sha256 = Digests.digestFile(archive);
    assertEquals(Digests.digest(Bytes.utf8("content")), sha256);
    Path provenance = directory.resolve("x-1.tgz.prov");
    Files.write(
        provenance,
        signatory
            .clearSign(new MessageBlock("name: x\n", SumCollection.of("x-1.tgz", sha256)))
            .toArray());
    assertEquals("sha256:" + sha256, signatory.verify(archive, provenance).fileHash());
    Files.writeString(archive, "other");
    assertThrows(InvalidPluginException.class, () -> signatory.verify(archive, provenance));
  }

  @Test
  @DisplayName("the verifier with the default keyring is found as a service")
  void service() {
    SignatoryTest.class.getModule().addUses(PluginVerifier.class);
    assertEquals(
        List.of(PgpVerifier.class),
        ServiceLoader.load(PluginVerifier.class).stream()
            .<Class<?>>map(ServiceLoader.Provider::type)
            .toList());
  }
}
