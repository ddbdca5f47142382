package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.Position;
import dev.portside.api.Tree;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a vendor supplies, and sections 1 and 2 of the rules for readers of manifests: content and
 * findings.
 */
abstract class ManifestReaderContent {
  static final String SOURCE = "plugins/tck/plugin.yaml";

  private static final List<String> GOOD_NAMES =
      List.of("a", "A-z_09", "-", "_", "0", "azAZ", "helm-diff");

  private static final List<String> BAD_NAMES =
      List.of(
          "../tck",
          "tck name",
          "tck/name",
          "t\u00e4ck",
          "tck.name",
          "a@b",
          "a[b",
          "a`b",
          "a{b",
          "a:b");

  private static final List<String> GOOD_VERSIONS =
      List.of(
          "0.0.0",
          "1.2.3",
          "10.20.30",
          "19.0.9",
          "1.2.3-a",
          "1.2.3-rc.1",
          "1.2.3-0",
          "1.2.3-0a.09b.-",
          "1.2.3-a-b",
          "1.2.3-azAZ09",
          "1.2.3+b",
          "1.2.3+007.z-Z",
          "1.2.3-a.9+9.a",
          "1.2.3+a-b",
          "18446744073709551615.0.1",
          "9999999999999999999.1.1");

  private static final List<String> BAD_VERSIONS =
      List.of(
          "7.8",
          "7",
          "v7.8.9",
          "07.8.9",
          "7.08.9",
          "7.8.09",
          "7.8.9-",
          "-7.8.9",
          "+7.8.9",
          "7.8.9+",
          "7.8.9-+b",
          "seven",
          ".8.9",
          "7..9",
          "7.8.",
          "7.8.9.1",
          "7.8.9-a..b",
          "7.8.9-a.",
          "7.8.9-01",
          "7.8.9-a.00",
          "7.8.9-a_b",
          "7.8.9+a+b",
          "7.8.9+a..b",
          "7.8.9-a@b",
          "7.8.9-a[b",
          "7.8.9-a`b",
          "7.8.9-a{b",
          "7.8.9-a/b",
          "7.8.9-a:b",
          "18446744073709551616.0.1",
          "20000000000000000000.0.1",
          "100000000000000000000.0.1");

  ManifestReaderContent() {}

  /**
   * The reader that is to be tested.
   *
   * @return a new one, or always the same
   */
  protected abstract ManifestReader reader();

  /**
   * Writes a manifest of {@code apiVersion: v1} in the format of the reader.
   *
   * @param content keys to text and maps of text, in the order that they are to be written in
   * @return the text, each key on a line of its own; JSON unless overridden, which is YAML, too
   */
  protected String write(Map<String, ?> content) {
    return Json.write(content);
  }

  /**
   * How long the kit waits for what must happen.
   *
   * @return 20 seconds unless overridden; no rule takes that long unless it fails
   */
  protected Duration patience() {
    return Duration.ofSeconds(20);
  }

  static Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("apiVersion", "v1");
    content.put("name", "tck-name");
    content.put("version", "7.8.9");
    content.put("type", "tck/v1");
    content.put("sourceURL", "https://tck.example/source");
    content.put("runtime", "tck-runtime");
    content.put("config", Map.of("word", "tck-config-word"));
    content.put("runtimeConfig", Map.of("word", "tck-runtime-word"));
    return content;
  }

  final Manifest read(String text) {
    return reader().read(Bytes.utf8(text), SOURCE);
  }

  /** What is said about a text, whether it comes with a manifest or instead of one. */
  private List<Finding> findings(String text) {
    try {
      return read(text).findings();
    } catch (InvalidPluginException e) {
      return e.findings();
    }
  }

  /**
   * Reads a manifest of version 1. Never skipped.
   *
   * <p>If this fails, check each field, and that nothing is said about a good manifest.
   */
  @Test
  @DisplayName("M-1.1 a manifest is what its file says")
  public final void m0101_content() {
    Manifest manifest = read(write(content()));
    assertEquals(List.of(), manifest.findings(), "findings about a good manifest");
    assertEquals("v1", manifest.apiVersion());
    assertEquals("tck-name", manifest.name());
    assertEquals("7.8.9", manifest.version());
    assertEquals("https://tck.example/source", manifest.sourceUrl());
    assertEquals("tck-runtime", manifest.runtime());
    assertEquals(1, manifest.types().size(), "declared types");
    assertEquals("tck/v1", manifest.types().get(0).type());
    assertEquals("tck-config-word", word(manifest.types().get(0).config()).text());
    assertEquals("tck-runtime-word", word(manifest.runtimeConfig()).text());
  }

  private static Tree.Scalar word(Tree config) {
    Tree value = config instanceof Tree.Mapping mapping ? mapping.get("word") : null;
    return value instanceof Tree.Scalar scalar
        ? scalar
        : fail("expected a mapping with the key word, got " + config);
  }

  /**
   * Looks where values are said to stand. Never skipped.
   *
   * <p>If this fails, check that lines and columns count from 1, that a value's position is that of
   * the value and not of its key, and that the source is the one that the caller gave.
   */
  @Test
  @DisplayName("M-1.2 every value knows its source, line and column")
  public final void m0102_positions() {
    String text = write(content());
    Manifest manifest = read(text);
    requirePosition(text, "tck/v1", manifest.types().get(0).at());
    requirePosition(text, "tck-runtime", manifest.runtimeAt());
    requirePosition(text, "tck-config-word", word(manifest.types().get(0).config()).at());
    requirePosition(text, "tck-runtime-word", word(manifest.runtimeConfig()).at());
  }

  /** The position of a word, or of the quote before it. */
  private static void requirePosition(String text, String word, Position at) {
    int offset = text.indexOf(word);
    int lineStart = text.lastIndexOf('\n', offset) + 1;
    int line = 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    int column = offset - lineStart + 1;
    boolean right =
        at.source().equals(SOURCE)
            && at.line() == line
            && (at.column() == column || at.column() == column - 1);
    assertTrue(right, word + " stands at " + SOURCE + ":" + line + ":" + column + ", got " + at);
  }

  /**
   * Looks how the reader is registered. The part about modules is left out if there is none.
   *
   * <p>If this fails, check that the class is public with a public constructor without parameters,
   * and that it is named in {@code META-INF/services} and in {@code module-info}.
   */
  @Test
  @DisplayName("M-1.3 the reader is registered for the class path and the module path")
  public final void m0103_registered() {
    Registration registration = new Registration(reader().getClass(), ManifestReader.class);
    registration.requireInstantiable();
    registration.requireServiceFile();
    if (registration.module().isPresent()) {
      registration.requireModule();
    }
  }

  /**
   * Reads names and versions that are none, and some that are, odd as they may be. Never skipped.
   *
   * <p>If this fails, check {@code Metadata.isValidName} and {@code Metadata.isValidVersion}: a
   * name becomes a directory, a version a part of a file name.
   */
  @Test
  @DisplayName("M-2.1 a name or a version that breaks its rule is an error at its place")
  public final void m0201_rules() {
    GOOD_NAMES.forEach(name -> requireNoError("name", name));
    GOOD_VERSIONS.forEach(version -> requireNoError("version", version));
    BAD_NAMES.forEach(name -> requireError("name", name));
    BAD_VERSIONS.forEach(version -> requireError("version", version));
  }

  private void requireNoError(String key, String value) {
    Map<String, Object> content = content();
    content.put(key, value);
    assertEquals(List.of(), findings(write(content)), "about the " + key + " " + value);
  }

  private void requireError(String key, String value) {
    Map<String, Object> content = content();
    content.put(key, value);
    String text = write(content);
    List<Finding> findings = findings(text);
    Position at = null;
    for (Finding finding : findings) {
      if (finding.isError() && finding.path().equals(key)) {
        at = finding.at();
      }
    }
    if (at == null) {
      fail("expected an error about the " + key + " \"" + value + "\", got " + findings);
    } else {
      requirePosition(text, value, at);
    }
  }

  /**
   * Leaves out one of the keys that a manifest cannot do without. Never skipped.
   *
   * <p>If this fails, check that an absent key is an error of the reader: types and runtimes are
   * never asked about it.
   */
  @Test
  @DisplayName("M-2.2 a manifest without name, type or runtime has an error that says so")
  public final void m0202_missing() {
    for (String key : new String[] {"name", "type", "runtime"}) {
      Map<String, Object> content = content();
      content.remove(key);
      List<Finding> findings = findings(write(content));
      boolean said = false;
      for (Finding finding : findings) {
        said |= finding.isError() && finding.toString().contains(key);
      }
      assertTrue(said, "expected an error about the absent " + key + ", got " + findings);
    }
  }

  /**
   * Adds a key that manifests do not have, among those that they do. Never skipped.
   *
   * <p>If this fails, check that what was not asked for is reported, with the place of the key.
   */
  @Test
  @DisplayName("M-2.3 an unknown key is reported at its place")
  public final void m0203_unknownKey() {
    Map<String, Object> content = content();
    content.put("tckUnknownKey", "x");
    String text = write(content);
    List<Finding> findings = findings(text);
    assertEquals(1, findings.size(), "expected a finding about tckUnknownKey, got " + findings);
    assertTrue(findings.get(0).toString().contains("tckUnknownKey"), findings.get(0).toString());
    requirePosition(text, "tckUnknownKey", findings.get(0).at());
  }

  /**
   * Writes each key of a manifest twice. Never skipped.
   *
   * <p>If this fails, check that the parser keeps both, for somebody to see, and that somebody
   * looks: which of two values counts is nobody's guess, and people have been shown the other one.
   */
  @Test
  @DisplayName("M-2.4 a key that is written twice is an error at its second place")
  public final void m0204_twice() {
    for (String key : content().keySet()) {
      Map<String, Object> content = content();
      content.put("tckTwice", "tck-second");
      String text = write(content).replace("tckTwice", key);
      int line = (int) text.substring(0, text.lastIndexOf(key)).lines().count();
      List<Finding> findings = findings(text);
      boolean told = false;
      for (Finding each : findings) {
        Position at = each.at();
        told |= each.isError() && at.source().equals(SOURCE) && at.line() == line;
      }
      assertTrue(told, "expected an error at line " + line + " about " + key + ": " + findings);
    }
  }
}
