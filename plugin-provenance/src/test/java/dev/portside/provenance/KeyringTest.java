package dev.portside.provenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.PluginException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class KeyringTest {
  private static final TestKey KEY = TestKey.ann();
  private static final TestKey OTHER = TestKey.ann();
  private static final Bytes GOOD = KEY.publicRing();

  private static Bytes armored(String label, Bytes data) {
    return Bytes.utf8(Armor.write(label, data.toArray()));
  }

  static Stream<Arguments> good() {
    Bytes unknown = Bytes.copyOf(new byte[] {(byte) 0xc6, 6, 99, 0, 0, 0, 0, 1});
    return Stream.of(
        Arguments.of("binary", GOOD, 0),
        Arguments.of("armored", armored("PUBLIC KEY BLOCK", GOOD), 0),
        Arguments.of(
            "two armored blocks and text between",
            TestKey.join(
                armored("PUBLIC KEY BLOCK", OTHER.publicRing()),
                Bytes.utf8("Ann's:\n"),
                armored("PUBLIC KEY BLOCK", GOOD)),
            0),
        Arguments.of("secret", KEY.secretRing(""), 0),
        Arguments.of("secret, locked", KEY.secretRing("x"), 0),
        Arguments.of("secret, armored", armored("PRIVATE KEY BLOCK", KEY.secretRing("")), 0),
        Arguments.of("two keys", TestKey.join(OTHER.publicRing(), GOOD), 0),
        Arguments.of("twice the same", TestKey.join(GOOD, GOOD), 0),
        Arguments.of("behind an unreadable key", TestKey.join(unknown, GOOD), 1),
        Arguments.of("before an unreadable key", TestKey.join(GOOD, unknown), 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  @DisplayName("keys are found in every form that gpg exports, and what cannot be read is told")
  void reads(String name, Bytes file, int findings) {
    Keyring ring = Keyring.of(file, "ring");
    assertEquals(findings, ring.findings().size(), () -> ring.findings().toString());
    assertEquals(
        ring.findings(),
        PgpVerifier.with(ring, TestKey.CLOCK)
            .verify(Sample.FILE, Sample.SHA256, Sample.prov(KEY))
            .findings());
    for (var finding : ring.findings()) {
      assertTrue(
          finding.toString().matches("ring: warning: key \\d of the ring cannot be read.*"),
          finding.toString());
    }
  }

  static Stream<Arguments> bad() {
    byte[] keybox = "\0\0\0 \1\1\0\2KBXf\0\0\0\0".getBytes(UTF_8);
    byte[] cut = GOOD.toArray();
    return Stream.of(
        Arguments.of(
            Bytes.copyOf(keybox), "it is a keybox, gpg's own format; export the keys: gpg"),
        Arguments.of(Bytes.utf8("ssh-ed25519 AAAA ann\n"), "it is an SSH key"),
        Arguments.of(Bytes.utf8("hello\n"), "it is not a keyring, it begins with \"hello"),
        Arguments.of(TestKey.join(Bytes.utf8("junk"), GOOD), "cannot use the keyring ring: "),
        Arguments.of(
            TestKey.join(GOOD, Bytes.copyOf(Arrays.copyOf(cut, cut.length - 1))),
            "the data is cut off"),
        Arguments.of(
            Bytes.copyOf(KEY.sign("x")), "it begins with a packet of type 2, not with a key"),
        Arguments.of(
            Bytes.utf8(armored("PUBLIC KEY BLOCK", GOOD).text().replace("-----END", "----END")),
            "expected base64 or -----END PGP PUBLIC KEY BLOCK-----"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("bad")
  @DisplayName("what is no keyring is refused, with what it is and what to do")
  void refuses(Bytes file, String expected) {
    String message =
        assertThrows(PluginException.class, () -> Keyring.of(file, "ring")).getMessage();
    assertTrue(message.startsWith("cannot use the keyring ring: "), message);
    assertTrue(message.contains(expected), message);
  }

  @Test
  @DisplayName("an empty keyring has no keys, and a refusal says so")
  void empty() {
    Keyring ring = Keyring.of(Bytes.EMPTY, "ring");
    assertEquals(List.of(), ring.keys());
    Sample.refused(ring, Sample.prov(KEY), "the keyring ring does not have; it has no keys at all");
  }

  @Test
  @DisplayName("a revocation counts if only one copy of the key has it")
  void merges() {
    TestKey key = TestKey.ann();
    Bytes before = key.publicRing();
    Bytes after = key.revoke(2, "", TestKey.MADE.plus(Duration.ofDays(9))).publicRing();
    for (Bytes ring : List.of(TestKey.join(before, after), TestKey.join(after, before))) {
      Sample.refused(Keyring.of(ring, "ring"), Sample.prov(key), "because it was compromised");
    }
  }

  @Test
  @DisplayName("a key that was flooded with signatures is skipped, with advice")
  void flooded() {
    byte[] signature = OTHER.sign("x");
    Bytes[] parts = new Bytes[10_001];
    parts[0] = GOOD;
    Arrays.fill(parts, 1, parts.length, Bytes.copyOf(signature));
    Keyring ring = Keyring.of(TestKey.join(parts), "ring");
    assertEquals(0, ring.keys().size());
    assertTrue(ring.findings().get(0).message().contains("export-clean"));
  }

  @Test
  @DisplayName("a missing file is named, with how to make it")
  void missing(@TempDir Path directory) {
    Path file = directory.resolve("none.gpg");
    assertEquals(
        "there is no keyring " + file + "; make one: gpg --export KEY >" + file,
        assertThrows(PluginException.class, () -> Keyring.of(file)).getMessage());
    assertTrue(
        assertThrows(PluginException.class, () -> Keyring.of(directory))
            .getMessage()
            .startsWith("cannot read the keyring " + directory));
  }

  @Test
  @DisplayName("the default keyring is where Helm looks for it")
  void defaultFile() {
    assertEquals(
        Path.of("/g/pubring.gpg"),
        Keyring.defaultFile(Map.of("GNUPGHOME", "/g", "HOME", "/home/ann")));
    assertEquals(
        Path.of("/home/ann/.gnupg/pubring.gpg"), Keyring.defaultFile(Map.of("HOME", "/home/ann")));
  }

  @Test
  @DisplayName("what is shown of a ring has no control characters")
  void shown() {
    TestKey key = TestKey.bare(4, TestKey::ed25519).userId("Eve \u001b[2J\u202e", TestKey.flags(3));
    Sample.refused(
        Keyring.of(key.publicRing(), "ring"), Sample.prov(KEY), "(Eve \\u{1b}[2J\\u{202e})");
  }
}
