package dev.portside.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
  static Stream<Arguments> accepted() {
    return Table.rows("accepted.txt");
  }

  static Stream<Arguments> refused() {
    return Table.rows("refused.tsv");
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("accepted")
  @DisplayName("What Helm reads is read")
  void readsWhatHelmReads(String document) {
    Manifest manifest = new YamlManifestReader().read(Bytes.utf8(document), "");
    assertEquals(List.of(), manifest.findings());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("refused")
  @DisplayName("What Helm refuses is refused, with place and reason")
  void refusesWhatHelmRefuses(String document, String reason) {
    List<Finding> findings;
    try {
      findings = new YamlManifestReader().read(Bytes.utf8(document), "").findings();
    } catch (InvalidPluginException e) {
      findings = e.findings();
    }
    assertFalse(findings.isEmpty(), "accepted");
    assertEquals(reason, findings.get(0).toString());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(
      strings = {
        "%YAML 1.2\n---\nname: a\n",
        "name: a\nusage: \"a\\/b\"\n",
        "name: a\n---\n@ later documents are not looked at\n"
      })
  @DisplayName("A little more is taken than Helm takes")
  void takesMoreThanHelm(String document) {
    assertEquals("a", Manifests.read(document).name());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  @DisplayName("A byte order mark says how the manifest is encoded")
  void readsEncodingsWithByteOrderMark(String charset) {
    String text = "\uFEFFname: a\nusage: é\uD83D\uDE00\n";
    Manifest manifest = Manifests.read(Bytes.copyOf(text.getBytes(Charset.forName(charset))));
    assertEquals(List.of(), manifest.findings());
    assertEquals("é\uD83D\uDE00", Manifests.config(manifest, 0).text("shortHelp"));
  }

  @Test
  @DisplayName("Bytes that are no UTF-8 are refused with their place")
  void refusesMalformedText() {
    byte[] latin = "name: a\nusage: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        "plugin.yaml:2:11: the text is not well-formed UTF-8",
        refusal(Bytes.copyOf(latin)).get(0).toString());
  }

  @Test
  @DisplayName("UTF-16 without a byte order mark is refused")
  void refusesUtf16WithoutMark() {
    byte[] wide = "name: a".getBytes(StandardCharsets.UTF_16LE);
    assertEquals(
        "plugin.yaml:1:2: control characters are not allowed, found U+0000;"
            + " within double quotes it can be written as \\u0000",
        refusal(Bytes.copyOf(wide)).get(0).toString());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"\u007f", "\u0080", "\u009f", "\ufffe", "\uffff", "\u0001"})
  @DisplayName("Control characters are refused even in a comment")
  void refusesControlCharacters(String character) {
    assertEquals(1, Manifests.findings("name: a\n# " + character + "\n").size());
  }

  @ParameterizedTest(name = "{index}: {0}")
  @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029"})
  @DisplayName("All line breaks of YAML 1.1 end a line")
  void takesAllLineBreaks(String lineBreak) {
    String yaml = String.join(lineBreak, "name: a", "version: 1.0.0", "usage: [", "]", "");
    assertEquals(
        List.of("plugin.yaml:3:8: usage: expected text, found a list"), Manifests.findings(yaml));
  }

  private static List<Finding> refusal(Bytes content) {
    try {
      return Manifests.read(content).findings();
    } catch (InvalidPluginException e) {
      return e.findings();
    }
  }
}
