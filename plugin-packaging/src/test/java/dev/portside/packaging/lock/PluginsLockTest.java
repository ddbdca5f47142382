package dev.portside.packaging.lock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("plugins.lock")
class PluginsLockTest {
  private static final String A = "a".repeat(64);
  private static final String B = "0123456789abcdef".repeat(4);
  private static final String FIRST =
      "# plugins.lock format 1: name, version, source, archive, tree, signer, verified\n";
  private static final String LINE =
      "x\t1.0.0\tsrc\tsha256:" + A + "\tsha256:" + B + "\tAB12\tverified\n";
  private static final String ADVICE = "; restore the file, or write it anew: portside lock";

  @TempDir Path plugins;

  private static LockedPlugin from(String source) {
    return new LockedPlugin("x", "1.0.0", source, A, B, "AB12");
  }

  private PluginsLock read(String text) throws IOException {
    Files.writeString(plugins.resolve(PluginsLock.FILE), text);
    return PluginsLock.read(plugins);
  }

  private String refusal(String text) {
    String message = assertThrows(InvalidPluginException.class, () -> read(text)).getMessage();
    return message.replace(plugins.resolve(PluginsLock.FILE).toString(), "lock");
  }

  @Test
  @DisplayName("is lines that people, cut and git can read, sorted by name")
  void isPlainLines() throws IOException {
    PluginsLock lock =
        PluginsLock.EMPTY
            .with(new LockedPlugin("link", "", "/home/ann/link", "", "", ""))
            .with(new LockedPlugin("diff", "3.9.0", "https://example.com/d.tgz", A, B, "AB12"))
            .with(new LockedPlugin("copy", "1.0.0-rc.1", "", "", B, ""))
            .with(new LockedPlugin("Loose", "1.0.0", "-", A, B, ""));
    String text =
        FIRST
            + "Loose\t1.0.0\t\\u{2d}\tsha256:"
            + A
            + "\tsha256:"
            + B
            + "\t-\tunverified\n"
            + "copy\t1.0.0-rc.1\t-\t-\tsha256:"
            + B
            + "\t-\tunverified\n"
            + "diff\t3.9.0\thttps://example.com/d.tgz\tsha256:"
            + A
            + "\tsha256:"
            + B
            + "\tAB12\tverified\n"
            + "link\t-\t/home/ann/link\t-\tlink\t-\tunverified\n";
    assertEquals(text, lock.toString());
    assertEquals(lock.plugins(), read(text).plugins());
  }

  @Test
  @DisplayName("is changed by making another one")
  void isImmutable() {
    PluginsLock one = PluginsLock.EMPTY.with(from("old"));
    PluginsLock two = one.with(from("new"));
    assertEquals(Optional.of(from("old")), one.find("x"));
    assertEquals(List.of(from("new")), two.plugins());
    assertEquals(List.of(), two.without("x").without("x").plugins());
    assertEquals(Optional.empty(), PluginsLock.EMPTY.find("x"));
  }

  @Test
  @DisplayName("is empty where there is none")
  void mayBeAbsent() throws IOException {
    assertEquals(List.of(), PluginsLock.read(plugins).plugins());
    assertEquals(List.of(), PluginsLock.read(plugins.resolve("none")).plugins());
    assertEquals(List.of(), read(FIRST).plugins());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        " ",
        "-",
        "--",
        "#",
        "a\tb",
        "a\nx\t1.0.0\tevil",
        "\r\n",
        "C:\\plugins\\n",
        "\\",
        "\\u{9}",
        "\u0000",
        "\u007f",
        "\u0085",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\ud800",
        "\udc00\ud800",
        "\ud83d\ude00",
        "\u00e9",
        "<<<<<<< x",
        "file:///a%20b?x=\"y\"",
        "}",
        "{",
        "u{41}",
      })
  @DisplayName("gives back any source, and no source breaks a line")
  void roundTrips(String source) throws IOException {
    PluginsLock lock =
        PluginsLock.EMPTY.with(from(source)).with(new LockedPlugin("y", "", "", "", "", ""));
    assertEquals(3, lock.toString().lines().count());
    assertTrue(
        lock.toString()
            .codePoints()
            .allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c)));
    assertEquals(lock.plugins(), read(lock.toString()).plugins());
  }

  @Test
  @DisplayName("may have CRLF, another order, a longer first line and no end of the last")
  void takesOtherForms() throws IOException {
    String text =
        "# plugins.lock format 1\r\n"
            + LINE.replace("\n", "\r\n")
            + LINE.replace("x\t", "a\t").strip();
    assertEquals(List.of("a", "x"), read(text).plugins().stream().map(LockedPlugin::name).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "../x|1.0.0|src|@A|@B|AB|verified|1: name: found \"../x\", expected a plugin's name of A-Z a-z 0-9 _ -",
        "``|1.0.0|src|@A|@B|AB|verified|1: name: found \"\", expected a plugin's name of A-Z a-z 0-9 _ -",
        "# x|1.0.0|src|@A|@B|AB|verified|1: name: found \"# x\", expected a plugin's name of A-Z a-z 0-9 _ -",
        "x|v1|src|@A|@B|AB|verified|3: version: found \"v1\", expected a semantic version such as 1.2.3, or \"-\"",
        "x|``|src|@A|@B|AB|verified|3: version: found \"\", expected a semantic version such as 1.2.3, or \"-\"",
        "x|1.0.0|a\\b|@A|@B|AB|verified|9: source: found \"a\\\\b\", expected text where \"\\\" is written \"\\\\\" and what is invisible \"\\u{HEX}\", or \"-\"",
        "x|1.0.0|\\u{110000}|@A|@B|AB|verified|9: source: found \"\\\\u{110000}\", expected text where \"\\\" is written \"\\\\\" and what is invisible \"\\u{HEX}\", or \"-\"",
        "x|1.0.0|\\u{}|@A|@B|AB|verified|9: source: found \"\\\\u{}\", expected text where \"\\\" is written \"\\\\\" and what is invisible \"\\u{HEX}\", or \"-\"",
        "x|1.0.0|``|@A|@B|AB|verified|9: source: found \"\", expected text where \"\\\" is written \"\\\\\" and what is invisible \"\\u{HEX}\", or \"-\"",
        "x|1.0.0|src|abc|@B|AB|verified|13: archive: found \"abc\", expected sha256: and 64 lower-case hexadecimal digits, or \"-\"",
        "x|1.0.0|src|``|@B|AB|verified|13: archive: found \"\", expected sha256: and 64 lower-case hexadecimal digits, or \"-\"",
        "x|1.0.0|src|-|sha256:AB|-|unverified|15: tree: found \"sha256:AB\", expected sha256: and 64 lower-case hexadecimal digits, or \"link\"",
        "x|1.0.0|src|-|-|-|unverified|15: tree: found \"-\", expected sha256: and 64 lower-case hexadecimal digits, or \"link\"",
        "x|1.0.0|src|-|link|ab|verified|20: signer: found \"ab\", expected a fingerprint of 0-9 A-F, or \"-\"",
        "x|1.0.0|src|-|link|``|verified|20: signer: found \"\", expected a fingerprint of 0-9 A-F, or \"-\"",
        "x|1.0.0|src|-|link|-|verified|22: verified: found \"verified\", expected \"unverified\", as the signer says",
        "x|1.0.0|src|-|link|AB|unverified|23: verified: found \"unverified\", expected \"verified\", as the signer says",
        "x|1.0.0|src|-|link|AB|verified|1: what comes from no archive has no signer, but this line says so",
        "x|1.0.0|src|@A|link|-|unverified|1: a link comes from no archive, but this line says so",
      })
  @DisplayName("is refused for what is no such column, with its place and what to do")
  void refusesColumns(
      String name,
      String version,
      String source,
      String archive,
      String tree,
      String signer,
      String verified,
      String error) {
    String line =
        String.join("\t", name, version, source, archive, tree, signer, verified)
            .replace("@A", "sha256:" + A)
            .replace("@B", "sha256:" + B);
    assertEquals("lock:2:" + error + ADVICE, refusal(FIRST + line + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "x 1.0.0 src - link - unverified", "# a comment"})
  @DisplayName("is refused for lines of other columns: empty ones and comments, too")
  void refusesLines(String line) {
    assertEquals(
        "lock:2:1: found 1 column, expected 7 with tabs between them: name, version, source, archive,"
            + " tree, signer, verified"
            + ADVICE,
        refusal(FIRST + line + "\n" + LINE));
  }

  @Test
  @DisplayName("is refused with all that is wrong, twenty at most")
  void tellsAll() {
    assertEquals(
        "lock:2:1: found 2 columns, expected 7 with tabs between them: name, version, source, archive,"
            + " tree, signer, verified"
            + ADVICE
            + "\nlock:4:1: the plugin \"x\" is in line 3 already, expected each once; keep one of the"
            + " two, or write the file anew: portside lock",
        refusal(FIRST + "a\tb\n" + LINE + LINE));
    assertEquals(20, refusal(FIRST + "a\n".repeat(100)).lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<<<<<<< HEAD", "||||||| base", "=======", ">>>>>>> other"})
  @DisplayName("is refused for a merge that is not finished, before all else")
  void refusesConflicts(String mark) {
    assertEquals(
        "lock:3:1: found "
            + mark.substring(0, 7)
            + ", the mark of a merge that is not finished; keep one line a plugin, delete the marks,"
            + " then compare with what is there: portside lock --check",
        refusal("x\n" + LINE + mark + "\n" + LINE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|1: found \"\", expected a first line that begins with \"# plugins.lock format 1\"; restore the file, or write it anew: portside lock",
        "plugins: []|1: found \"plugins: []\", expected a first line that begins with \"# plugins.lock format 1\"; restore the file, or write it anew: portside lock",
        "x\u001b[2J|1: found \"x\\u{1b}[2J\", expected a first line that begins with \"# plugins.lock format 1\"; restore the file, or write it anew: portside lock",
        "# plugins.lock format 2: x|23: found format \"2\", expected \"1\"; a higher one was written by a newer Portside: use that, or write the file anew: portside lock",
        "# plugins.lock format 1x|23: found format \"1x\", expected \"1\"; a higher one was written by a newer Portside: use that, or write the file anew: portside lock",
      })
  @DisplayName("is refused for another format")
  void refusesFormats(String first, String error) {
    assertEquals("lock:1:" + error, refusal(first + "\n"));
  }

  @Test
  @DisplayName("is refused if it is too large, no UTF-8, or no file")
  void refusesOtherThings() throws IOException {
    assertEquals(
        "lock: it has 4194305 bytes, the limit is 4194304", refusal("x".repeat((4 << 20) + 1)));
    StringBuilder many = new StringBuilder(FIRST);
    for (int i = 0; i < 10_000; i++) {
      many.append('p').append(i).append("\t-\t-\t-\tlink\t-\tunverified\n");
    }
    assertEquals(10_000, read(many.toString()).plugins().size());
    assertEquals("lock:10002:1: there are more than 10000 plugins", refusal(many + "x\n"));
    Path file = plugins.resolve(PluginsLock.FILE);
    Files.write(file, (FIRST + "x\t1.0.0\t\u00e9").getBytes(ISO_8859_1));
    assertEquals(
        file + ":2:9: found bytes that are no UTF-8" + ADVICE,
        assertThrows(InvalidPluginException.class, () -> PluginsLock.read(plugins)).getMessage());
    Files.delete(file);
    Files.createDirectory(file);
    InvalidPluginException refusal =
        assertThrows(InvalidPluginException.class, () -> PluginsLock.read(plugins));
    assertEquals(file + ": this is no file; move it away", refusal.getMessage());
    assertTrue(refusal.findings().stream().allMatch(Finding::isError));
  }

  @Test
  @DisplayName("holds only plugins that it can write")
  void checksPlugins() {
    assertBad("plugins.lock cannot hold the name \"a/b\"", "a/b", "", "", "", "", "");
    assertBad("plugins.lock cannot hold the version \"1\\u{9}\"", "x", "1\t", "", "", "", "");
    assertBad("plugins.lock cannot hold the archive \"AB\"", "x", "", "", "AB", "", "");
    assertBad("plugins.lock cannot hold the tree \"" + A + "a\"", "x", "", "", "", A + "a", "");
    assertBad("plugins.lock cannot hold the signer \"ab\"", "x", "", "", A, A, "ab");
    assertBad("a link comes from no archive", "x", "", "", A, "", "");
    assertBad("what comes from no archive has no signer", "x", "", "", "", A, "AB");
    assertEquals(4096, new LockedPlugin("x", "", "s".repeat(4096), "", "", "").source().length());
    assertThrows(IllegalArgumentException.class, () -> from("s".repeat(4097)));
  }

  private static void assertBad(
      String error,
      String name,
      String version,
      String source,
      String archive,
      String tree,
      String signer) {
    assertEquals(
        error,
        assertThrows(
                IllegalArgumentException.class,
                () -> new LockedPlugin(name, version, source, archive, tree, signer))
            .getMessage());
  }
}
