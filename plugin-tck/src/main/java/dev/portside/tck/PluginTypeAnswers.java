package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.Config;
import dev.portside.api.Finding;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Rules about answers that the vendor of a plugin type names: plugins are written by strangers.
 *
 * @param <I> the message that goes in
 * @param <O> the message that comes out
 * @param <C> the type's configuration
 */
abstract class PluginTypeAnswers<I, O, C extends Config> extends PluginTypeHosts<I, O, C> {
  PluginTypeAnswers() {}

  /**
   * Message forms of answers that differ from those which the type writes itself.
   *
   * @return forms, and what they are to be read as; none unless overridden, which skips T-3.7
   */
  protected Map<Map<String, ?>, O> spellings() {
    return Map.of();
  }

  /**
   * Message forms that are no answer.
   *
   * @return what a part of the refusal is to say, and the form; none unless overridden, which skips
   *     T-3.8
   */
  protected Map<String, Map<String, ?>> badForms() {
    return Map.of();
  }

  /**
   * What a plugin may write to standard output that is no answer.
   *
   * @return what a part of the refusal is to say, and the output; none unless overridden, which
   *     skips T-4.3
   */
  protected Map<String, Bytes> badAnswers() {
    return Map.of();
  }

  /**
   * What the authors of plugins are told that calls look like.
   *
   * @return messages and their command lines; none unless overridden, which skips T-4.4
   */
  protected Map<I, CommandCall> commandLines() {
    return Map.of();
  }

  private O read(Map<String, ?> form, List<Finding> findings) {
    return type().output().read(TreeReader.of(Tree.of(form), "", TreeReader.JSON, findings::add));
  }

  /**
   * Reads every further spelling that the vendor names. Skipped if there are none in {@link
   * #spellings}.
   *
   * <p>If this fails, check what the writers of plugins in other languages take for granted: bytes
   * as a list of numbers, Base64 with line breaks, keys that are left out.
   */
  @Test
  @DisplayName("T-3.7 each further spelling of an answer is read as that answer")
  public final void t0307_spellings() {
    assumeFalse(spellings().isEmpty(), "the vendor names no spellings");
    for (Map.Entry<Map<String, ?>, O> each : spellings().entrySet()) {
      List<Finding> findings = new ArrayList<>();
      O answer = read(each.getKey(), findings);
      assertEquals(List.of(), findings, "findings about " + each.getKey());
      assertEquals(each.getValue(), answer, "what was read of " + each.getKey());
    }
  }

  /**
   * Reads every form that is no answer, and looks for the vendor's words in the refusal. Skipped if
   * there are none in {@link #badForms}.
   *
   * <p>If this fails, check that {@code read} rejects what it cannot use, under its key, and does
   * not make an empty answer of it.
   */
  @Test
  @DisplayName("T-3.8 a message form that is no answer is refused with its reason")
  public final void t0308_badForms() {
    assumeFalse(badForms().isEmpty(), "the vendor names no bad forms");
    for (Map.Entry<String, Map<String, ?>> each : badForms().entrySet()) {
      List<Finding> findings = new ArrayList<>();
      String said;
      try {
        read(each.getValue(), findings);
        said = findings.toString();
      } catch (IllegalArgumentException e) {
        said = findings + String.valueOf(e.getMessage());
      }
      assertTrue(said.contains(each.getKey()), "expected " + each.getKey() + ", got: " + said);
    }
  }

  /**
   * Hands over every output that is no answer. Skipped without a command line form, or if there is
   * none in {@link #badAnswers}.
   *
   * <p>If this fails, check that {@code result} throws {@code IllegalArgumentException} and says
   * what was expected.
   */
  @Test
  @DisplayName("T-4.3 an output that is no answer is refused with its reason")
  public final void t0403_badAnswers() {
    Optional<CommandLine<I, O>> line = type().commandLine();
    assumeTrue(line.isPresent(), "the type has no command line form");
    assumeFalse(badAnswers().isEmpty(), "the vendor names no bad answers");
    for (Map.Entry<String, Bytes> each : badAnswers().entrySet()) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> line.get().result(each.getValue()),
              "an output that is to be refused: " + each.getKey());
      String said = String.valueOf(refusal.getMessage());
      assertTrue(said.contains(each.getKey()), "expected " + each.getKey() + ", got: " + said);
    }
  }

  /**
   * Prepares every message that the vendor names the command line of. Skipped if there is none in
   * {@link #commandLines}.
   *
   * <p>If this fails, check what was changed in {@code prepare}, or that {@code commandLine()} is
   * not empty: plugins that are installed cannot be changed with it.
   */
  @Test
  @DisplayName("T-4.4 a message has the command line that authors of plugins are told of")
  public final void t0404_commandLines() {
    assumeFalse(commandLines().isEmpty(), "the vendor names no command lines");
    Optional<CommandLine<I, O>> line = type().commandLine();
    assertTrue(line.isPresent(), "the type has no command line form any more");
    for (Map.Entry<I, CommandCall> each : commandLines().entrySet()) {
      String found = show(line.get().prepare(each.getKey()));
      assertEquals(show(each.getValue()), found, "the command line of " + each.getKey());
    }
  }

  /** All that a command line form says. */
  static String show(CommandCall call) {
    Optional<String> stdin = call.stdin().map(Bytes::text);
    return Rendering.canonical(List.of(call.args(), call.env()))
        + call.selector()
        + stdin
        + call.resultOnStdout();
  }
}
