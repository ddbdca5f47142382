package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.portside.api.Config;
import dev.portside.api.Finding;
import dev.portside.api.PluginType;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a vendor supplies, and sections 1 and 2 of the rules for plugin types: how they are found
 * and how they read their configuration.
 *
 * @param <I> the message that goes in
 * @param <O> the message that comes out
 * @param <C> the type's configuration
 */
abstract class PluginTypeConfiguration<I, O, C extends Config> {
  PluginTypeConfiguration() {}

  /**
   * The type that is to be tested.
   *
   * @return a new one, or always the same
   */
  protected abstract PluginType<I, O, C> type();

  /**
   * Messages that go in.
   *
   * @return at least one
   */
  protected abstract List<I> inputs();

  /**
   * Messages that come out.
   *
   * @return at least one
   */
  protected abstract List<O> outputs();

  /**
   * A good configuration with all keys that there are.
   *
   * @return {@code config} of a manifest, raw: text, numbers, booleans, lists and maps of these;
   *     empty unless overridden
   */
  protected Map<String, ?> config() {
    return Map.of();
  }

  private Registration registration() {
    return new Registration(type().getClass(), PluginType.class);
  }

  final Tree.Mapping configTree() {
    return Trees.of(config(), "plugin.yaml", 5);
  }

  /**
   * Asks two objects for their ids. Never skipped.
   *
   * <p>If this fails, check that {@code id()} returns a constant.
   */
  @Test
  @DisplayName("T-1.1 the id is not blank and always the same")
  public final void t0101_id() {
    String id = type().id();
    assertTrue(id != null && !id.isBlank(), "id() gave a blank id");
    assertEquals(id, type().id(), "the id of another object differs");
  }

  /**
   * Looks at the class and its constructors. Never skipped.
   *
   * <p>If this fails, check that the class is public and has a public constructor without
   * parameters, beside its constant.
   */
  @Test
  @DisplayName("T-1.2 ServiceLoader can make an instance: a public class with such a constructor")
  public final void t0102_publicClass() {
    registration().requireInstantiable();
  }

  /**
   * Reads the service files that the class loader of the type sees. Never skipped.
   *
   * <p>If this fails, check {@code META-INF/services/dev.portside.api.PluginType}.
   */
  @Test
  @DisplayName("T-1.3 a service file names the type")
  public final void t0103_serviceFile() {
    registration().requireServiceFile();
  }

  /**
   * Reads the {@code module-info} next to the class. Skipped if there is none.
   *
   * <p>If this fails, check that it has {@code provides dev.portside.api.PluginType with}.
   */
  @Test
  @DisplayName("T-1.4 the module of the type provides it")
  public final void t0104_moduleProvides() {
    registration().requireModule();
  }

  /**
   * Reads the configuration; what nobody asked for counts as an error. Never skipped.
   *
   * <p>If this fails, check that {@code readConfig} asks its reader for every key there is.
   */
  @Test
  @DisplayName("T-2.1 a good configuration is read without an error or a warning")
  public final void t0201_ownConfiguration() {
    List<Finding> findings = new ArrayList<>();
    TreeReader in = TreeReader.of(configTree(), "config", "v1", findings::add);
    assertTrue(type().readConfig(in) != null, "readConfig gave null");
    in.unknownKeys(Finding.Severity.ERROR);
    assertEquals(List.of(), findings, "findings about a good configuration");
  }

  /**
   * Replaces each value of the configuration by one of another shape. Skipped if there is no
   * configuration.
   *
   * <p>If this fails, check that every value is read by the method of {@code TreeReader} for its
   * type; constructors may throw {@code IllegalArgumentException}.
   */
  @Test
  @DisplayName("T-2.2 a value of the wrong type is an error that names path and position")
  public final void t0202_wrongType() {
    Tree.Mapping good = configTree();
    assumeFalse(good.entries().isEmpty(), "there is no configuration");
    for (Tree.Entry entry : good.entries()) {
      Tree wrong = Trees.wrongShape(entry.value());
      List<Finding> findings = new ArrayList<>();
      Tree tree = Trees.replace(good, entry.key(), wrong);
      try {
        type().readConfig(TreeReader.of(tree, "config", "v1", findings::add));
      } catch (IllegalArgumentException e) {
        assertFalse(findings.isEmpty(), "config." + entry.key() + " is refused without its place");
      }
      boolean reported = false;
      for (Finding finding : findings) {
        reported |=
            finding.isError()
                && finding.path().startsWith("config." + entry.key())
                && finding.at().equals(wrong.at());
      }
      assertTrue(
          reported,
          "expected an error at "
              + wrong.at()
              + " about config."
              + entry.key()
              + ", got "
              + findings);
    }
  }

  /**
   * Renders the configuration twice. Never skipped.
   *
   * <p>If this fails, check that {@code signedForm()} has plain data in it, and all fields of the
   * configuration.
   */
  @Test
  @DisplayName("T-2.3 the signed form is plain data with every value of the configuration")
  public final void t0203_signedForm() {
    C config = type().readConfig(TreeReader.of(configTree(), "config", "v1", finding -> {}));
    Rendering.requireJson(config.signedForm(), "");
    assertEquals(
        Rendering.canonical(config.signedForm()), Rendering.canonical(config.signedForm()));
    for (String value : Rendering.scalars(config())) {
      assertTrue(
          Rendering.words(config.signedForm()).contains(value),
          "\"" + value + "\" is not in the signed form " + config.signedForm());
    }
  }

  /**
   * Misspells each key of the configuration in several ways. Skipped if there is no configuration.
   *
   * <p>If this fails, check that {@code readConfig} asks for every key whether it is there or not.
   */
  @Test
  @DisplayName("T-2.4 a misspelt key is told the key that was probably meant")
  public final void t0204_misspelt() {
    Tree.Mapping good = configTree();
    assumeFalse(good.entries().isEmpty(), "there is no configuration");
    for (Tree.Entry entry : good.entries()) {
      for (String misspelt : Trees.misspelt(entry.key())) {
        List<Finding> findings = new ArrayList<>();
        Tree tree = Trees.rename(good, entry.key(), misspelt);
        TreeReader in = TreeReader.of(tree, "config", "v1", findings::add);
        try {
          type().readConfig(in);
        } catch (IllegalArgumentException e) {
          findings.clear(); // without its key the configuration may be none
        }
        in.unknownKeys(Finding.Severity.ERROR);
        String hint = "unknown key; did you mean \"" + entry.key() + "\"?";
        boolean said = findings.stream().anyMatch(finding -> finding.message().equals(hint));
        assertTrue(said, "expected about " + misspelt + ": " + hint + ", got " + findings);
      }
    }
  }
}
