package dev.portside.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Manifest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldSyntaxTest {
  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[apply, -f, -] | apply -f -",
        "[-] | -",
        "[-,-, a] | - - a",
        "[C:,D:] | C: D:",
        "[a:, b::] | a: b::",
        "[it's:, x] | it's: x",
        "[&a x:, !!str y:, *a] | x: y: x:",
        "[a:b, c] | a:b c",
        "[http://x:80/, é:] | http://x:80/ é:",
        "[\"C:\\Program\", x] | C:\u2029rogram x",
        "[\"\\L\\L\", \"it\\'s\"] | \u2028\u2028 it's",
        "[\"\\\\P\", \"\\\\\\P\"] | \\P \\\u2029",
        "[\uD83D\uDE00, \"\\P\", -] | \uD83D\uDE00 \u2029 -"
      })
  @DisplayName("Texts that YAML 1.1 and 1.2 read differently are read as Helm reads them")
  void readsFlowTexts(String args, String expected) {
    Manifest manifest = Manifests.read("name: a\nplatformCommand: [{args: " + args + "}]\n");
    assertEquals(
        List.of(expected.split(" ")),
        Manifests.runtimeConfig(manifest).children("platformCommand").get(0).texts("args"));
  }

  @ParameterizedTest(name = "{index}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "description: a b\\n  \\tc | a b c",
        "description: a\\n \\t\\n  b | a`\\n`b",
        "&x description: y | y",
        "&xdescription: y | ",
        "description: &x a | a"
      })
  @DisplayName("Old ways with tabs, comments and anchors are read as Helm reads them")
  void readsOldWays(String yaml, String expected) {
    Manifest manifest =
        Manifests.read("name: a\n" + yaml.replace("\\n", "\n").replace("\\t", "\t"));
    assertEquals(List.of(), manifest.findings());
    assertEquals(
        expected == null ? "" : expected.replace("\\n", "\n").replace("`", ""),
        Manifests.config(manifest, 0).text("longHelp"));
  }

  @Test
  @DisplayName("A comment may stand right behind the mark of a literal")
  void readsCommentBehindLiteral() {
    Manifest manifest = Manifests.read("name: a\ndescription: |#comment\n  x\n");
    assertEquals("x\n", Manifests.config(manifest, 0).text("longHelp"));
  }

  @Test
  @DisplayName("An anchor ends before the colon of its key")
  void endsAnchorBeforeColon() {
    Manifest manifest = Manifests.read("name: a\nusage: &u x\nhooks: {&k: y, *u: z}\n");
    assertEquals(List.of(), manifest.findings());
    assertEquals("z", Manifests.runtimeConfig(manifest).child("hooks").text("x"));
  }

  @Test
  @DisplayName("A directive may follow the document without an end mark")
  void endsBeforeDirective() {
    assertEquals("a", Manifests.read("name: a\n%YAML 1.1\n---\nname: b\n").name());
    assertEquals(1, Manifests.findings("name: a\n%OTHER\n---\nname: b\n").size());
  }

  @Test
  @DisplayName("Findings behind a patch keep their line")
  void keepsLines() {
    assertEquals(
        List.of(
            "plugin.yaml:3:10: version: invalid plugin version \"x\": must be valid semver,"
                + " MAJOR.MINOR.PATCH without a leading v"),
        Manifests.findings("name: a\nusage: \"C:\\Program\"\nversion: x\n"));
  }
}
