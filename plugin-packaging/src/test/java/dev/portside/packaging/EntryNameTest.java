package dev.portside.packaging;

import static dev.portside.packaging.TestArchive.good;
import static dev.portside.packaging.TestArchive.read;
import static dev.portside.packaging.TestArchive.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.InvalidPluginException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The name of an entry")
class EntryNameTest {
  private static String error(TestArchive archive) {
    byte[] bytes = archive.tgz();
    String text = assertThrows(InvalidPluginException.class, () -> read(bytes)).getMessage();
    return text.substring("good-1.0.0.tgz: ".length());
  }

  static Stream<Arguments> illegal() {
    String dots = "path contains '..', which is illegal";
    String empty = "path contains an empty name or '.', which is illegal";
    String colon = "path contains ':', which is illegal";
    String backslash = "path contains '\\', which is illegal; expected '/'";
    return Stream.of(
        Arguments.of("../x", "../x: " + dots),
        Arguments.of("good/..", "good/..: " + dots),
        Arguments.of("good/a/../b", "good/a/../b: " + dots),
        Arguments.of("./../x", "./../x: " + dots),
        Arguments.of(
            "/x", "/x: path is absolute, which is illegal; expected one below the archive"),
        Arguments.of(
            "//x", "//x: path is absolute, which is illegal; expected one below the archive"),
        Arguments.of("good//x", "good//x: " + empty),
        Arguments.of("good/./x", "good/./x: " + empty),
        Arguments.of("good/x/", "good/x/: " + empty),
        Arguments.of(".", ".: " + empty),
        Arguments.of("./", "./: a file without a name"),
        Arguments.of("", "a file without a name"),
        Arguments.of("C:x", "C:x: " + colon),
        Arguments.of("good/a:ads", "good/a:ads: " + colon),
        Arguments.of("good\\x", "good\\\\x: " + backslash),
        Arguments.of("\\\\host\\x", "\\\\\\\\host\\\\x: " + backslash),
        Arguments.of("good/\377", "good/\ufffd: path is not UTF-8"),
        Arguments.of(
            "good/a\nb",
            "good/a\\u{a}b: path contains the invisible character U+000A, which is illegal"),
        Arguments.of(
            "good/\033[2J",
            "good/\\u{1b}[2J: path contains the invisible character U+001B, which is illegal"),
        Arguments.of(
            utf8("good/\u202egpj"),
            "good/\\u{202e}gpj: path contains the invisible character U+202E, which is illegal"),
        Arguments.of(
            utf8("good/\u0085"),
            "good/\\u{85}: path contains the invisible character U+0085, which is illegal"),
        Arguments.of(
            utf8("good/\u2028"),
            "good/\\u{2028}: path contains the invisible character U+2028, which is illegal"),
        Arguments.of(
            "good/a.", "good/a.: the name \"a.\" ends in a dot or blank, which Windows drops"),
        Arguments.of(
            "good/a /b", "good/a /b: the name \"a \" ends in a dot or blank, which Windows drops"),
        Arguments.of("good/NUL", "good/NUL: the name \"NUL\" is a device on Windows"),
        Arguments.of("good/con.txt", "good/con.txt: the name \"con.txt\" is a device on Windows"),
        Arguments.of(
            "good/aux /x",
            "good/aux /x: the name \"aux \" ends in a dot or blank, which Windows drops"),
        Arguments.of(
            "good/aux .txt", "good/aux .txt: the name \"aux .txt\" is a device on Windows"),
        Arguments.of(
            utf8("good/COM\u00b9"),
            "good/COM\u00b9: the name \"COM\u00b9\" is a device on Windows"));
  }

  @ParameterizedTest(name = "{index}: {1}")
  @MethodSource("illegal")
  @DisplayName(
      "is refused if it does not mean the same file everywhere, in its own header or an extended one")
  void isRefused(String name, String error) {
    assertEquals(error, error(good().file(name, "x")));
    if (!name.isEmpty()) {
      assertEquals(error, error(good().pax('x', "path", name).file("good/x", "x")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "good/.hidden",
        "good/..a",
        "good/a..b",
        "good/con1",
        "good/console",
        "good/a b",
        "good/~$*?"
      })
  @DisplayName("may look strange")
  void mayLookStrange(String name) {
    assertEquals(3, read(good().file(name, "x").tgz()).entries());
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256})
  @DisplayName("has parts of at most 255 bytes")
  void hasShortParts(int length) {
    TestArchive archive =
        good().pax('x', "path", utf8("good/é" + "a".repeat(length - 2))).file("x", "");
    if (length == 255) {
      assertEquals(3, read(archive.tgz()).entries());
    } else {
      assertEquals(
          "good/é" + "a".repeat(114) + "...: path contains a name longer than 255 bytes",
          error(archive));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 2049})
  @DisplayName("has at most 2,048 bytes")
  void isShort(int length) {
    String parts = ("/" + "a".repeat(200)).repeat(11);
    TestArchive archive =
        good().pax('x', "path", ("good" + parts).substring(0, length)).file("x", "");
    if (length == 2048) {
      assertEquals(13, read(archive.tgz()).entries());
    } else {
      assertEquals(
          "good/" + "a".repeat(115) + "...: path is longer than 2048 bytes", error(archive));
    }
  }

  static Stream<Arguments> colliding() {
    return Stream.of(
        Arguments.of(
            "good/A", "good/a", "good/a: the names \"A\" and \"a\" are one file on some systems"),
        Arguments.of(
            "good/D/x",
            "good/d/y",
            "good/d/y: the names \"D\" and \"d\" are one file on some systems"),
        Arguments.of(
            utf8("good/caf\u00e9"),
            utf8("good/cafe\u0301"),
            "good/cafe\u0301: the names \"caf\u00e9\" and \"cafe\u0301\" are one file on some systems"),
        Arguments.of(
            utf8("good/\u00c9"),
            utf8("good/e\u0301"),
            "good/e\u0301: the names \"\u00c9\" and \"e\u0301\" are one file on some systems"),
        Arguments.of(
            utf8("good/stra\u00dfe"),
            "good/STRASSE",
            "good/STRASSE: the names \"stra\u00dfe\" and \"STRASSE\" are one file on some systems"),
        Arguments.of(
            "good/a", "good/a", "good/a: this name is there twice, expected each entry once"),
        Arguments.of(
            "good/a", "./good/a", "good/a: this name is there twice, expected each entry once"),
        Arguments.of(
            "good/a", "good/a/b", "good/a/b: \"a\" is both a file and a directory, expected one"),
        Arguments.of(
            "good/a/b", "good/a", "good/a: \"a\" is both a file and a directory, expected one"));
  }

  @ParameterizedTest(name = "{index}: {2}")
  @MethodSource("colliding")
  @DisplayName("is there once on every system")
  void isThereOnce(String first, String second, String error) {
    assertEquals(error, error(good().file(first, "x").file(second, "y")));
  }
}
