package dev.portside.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageBlockTest {
  private static final TestKey KEY = TestKey.ann();
  private static final String SUM = "sha256:" + Sample.SHA256;

  private static Bytes signed(String text) {
    return Sample.prov(text, KEY.sign(Sample.signedPart(text)));
  }

  private static Bytes withSums(String sums) {
    return signed(Sample.METADATA + "\n...\n" + sums);
  }

  @Test
  @DisplayName("a block is written as Helm writes it, and read back")
  void roundTrip() {
    MessageBlock block =
        new MessageBlock(Sample.METADATA, SumCollection.of(Sample.FILE, Sample.SHA256));
    assertEquals(Sample.TEXT, block.write().text());
    assertEquals(block, MessageBlock.parse(block.write()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b: c.tgz", "1.tgz", "it's.tgz", "true", "ü.tgz", "-.tgz", "a:", "\uD83D\uDE00"})
  @DisplayName("any file name is read back, quoted where it must be")
  void names(String name) {
    MessageBlock block = new MessageBlock("a: b\n", SumCollection.of(name, Sample.SHA256));
    assertEquals(Map.of(name, SUM), MessageBlock.parse(block.write()).sums().files());
  }

  @Test
  @DisplayName("images are kept")
  void images() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("b.tgz", SUM);
    files.put("a.tgz", SUM);
    MessageBlock block =
        new MessageBlock("a: b\n", new SumCollection(files, Map.of("example.test/i:1", SUM)));
    assertEquals(block, MessageBlock.parse(block.write()));
  }

  static Stream<String> accepted() {
    return Stream.of(
        Sample.SUMS,
        "{\"files\": {\"" + Sample.FILE + "\": \"" + SUM + "\"}}\n",
        Sample.SUMS + "  other.tgz: sha256:1\nimages: {a: b}\nunknown: [1, {a: b}]\n",
        Sample.SUMS.replace(SUM, "!!str " + SUM),
        Sample.SUMS + "\n");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  @DisplayName("sums in any plain form verify")
  void accepts(String sums) {
    assertEquals("1.0.0", Sample.verify(KEY, withSums(sums)).version());
  }

  static Stream<Arguments> refused() {
    String line = "  " + Sample.FILE + ": " + SUM + "\n";
    String lists = "the provenance is not for a file \"hello-1.0.0.tgz\", it lists ";
    String form = "expected sha256: and 64 lower-case hexadecimal digits";
    return Stream.of(
        Arguments.of("", "the signed sums: line 1: expected a single document"),
        Arguments.of("files: {}\n", lists + "none"),
        Arguments.of("FILES:\n" + line, lists + "none"),
        Arguments.of("files:\n  x/" + line.strip() + "\n", lists + "x/hello-1.0.0.tgz"),
        Arguments.of("files: []\n", "expected a mapping under \"files\""),
        Arguments.of("files:\n", "expected a mapping under \"files\""),
        Arguments.of("- x\n", "the signed sums: expected a mapping"),
        Arguments.of("files:\n  " + Sample.FILE + ": [x]\n", "expected a sum for"),
        Arguments.of(
            "files:\n" + line + line, "line 3: the key \"hello-1.0.0.tgz\" is there twice"),
        Arguments.of(Sample.SUMS + Sample.SUMS, "line 3: the key \"files\" is there twice"),
        Arguments.of("x: &a " + SUM + "\nfiles:\n  " + Sample.FILE + ": *a\n", "aliases"),
        Arguments.of("files:\n  <<: {a: b}\n" + line, "no merge key"),
        Arguments.of("files:\n  !!binary " + line.strip() + "\n", "YAML tags are not allowed here"),
        Arguments.of("x: " + "[".repeat(11) + "]".repeat(11) + "\n", "more than 10 collections"),
        Arguments.of("x: " + "[".repeat(60_000) + "\n", "more than 10 collections"),
        Arguments.of("# " + "x".repeat(1 << 16) + "\n" + Sample.SUMS, "the limit is 65536"),
        Arguments.of(Sample.SUMS + "---\na: b\n", "expected a single document"),
        Arguments.of(Sample.SUMS + "\n...\n" + Sample.SUMS, "more than one line \"...\""),
        Arguments.of("...\n" + Sample.SUMS, "more than one line \"...\""),
        Arguments.of("{bad\n", "the signed sums: line 2: not YAML"),
        Arguments.of("\"\\UFFFFFFFF\": {}\n", "the signed sums: not YAML: found invalid Unicode"),
        Arguments.of(Sample.SUMS.replace("0123", "1123"), "is not the one that was signed: it has"),
        Arguments.of(Sample.SUMS.replace("sha256:", ""), form),
        Arguments.of(Sample.SUMS.replace("sha256:", "SHA256:"), form),
        Arguments.of(Sample.SUMS.replace("sha256:", "sha512:"), form),
        Arguments.of(Sample.SUMS.replace("abcdef", "ABCDEF"), form));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  @DisplayName("sums that are not plain, or not of the file, are refused")
  void refuses(String sums, String expected) {
    Sample.refused(KEY, withSums(sums), expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: chart\nversion: 1.0.0\n",
        "Name: hello\n",
        "Name: {a: b}\nVersion: 1\n",
        "Name: a\nName: b\nVersion: 1\n",
        "just text\n",
        "{\n"
      })
  @DisplayName("what is not the metadata of a plugin does not verify as a plugin")
  void otherMetadata(String metadata) {
    String text = metadata + "\n...\n" + Sample.SUMS;
    Sample.refused(KEY, signed(text), "but what was signed is not the metadata of a plugin");
    assertEquals(
        metadata,
        Signatory.of(KEY.ring(), "")
            .withClock(TestKey.CLOCK)
            .verify(signed(text), Sample.FILE, Sample.SHA256)
            .block()
            .metadata());
  }

  @Test
  @DisplayName("a text that is no block is refused")
  void noBlock() {
    InvalidPluginException e =
        assertThrows(
            InvalidPluginException.class, () -> MessageBlock.parse(Bytes.utf8("a\n---\nb\n")));
    assertTrue(e.getMessage().startsWith("the signed text has no line \"...\""), e.getMessage());
    Bytes broken = Bytes.copyOf(new byte[] {(byte) 0xff});
    assertEquals(
        "the signed text is not UTF-8",
        assertThrows(InvalidPluginException.class, () -> MessageBlock.parse(broken)).getMessage());
  }

  @Test
  @DisplayName("sums are of base names and whole digests")
  void sums() {
    assertThrows(IllegalArgumentException.class, () -> SumCollection.of("a/b.tgz", Sample.SHA256));
    assertThrows(IllegalArgumentException.class, () -> SumCollection.of(" ", Sample.SHA256));
    assertThrows(IllegalArgumentException.class, () -> SumCollection.of("a.tgz", "0123"));
  }
}
