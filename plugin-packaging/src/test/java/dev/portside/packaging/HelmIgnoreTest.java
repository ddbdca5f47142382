package dev.portside.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.InvalidPluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The rules of .helmignore")
class HelmIgnoreTest {
  @TempDir Path dir;

  private HelmIgnore rules(String text) throws IOException {
    Files.writeString(dir.resolve(".helmignore"), text.replace("~", "\n"));
    return HelmIgnore.of(dir);
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "helm.txt, helm.txt, false, true",
    "helm.*, helm.txt, false, true",
    "helm.*, rudder.txt, false, false",
    "*.txt, cargo/a.txt, false, true",
    "cargo/*.txt, cargo/a.txt, false, true",
    "cargo/*.txt, mast/a.txt, false, false",
    "cargo/*.txt, x/cargo/a.txt, false, false",
    "cargo/*, cargo/a/b, false, false",
    "ru[c-e]?er.txt, rudder.txt, false, true",
    "ru[^c-e]?er.txt, rudder.txt, false, false",
    "templates/.?*, templates/.dotfile, false, true",
    "none, templates/.dotfile, false, false",
    ".*, .joonix, false, true",
    ".*, helm.txt, false, false",
    "cargo/, cargo, true, true",
    "cargo/, cargo, false, false",
    "cargo/, x/cargo, true, true",
    "/a.txt, a.txt, false, true",
    "/a.txt, cargo/a.txt, false, false",
    "/cargo/a.txt, cargo/a.txt, false, true",
    "//a.txt, a.txt, false, false",
    "!helm.txt, helm.txt, false, false",
    "!helm.txt, tiller.txt, false, true",
    "!cargo/, cargo, true, false",
    "!cargo/, mast, true, true",
    "!cargo/, cargo, false, true",
    "*.md~!*.md, a.md, false, true",
    "*.md~!*.md, a.txt, false, true",
    "!*.md~a*, a.md, false, true",
    "!*.md~a*, b.md, false, false",
    "a\\*b, a*b, false, true",
    "a\\*b, axb, false, false",
    "'#a', '#a', false, false",
    "'  a.txt\t\r~', a.txt, false, true",
    "\ufeffa.txt, a.txt, false, true",
    "?, é, false, true",
    "[é-ë], ê, false, true",
    "'', a.txt, false, false",
    "none, .git, true, true",
    "none, a/.svn, true, true",
    "none, .gitignore, false, false",
  })
  @DisplayName("are those that Helm has for charts, and ours about version control")
  void decide(String rules, String path, boolean isDirectory, boolean expected) throws IOException {
    assertEquals(expected, rules(rules).ignores(path, isDirectory));
  }

  @Test
  @DisplayName("may be absent")
  void mayBeAbsent() throws IOException {
    assertEquals(false, HelmIgnore.of(dir).ignores("a", false));
  }

  @ParameterizedTest
  @CsvSource({
    "a/**/b, double-star (**) syntax is not supported",
    "[z-, syntax error in pattern",
    "[], syntax error in pattern",
    "[a, syntax error in pattern",
    "[-a], syntax error in pattern",
    "[a-], syntax error in pattern",
    "a[, syntax error in pattern",
    "a\\, syntax error in pattern",
  })
  @DisplayName("are refused with their line if they are none")
  void areRefused(String rule, String error) {
    InvalidPluginException refusal =
        assertThrows(InvalidPluginException.class, () -> rules("# x\n\n" + rule));
    assertEquals(
        ".helmignore:3:1: " + error + ": \"" + rule.replace("\\", "\\\\") + '"',
        refusal.getMessage());
  }

  @Test
  @DisplayName("may be as long as the file may be, with any number of characters to choose from")
  void mayBeLong() throws IOException {
    HelmIgnore rules = rules("[" + "bc".repeat(30_000) + "]");
    assertEquals(true, rules.ignores("c", false));
    assertEquals(false, rules.ignores("a", false));
  }

  @Test
  @DisplayName("are refused if the file is too large")
  void areNotEndless() {
    IOException refusal = assertThrows(IOException.class, () -> rules("#".repeat(65_537)));
    assertEquals(
        dir.resolve(".helmignore") + " is larger than the limit of 65536 bytes",
        refusal.getMessage());
  }
}
