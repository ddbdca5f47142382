package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
import dev.portside.api.Plugin;
import dev.portside.api.Position;
import dev.portside.api.RuntimeConfig;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import dev.portside.api.host.PluginManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 2: how a runtime reads its configuration, and renders it for the signed block. */
abstract class RuntimeConfiguration extends RuntimeDiscovery {
  private static final String UNKNOWN = "tckUnknownKey";

  RuntimeConfiguration() {}

  private Workbench.Reading reading() throws Exception {
    return bench().read(bench().subject(Behavior.ECHO).tree(), Finding.Severity.ERROR);
  }

  /**
   * Reads the configuration of an echo plugin; what nobody asked for counts as an error. Never
   * skipped.
   *
   * <p>If this fails, check that {@code readConfig} asks its reader for every key there is, on each
   * path through it: ask first, decide afterwards.
   */
  @Test
  @DisplayName("R-2.1 a good configuration is read without an error or a warning")
  public final void r0201_ownConfiguration() throws Exception {
    assertEquals(List.of(), reading().findings(), "findings about a good configuration");
  }

  /**
   * Adds a key that no runtime has, and looks whether it was left for the manager to report; the
   * plugin must be usable nevertheless. Never skipped.
   *
   * <p>If this fails, check that {@code readConfig} does not call {@code keys()} of a mapping whose
   * keys are its own, and does not reject what it does not know.
   */
  @Test
  @DisplayName("R-2.2 an unknown key is reported at its place, and does no harm")
  public final void r0202_unknownKey() throws Exception {
    Workbench.Subject subject = bench().subject(Behavior.ECHO);
    Tree.Mapping tree = Trees.with(subject.tree(), UNKNOWN, "x");
    Position at = tree.entries().get(tree.entries().size() - 1).at();
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : bench().read(tree, Finding.Severity.WARNING).findings()) {
      if (finding.toString().contains(UNKNOWN)) {
        findings.add(finding);
      }
    }
    assertEquals(1, findings.size(), "findings about the unknown key " + UNKNOWN);
    Finding finding = findings.get(0);
    assertTrue(!finding.isError(), "an unknown key is no error, but: " + finding);
    assertEquals("runtimeConfig." + UNKNOWN, finding.path());
    assertEquals(at, finding.at());
  }

  /**
   * Replaces each value of the configuration by one of another shape: a list for text, a mapping
   * for a list. Skipped if the configuration is empty.
   *
   * <p>If this fails, check that every value is read by the method of {@code TreeReader} for its
   * type, which reports by itself; and that {@code reject} names the key.
   */
  @Test
  @DisplayName("R-2.3 a value of the wrong type is an error that names path and position")
  public final void r0203_wrongType() throws Exception {
    Tree.Mapping good = bench().subject(Behavior.ECHO).tree();
    assumeFalse(good.entries().isEmpty(), "the configuration is empty");
    for (Tree.Entry entry : good.entries()) {
      Tree wrong = Trees.wrongShape(entry.value());
      String path = "runtimeConfig." + entry.key();
      List<Finding> findings = findings(Trees.replace(good, entry.key(), wrong));
      boolean reported = false;
      for (Finding finding : findings) {
        reported |=
            finding.isError() && finding.path().startsWith(path) && finding.at().equals(wrong.at());
      }
      if (!reported) {
        String found = findings.isEmpty() ? "nothing was reported" : "got " + findings;
        fail("expected an error at " + wrong.at() + " about " + path + ", but " + found);
      }
    }
  }

  /** What is reported; the exception of a constructor is an echo and of no matter here. */
  private List<Finding> findings(Tree tree) {
    List<Finding> findings = new ArrayList<>();
    try {
      TreeReader in = TreeReader.of(tree, "runtimeConfig", "v1", findings::add);
      bench().runtime().readConfig(in);
    } catch (RuntimeException e) {
      return findings; // asks which exceptions may come
    }
    return findings;
  }

  /**
   * Has the runtime read trees that nobody would write: lists, numbers, nulls, deep nesting, keys
   * twice. Never skipped.
   *
   * <p>If this fails, check that {@code readConfig} takes no value apart by hand, and that the
   * constructor of the configuration throws {@code IllegalArgumentException} and nothing else.
   */
  @Test
  @DisplayName("R-2.4 nonsense is reported, or refused with IllegalArgumentException")
  public final void r0204_nonsense() throws Exception {
    Tree.Mapping good = bench().subject(Behavior.ECHO).tree();
    assertTrue(reading().config() != null, "a good configuration is to be read");
    for (Tree tree : Trees.nonsense(good)) {
      TreeReader in = TreeReader.of(tree, "runtimeConfig", "v1", finding -> {});
      try {
        RuntimeConfig config = bench().runtime().readConfig(in);
        assertTrue(config != null || in.failed(), "null was read, and nothing reported");
      } catch (IllegalArgumentException e) {
        // The manager makes a finding of it.
      } catch (RuntimeException | StackOverflowError e) {
        fail("expected a finding or IllegalArgumentException about " + tree + ", got " + e, e);
      }
    }
  }

  /**
   * Renders one configuration twice, read from two trees of the same content. Never skipped.
   *
   * <p>If this fails, check that {@code signedForm()} has nothing in it but text, numbers,
   * booleans, null, lists and maps, and nothing of the moment: no object identity, no clock, no
   * absolute path.
   */
  @Test
  @DisplayName("R-2.5 the signed form is plain data, the same for the same configuration")
  public final void r0205_signedForm() throws Exception {
    Map<String, ?> first = reading().config().signedForm();
    Rendering.requireJson(first, "");
    Map<String, ?> second = reading().config().signedForm();
    assertEquals(Rendering.canonical(first), Rendering.canonical(second));
  }

  /**
   * Looks for every value of the configuration in its signed form. Never skipped.
   *
   * <p>If this fails, check that {@code signedForm()} has all fields: what is not in it can be
   * changed in a signed plugin without anybody's noticing.
   */
  @Test
  @DisplayName("R-2.6 every value of the configuration stands in its signed form")
  public final void r0206_nothingUnsigned() throws Exception {
    Workbench.Subject subject = bench().subject(Behavior.ECHO);
    RuntimeConfig config = bench().read(subject.tree(), Finding.Severity.WARNING).config();
    Set<String> signed = Rendering.words(config.signedForm());
    for (String value : Rendering.scalars(subject.raw())) {
      assertTrue(
          signed.contains(value),
          "\"" + value + "\" is not in the signed form, which has " + signed);
    }
  }

  /**
   * Misspells each key of the configuration in several ways, and looks for the right one in the
   * finding; a key that is like none has no suggestion. Skipped if the configuration is empty.
   *
   * <p>If this fails, check that {@code readConfig} asks for every key whether it is there or not:
   * what it has asked for is what its reader can suggest.
   */
  @Test
  @DisplayName("R-2.7 a misspelt key is told the key that was probably meant")
  public final void r0207_misspelt() throws Exception {
    Tree.Mapping good = bench().subject(Behavior.ECHO).tree();
    assumeFalse(good.entries().isEmpty(), "the configuration is empty");
    for (Tree.Entry entry : good.entries()) {
      if (entry.key().length() > 2) {
        for (String misspelt : Trees.misspelt(entry.key())) {
          String about = unknown(Trees.rename(good, entry.key(), misspelt), misspelt);
          String hint = "did you mean \"" + entry.key() + "\"?";
          assertTrue(
              about.contains(hint), "expected " + hint + " about " + misspelt + ": " + about);
        }
      }
    }
    String about = unknown(Trees.with(good, "q".repeat(40), "x"), "q".repeat(40));
    assertTrue(about.endsWith("unknown key"), "there is nothing to suggest: " + about);
  }

  /** What is said about an unknown key, whether the rest can be read or not. */
  private String unknown(Tree tree, String key) {
    List<Finding> findings = new ArrayList<>();
    TreeReader in = TreeReader.of(tree, "runtimeConfig", "v1", findings::add);
    try {
      bench().runtime().readConfig(in);
    } catch (RuntimeException e) {
      findings.clear(); // without its key the configuration may be none
    }
    in.unknownKeys(Finding.Severity.WARNING);
    for (Finding finding : findings) {
      if (finding.path().equals("runtimeConfig." + key)) {
        return finding.toString();
      }
    }
    return fail("nothing was said about the unknown key " + key + ", but: " + findings);
  }

  /**
   * Reads an echo plugin in every further way that the vendor names, looks at its signed form, and
   * calls it. Skipped if the vendor names none in {@link #variants}.
   *
   * <p>If this fails, check the way that the message shows: that each of its keys is read, signed
   * and heeded.
   */
  @Test
  @DisplayName("R-2.8 each way to write a configuration is read, is signed, and works")
  public final void r0208_variants() throws Exception {
    Path dir = bench().directory("tck-variants");
    requireVariants(dir, variants(dir), "v1");
  }

  /**
   * Does what does with legacy manifests. Skipped if the vendor names no ways to write one in
   * {@link #legacyVariants}.
   *
   * <p>If this fails, check that {@code readConfig} asks {@code TreeReader.dialect} which keys
   * there are, and that what they say is signed as in manifests of today.
   */
  @Test
  @DisplayName("R-2.9 each way to write a legacy configuration is read, is signed, and works")
  public final void r0209_legacyVariants() throws Exception {
    Path dir = bench().directory("tck-variants");
    requireVariants(dir, legacyVariants(dir), "legacy");
  }

  private void requireVariants(Path dir, List<Map<String, ?>> variants, String apiVersion)
      throws Exception {
    assumeFalse(variants.isEmpty(), "the vendor names no variants");
    PluginManager manager = bench().manager(builder -> builder);
    for (Map<String, ?> raw : variants) {
      Workbench.Subject subject = bench().subject("tck-variants", dir, raw, apiVersion);
      Workbench.Reading reading = bench().read(subject, Finding.Severity.ERROR);
      assertEquals(List.of(), reading.findings(), "findings about " + raw);
      Map<String, ?> form = reading.config().signedForm();
      Rendering.requireJson(form, "");
      for (String value : Rendering.scalars(raw)) {
        assertTrue(Rendering.words(form).contains(value), value + " is not signed: " + form);
      }
      Plugin plugin = bench().load(subject, manager);
      TckV1.Input input = TckV1.Input.of(Bytes.utf8("hello"));
      TckV1.Output output =
          Task.start(
                  "the call of the plugin with " + raw,
                  patience(),
                  () -> plugin.invoke(ProbeType.selecting(), input, CallOptions.NONE).message())
              .value();
      assertEquals("hello", output.data().text(), "the answer of the plugin with " + raw);
      plugin.close();
    }
  }
}
