package dev.portside.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Bytes;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand around a signed text, and how it may be written. */
final class FramingTest {
  private static final TestKey KEY = TestKey.ann();
  private static final String GOOD = Sample.prov(KEY).text();
  private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----\n";
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n";
  private static final String END = "-----END PGP SIGNATURE-----\n";
  private static final String CHECK_SUM = "(?m)^=[A-Za-z0-9+/]{4}\n";

  static Stream<Arguments> accepted() {
    return Stream.of(
        Arguments.of("as it is", GOOD),
        Arguments.of("CRLF", GOOD.replace("\n", "\r\n")),
        Arguments.of("blank lines around", "\n \t\n" + GOOD + "\n\n"),
        Arguments.of("no line end at the end", GOOD.stripTrailing()),
        Arguments.of("several hashes", GOOD.replace("SHA512", "SHA256, SHA512")),
        Arguments.of("several lines", GOOD.replace("SHA512\n", "SHA256\nHash: SHA512\n")),
        Arguments.of("no hash", GOOD.replace("Hash: SHA512\n", "")),
        Arguments.of("blanks at the end of a line", GOOD.replace("Name: hello", "Name: hello \t")),
        Arguments.of("any line escaped", GOOD.replace("Name: hello", "- Name: hello")),
        Arguments.of("no check sum", GOOD.replaceFirst(CHECK_SUM, "")),
        Arguments.of("another check sum", GOOD.replaceFirst(CHECK_SUM, "=AbC/\n")),
        Arguments.of("an armor header", GOOD.replace(SIGNATURE, SIGNATURE + "Version: x 1\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  @DisplayName("what gpg, sq and Helm write is read")
  void accepts(String name, String file) {
    assertEquals("hello", Sample.verify(KEY, Bytes.utf8(file)).name());
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("", "the file is empty"),
        Arguments.of("\n", "line 1: the file ends here; expected -----BEGIN PGP SIGNED MESSAGE"),
        Arguments.of(
            "Trust me\n" + GOOD, "line 1: expected -----BEGIN PGP SIGNED MESSAGE-----, found"),
        Arguments.of("\ufeff" + GOOD, "line 1: expected -----BEGIN"),
        Arguments.of(GOOD + "more\n", "expected nothing after the signature, found \"more\""),
        Arguments.of(GOOD + GOOD, "expected nothing after the signature"),
        Arguments.of(GOOD.replace(BEGIN, BEGIN.strip() + " \n"), "line 1: expected -----BEGIN"),
        Arguments.of(head("Comment: unsigned"), "line 2: expected a line \"Hash: ...\""),
        Arguments.of(head("NotDashEscaped: x"), "no signature covers the head"),
        Arguments.of(head("hash: SHA512"), "expected a line \"Hash: ...\""),
        Arguments.of(head("Hash:SHA512"), "expected a line \"Hash: ...\""),
        Arguments.of(head("Hash: MD5"), "the hash \"MD5\" is not one of [SHA256, SHA384, SHA512"),
        Arguments.of(head("Hash: "), "the hash \"\" is not one of"),
        Arguments.of(head("Hash: SHA512\t"), "is not one of"),
        Arguments.of(head("Hash: SHA512 "), "is not one of"),
        Arguments.of(head("Hash: SHA512,"), "the hash \"\" is not one of"),
        Arguments.of(GOOD.replace("SHA512\n\n", "SHA512\n \n"), "line 3: expected a line \"Hash"),
        Arguments.of(GOOD.replace("Name", "-Name"), "a line of the text that begins with a dash"),
        Arguments.of(GOOD.replace("Name", "-----BEGIN X-----\nName"), "begins with a dash"),
        Arguments.of(
            GOOD.replace("hello\n", "hello\f\n"), "line 5: found the control character 0x0c"),
        Arguments.of(GOOD.replace("hello\n", "hello\0\n"), "control character 0x00"),
        Arguments.of(GOOD.replace("hello\n", "hello\r\r\n"), "control character 0x0d"),
        Arguments.of(GOOD.replace("\n", "\r"), "line 1: found the control character 0x0d"),
        Arguments.of(GOOD.replace("Name: hello", "Name: jello"), "the text was changed after"),
        Arguments.of(GOOD.replace(SIGNATURE + "\n", SIGNATURE), "expected an empty line, found"),
        Arguments.of(GOOD.replace(SIGNATURE, SIGNATURE.strip() + " \n"), "begins with a dash"),
        Arguments.of(GOOD.replace(END, ""), "the file ends here; expected -----END PGP SIGNATURE"),
        Arguments.of(GOOD.replace(END, END.strip() + "x"), "expected base64 or -----END PGP"),
        Arguments.of(GOOD.replace(END, "\n" + END), "expected base64 or -----END"),
        Arguments.of(GOOD.replace(END, "A\n" + END), "base64"),
        Arguments.of(GOOD.replace(END, "=AbC\n" + END), "expected base64 or -----END"),
        Arguments.of(oneLine(), "expected base64 or -----END PGP SIGNATURE-----, found"),
        Arguments.of(
            GOOD.replace(SIGNATURE, SIGNATURE + "A: b\n".repeat(17)), "more than 16 header lines"),
        Arguments.of("x".repeat(1 << 20) + "y", "the file has 1048577 bytes, the limit is 1048576"),
        Arguments.of(BEGIN + "\n" + SIGNATURE + "\n" + END, "there is no signature"));
  }

  private static String head(String line) {
    return GOOD.replace("Hash: SHA512", line);
  }

  private static String oneLine() {
    int start = GOOD.indexOf(SIGNATURE) + SIGNATURE.length() + 1;
    return GOOD.substring(0, start)
        + GOOD.substring(start, GOOD.indexOf(END)).replace("\n", "")
        + "\n"
        + END;
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  @DisplayName("what would be shown and not signed, or read in two ways, is refused")
  void refuses(String file, String expected) {
    Sample.refused(KEY, Bytes.utf8(file), expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- list\n-- dashes\n-----BEGIN PGP SIGNATURE-----\n",
        "trailing blanks  \t\nand CRLF\r\n",
        "\n\n\n",
        "ünïcode, From me, \ttabs\n",
        "no line end"
      })
  @DisplayName("every text is read back as it was signed")
  void roundTrip(String text) throws Malformed {
    Bytes signed =
        Signatory.of(Keyring.of(KEY.secretRing(""), "own.gpg"), "")
            .withClock(TestKey.CLOCK)
            .clearSign(Bytes.utf8(text));
    Cleartext read = Cleartext.read(signed);
    assertEquals(
        text.lines().map(String::stripTrailing).toList(), read.content().text().lines().toList());
    SignatureCheck.Signer signer = new SignatureCheck(KEY.ring(), TestKey.NOW, read).check();
    assertEquals(KEY.fingerprint(), signer.fingerprint());
  }

  @Test
  @DisplayName("a signed message of nothing is refused for what it lacks")
  void empty() {
    Bytes nothing = Sample.prov("", KEY.sign(""));
    Sample.refused(KEY, nothing, "the signed text has no line \"...\"");
  }
}
