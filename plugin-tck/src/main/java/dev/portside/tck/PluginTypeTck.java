package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portside.api.Bytes;
import dev.portside.api.Codec;
import dev.portside.api.CommandLine;
import dev.portside.api.Config;
import dev.portside.api.Finding;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What every {@code PluginType} must do. Extend it with a class of your own that supplies the type,
 * a configuration, and messages that fill as many of their fields as they have.
 *
 * @param <I> the message that goes in; it needs {@code equals}
 * @param <O> the message that comes out; it needs {@code equals}
 * @param <C> the type's configuration
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
public abstract class PluginTypeTck<I, O, C extends Config> extends PluginTypeAnswers<I, O, C> {
  private static final String UNKNOWN = "tckUnknownKey";

  /** For subclasses. */
  protected PluginTypeTck() {}

  /** Asks something of every message of the vendor's. */
  private void eachMessage(Question question) {
    assertFalse(inputs().isEmpty() || outputs().isEmpty(), "there are no messages to test");
    inputs().forEach(input -> ask(question, type().input(), input));
    outputs().forEach(output -> ask(question, type().output(), output));
  }

  /** A codec that reads nothing at all is no answer to any question. */
  private static <T> void ask(Question question, Codec<T> codec, T message) {
    T read = codec.read(json(codec.write(message), new ArrayList<>()));
    assertTrue(read != null, "read gave null for what was written of " + message);
    question.ask(codec, message);
  }

  /** What is asked of a message and its codec. */
  private interface Question {
    <T> void ask(Codec<T> codec, T message);
  }

  private static TreeReader json(Map<String, ?> form, List<Finding> findings) {
    return TreeReader.of(Tree.of(form), "", TreeReader.JSON, findings::add);
  }

  /**
   * Writes every message and reads it again. Never skipped.
   *
   * <p>If this fails, check that no field is left out, that bytes which are no text are encoded or
   * refused, and that the message has {@code equals} and {@code hashCode}, which tell it from
   * others.
   */
  @Test
  @DisplayName("T-3.1 a message survives its message form")
  public final void t0301_roundTrip() {
    eachMessage(
        new Question() {
          @Override
          public <T> void ask(Codec<T> codec, T message) {
            List<Finding> findings = new ArrayList<>();
            T read = codec.read(json(codec.write(message), findings));
            assertEquals(List.of(), findings, "findings about " + message);
            assertEquals(message, read);
            assertEquals(message.hashCode(), read.hashCode(), "hash codes of equal messages");
          }
        });
    requireDistinct(inputs());
    requireDistinct(outputs());
  }

  /** Messages that are always equal would survive anything. */
  private static void requireDistinct(List<?> messages) {
    for (int i = 1; i < messages.size(); i++) {
      assertNotEquals(messages.get(0), messages.get(i), "messages that differ are equal");
    }
    assertNotEquals(new Object(), messages.get(0), "a message is equal to anything");
  }

  /**
   * Writes every message twice. Never skipped.
   *
   * <p>If this fails, check for {@code Map.of} with several keys, whose order changes with each
   * start of the JVM, and for values that are not of the shape of JSON.
   */
  @Test
  @DisplayName("T-3.2 the message form is plain data, the same for the same message")
  public final void t0302_plain() {
    eachMessage(
        new Question() {
          @Override
          public <T> void ask(Codec<T> codec, T message) {
            Map<String, ?> form = codec.write(message);
            Rendering.requireJson(form, "");
            assertEquals(form.toString(), codec.write(message).toString(), "written again");
            assertFalse(
                form.size() > 1 && form.getClass().getName().startsWith("java.util.Immutable"),
                "Map.of has another order of keys in each JVM; use a LinkedHashMap: " + form);
          }
        });
  }

  /**
   * Reads what was written, with one key more. Never skipped.
   *
   * <p>If this fails, check that {@code read} asks for every key that {@code write} gives, and does
   * not call {@code keys()} of a mapping whose keys are its own: the unknown key is the caller's to
   * judge.
   */
  @Test
  @DisplayName("T-3.3 of a message form only the unknown key is unknown")
  public final void t0303_unknownKey() {
    eachMessage(
        new Question() {
          @Override
          public <T> void ask(Codec<T> codec, T message) {
            Map<String, Object> form = new LinkedHashMap<>(codec.write(message));
            form.put(UNKNOWN, "x");
            List<Finding> findings = new ArrayList<>();
            TreeReader in = json(form, findings);
            codec.read(in);
            assertFalse(in.failed(), "an unknown key is no reason to refuse: " + findings);
            in.unknownKeys(Finding.Severity.WARNING);
            assertEquals(1, findings.size(), "expected " + UNKNOWN + " alone, got " + findings);
            assertEquals(UNKNOWN, findings.get(0).path());
          }
        });
  }

  /**
   * Replaces each value of a message form, at any depth, by others of another shape. Never skipped.
   *
   * <p>If this fails, check that every value is read by the method of {@code TreeReader} for its
   * type, and that nothing else is thrown than the {@code IllegalArgumentException} of a
   * constructor.
   */
  @Test
  @DisplayName("T-3.4 a value of the wrong type in a message is reported or refused")
  public final void t0304_wrongValue() {
    eachMessage(
        new Question() {
          @Override
          public <T> void ask(Codec<T> codec, T message) {
            for (Map<String, Object> form : Forms.spoilt(codec.write(message))) {
              requireRefusal(codec, form);
            }
          }
        });
  }

  private static void requireRefusal(Codec<?> codec, Map<String, ?> form) {
    TreeReader in = json(form, new ArrayList<>());
    try {
      codec.read(in);
    } catch (IllegalArgumentException e) {
      return;
    } catch (RuntimeException e) {
      fail("expected a finding or IllegalArgumentException about " + form + ", got " + e, e);
    }
    assertTrue(in.failed(), "nothing was said about " + form);
  }

  /**
   * Reads every message with its keys in capitals. Never skipped.
   *
   * <p>If this fails, check that {@code read} takes no value out of its tree by hand: plugins
   * written in Go answer by the names of their fields, and Helm takes them so.
   */
  @Test
  @DisplayName("T-3.5 the keys of a message are found whatever their case")
  public final void t0305_case() {
    eachMessage(
        new Question() {
          @Override
          public <T> void ask(Codec<T> codec, T message) {
            Map<String, Object> form = new LinkedHashMap<>();
            codec.write(message).forEach((key, value) -> form.put(Forms.otherCase(key), value));
            List<Finding> findings = new ArrayList<>();
            TreeReader in = json(form, findings);
            T expected = codec.read(json(codec.write(message), new ArrayList<>()));
            assertEquals(expected, codec.read(in), "what was read of " + form);
            in.unknownKeys(Finding.Severity.ERROR);
            assertEquals(List.of(), findings, "findings about " + form);
          }
        });
  }

  /**
   * Leaves out each key of every message form, and gives it as null. Never skipped.
   *
   * <p>If this fails, check that {@code read} does without any of its keys: what is absent is
   * empty, or a finding or an {@code IllegalArgumentException} says that it must be there.
   */
  @Test
  @DisplayName("T-3.6 a key that is absent or null is empty, or refused")
  public final void t0306_absent() {
    eachMessage(
        new Question() {
          @Override
          public <T> void ask(Codec<T> codec, T message) {
            for (String key : codec.write(message).keySet()) {
              Map<String, Object> absent = new LinkedHashMap<>(codec.write(message));
              absent.remove(key);
              Map<String, Object> none = new LinkedHashMap<>(codec.write(message));
              none.put(key, null);
              assertEquals(readOrRefuse(codec, absent), readOrRefuse(codec, none), key + ": null");
            }
          }
        });
  }

  /** The message, or a text for what is no message. */
  private static Object readOrRefuse(Codec<?> codec, Map<String, ?> form) {
    TreeReader in = json(form, new ArrayList<>());
    try {
      Object read = codec.read(in);
      assertTrue(read != null || in.failed(), "read gave null for " + form);
      return in.failed() ? "refused" : String.valueOf(read);
    } catch (IllegalArgumentException e) {
      return "refused";
    } catch (RuntimeException e) {
      return fail("expected a message, a finding or IllegalArgumentException, got " + e, e);
    }
  }

  private CommandLine<I, O> commandLine() {
    Optional<CommandLine<I, O>> line = type().commandLine();
    assumeTrue(line.isPresent(), "the type has no command line form");
    return line.get();
  }

  /**
   * Prepares every message twice. Skipped without a command line form.
   *
   * <p>If this fails, check that {@code prepare} looks at the message alone: no clock, no counter,
   * no file.
   */
  @Test
  @DisplayName("T-4.1 a message has one command line, each time")
  public final void t0401_prepare() {
    for (I input : inputs()) {
      assertEquals(show(commandLine().prepare(input)), show(commandLine().prepare(input)));
    }
  }

  /**
   * Hands over answers that are empty, random and long. Skipped without a command line form.
   *
   * <p>If this fails, check that {@code result} throws {@code IllegalArgumentException} about what
   * is no answer, and nothing else; the runtime makes a {@code PluginCallException} of it.
   */
  @Test
  @DisplayName("T-4.2 any output is an answer, or refused with IllegalArgumentException")
  public final void t0402_result() {
    CommandLine<I, O> line = commandLine();
    Random random = new Random(42);
    for (int size : new int[] {0, 1, 100, 100_000}) {
      byte[] data = new byte[size];
      random.nextBytes(data);
      try {
        assertTrue(line.result(Bytes.copyOf(data)) != null, "result gave null");
      } catch (IllegalArgumentException e) {
        assertFalse(String.valueOf(e.getMessage()).isBlank(), "the refusal has no reason");
      } catch (RuntimeException e) {
        fail("expected IllegalArgumentException about " + size + " bytes, got " + e, e);
      }
    }
  }
}
