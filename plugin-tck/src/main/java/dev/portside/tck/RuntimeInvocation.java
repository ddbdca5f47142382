package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginExitException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 3: messages, arguments, exit codes. */
abstract class RuntimeInvocation extends RuntimeConfiguration {
  private static final int LARGE = 16 << 20;

  /** The most that the tail of standard error may be. */
  private static final int TAIL = 256 << 10;

  /** What any tail has room for. */
  private static final int SHORT = 1000;

  RuntimeInvocation() {}

  /** Fails the rule at the first byte that is not as it was sent. */
  static void requireSame(Bytes sent, Bytes received) {
    byte[] before = sent.toArray();
    byte[] after = received.toArray();
    int at = Arrays.mismatch(before, after);
    if (at >= 0) {
      String sizes = "sent " + before.length + " bytes, got " + after.length;
      String difference = "sent " + show(before, at) + ", got " + show(after, at);
      fail(sizes + "; the first difference is at byte " + at + ": " + difference);
    }
  }

  private static String show(byte[] data, int at) {
    return at < data.length ? "0x" + Integer.toHexString(data[at] & 0xff) : "nothing";
  }

  /**
   * Calls an echo plugin with a type that no runtime has seen before. Never skipped.
   *
   * <p>If this fails, check that {@code invoke} asks the type for the form of the message, with
   * each call, and has no list of types.
   */
  @Test
  @DisplayName("R-3.1 a plugin type that the runtime has never seen is served")
  public final void r0301_strangersType() throws Exception {
    ProbeType type = ProbeType.plain();
    Plugin plugin = bench().load(Behavior.ECHO);
    Bytes data = Bytes.utf8("hello");
    TckV1.Output output =
        Task.start(
                "the call of " + plugin.metadata().name(),
                patience(),
                () -> plugin.invoke(type, TckV1.Input.of(data), CallOptions.NONE).message())
            .value();
    assertEquals("hello", output.data().text());
    int forms = type.prepared() + type.written();
    assertEquals(1, forms, "how often the message was written, in whichever form");
  }

  /**
   * Echoes all 256 values of a byte, forwards and backwards. Never skipped.
   *
   * <p>If this fails, check that no byte goes through a character set on its way, and that line
   * ends are left alone.
   */
  @Test
  @DisplayName("R-3.2 bytes arrive as they were sent, whatever their value")
  public final void r0302_binary() throws Exception {
    byte[] data = new byte[512];
    for (int i = 0; i < 256; i++) {
      data[i] = (byte) i;
      data[511 - i] = (byte) i;
    }
    Bytes sent = Bytes.copyOf(data);
    requireSame(sent, answer(bench().direct(Behavior.ECHO), TckV1.Input.of(sent)).data());
  }

  /**
   * Echoes no bytes at all. Never skipped.
   *
   * <p>If this fails, check that standard input is closed even if there is nothing to write, and
   * that an empty answer is an answer.
   */
  @Test
  @DisplayName("R-3.3 an empty message gives an empty answer")
  public final void r0303_empty() throws Exception {
    TckV1.Output output = answer(bench().direct(Behavior.ECHO), TckV1.Input.of(Bytes.EMPTY));
    assertEquals(0, output.data().size(), "bytes in the answer");
  }

  /**
   * Echoes 16 MiB. Never skipped.
   *
   * <p>If this fails with a hang, check that the answer is read while the message is still being
   * written: pipes hold some 64 KiB only. If it fails with a limit, that limit is too low.
   */
  @Test
  @DisplayName("R-3.4 a message of 16 MiB goes there and back")
  public final void r0304_large() throws Exception {
    byte[] data = new byte[LARGE];
    for (int i = 0; i < LARGE; i++) {
      data[i] = (byte) ('a' + (i + (i >> 11)) % 26);
    }
    Bytes sent = Bytes.copyOf(data);
    requireSame(sent, answer(bench().direct(Behavior.ECHO), TckV1.Input.of(sent)).data());
  }

  /**
   * Sends arguments that a shell or a naive splitter would change. Skipped without {@link
   * Behavior#ARGUMENTS}.
   *
   * <p>If this fails, check that arguments are handed over as a list, and that nothing in those of
   * a call is expanded.
   */
  @Test
  @DisplayName("R-3.5 arguments arrive one by one, as they are")
  public final void r0305_arguments() throws Exception {
    List<String> args =
        List.of(
            "two words", "", "'single'", "\"double\"", "$HOME ${PATH}", "*", "\\n", "-n", "äß€");
    TckV1.Input input = TckV1.Input.ofArgs(args.toArray(new String[0]));
    String answer = answer(bench().direct(Behavior.ARGUMENTS), input).data().text();
    assertEquals(String.join("\n", args) + "\n", answer);
  }

  /**
   * Has a plugin end with exit code 42. Never skipped.
   *
   * <p>If this fails, check that an exit code other than 0 becomes a {@code PluginExitException}
   * with that code and the name of the plugin.
   */
  @Test
  @DisplayName("R-3.6 a plugin that says no ends the call with its exit code")
  public final void r0306_exitCode() throws Exception {
    PluginExitException failure = exit(42, Bytes.EMPTY);
    assertEquals(42, failure.exitCode(), "exit code");
    assertEquals("tck-exit", failure.plugin(), "the plugin that the exception names");
  }

  private PluginExitException exit(int code, Bytes data) throws Exception {
    TckV1.Input input = TckV1.Input.of(data, Integer.toString(code));
    Plugin plugin = bench().direct(Behavior.EXIT);
    return call(plugin, input, CallOptions.NONE).failure(PluginExitException.class);
  }

  /**
   * Has a plugin write a line, some, and up to 1 MiB of text to its standard error and say no.
   * Never skipped.
   *
   * <p>If this fails, check that standard error is read while the plugin runs, that its last lines
   * are kept as they were, and that no more than 256 KiB are: an exception is no place for a log.
   */
  @Test
  @DisplayName("R-3.7 the exception has the end of standard error, and not all of it")
  public final void r0307_stderrTail() throws Exception {
    for (int lines : new int[] {0, 10, 340, 40_000}) {
      StringBuilder text = new StringBuilder();
      for (int line = 0; line < lines; line++) {
        text.append("line ").append(line).append(" of very many\n");
      }
      text.append("the reason is here\n");
      requireTail(text.toString().strip(), exit(3, Bytes.utf8(text.toString())));
    }
  }

  private static void requireTail(String written, PluginExitException failure) {
    String detail = failure.detail().strip();
    int length = detail.length();
    boolean hasEnd = detail.endsWith("the reason is here");
    assertTrue(hasEnd, "the detail of " + length + " characters lacks the last line");
    assertTrue(length <= TAIL, "the detail has " + length + " characters; at most " + TAIL);
    assertTrue(written.endsWith(detail), "the detail is not what was written: " + show(detail));
    boolean whole = length == written.length() || written.length() > SHORT;
    assertTrue(whole, "of " + written.length() + " characters the detail has but " + length);
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(detail), "the message lacks the detail");
  }

  private static String show(String text) {
    return text.substring(0, Math.min(text.length(), 200));
  }

  /**
   * Gives an answer to a type that refuses every answer. Never skipped.
   *
   * <p>If this fails, check that an {@code IllegalArgumentException} of {@code CommandLine.result},
   * and a finding of {@code Codec.read}, become a {@code PluginCallException} that says what they
   * say.
   */
  @Test
  @DisplayName("R-3.8 an answer that the type refuses ends the call with the type's own reason")
  public final void r0308_unreadableAnswer() throws Exception {
    String reason = "the kit takes no answer";
    ProbeType type = ProbeType.refusing(reason);
    Plugin plugin = bench().direct(Behavior.ECHO);
    TckV1.Input input = TckV1.Input.of(Bytes.utf8("hello"));
    PluginCallException failure =
        Task.start(
                "the call with a type that refuses",
                patience(),
                () -> plugin.invoke(type, input, CallOptions.NONE))
            .failure(PluginCallException.class);
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(reason), "the message is to have the reason, but is: " + message);
  }

  /**
   * Calls with a type that has a message form only. Never skipped.
   *
   * <p>If this fails, check what the runtime does when {@code commandLine()} is empty: it serves
   * the message form, or throws a {@code PluginCallException} that says what is missing.
   */
  @Test
  @DisplayName("R-3.9 a type without a command line form is served, or refused with a reason")
  public final void r0309_messageFormOnly() throws Exception {
    ProbeType type = ProbeType.withoutCommandLine();
    Plugin plugin = bench().direct(Behavior.ECHO);
    TckV1.Input input = TckV1.Input.of(Bytes.utf8("hello"));
    Task<TckV1.Output> task =
        Task.start(
            "the call with a type that has no command line form",
            patience(),
            () -> plugin.invoke(type, input, CallOptions.NONE).message());
    @Nullable Throwable thrown = task.thrown();
    if (thrown == null) {
      assertEquals("hello", task.value().data().text(), "the answer");
    } else {
      String message = String.valueOf(task.failure(PluginCallException.class).getMessage());
      assertTrue(message.contains(TckV1.ID), "the message is to name the type, but is: " + message);
    }
  }

  /**
   * Has a plugin write much text of characters that are four bytes each, in lines and as one line,
   * and say no. Never skipped.
   *
   * <p>If this fails, check where the tail is cut: after a line feed, and where there is none, not
   * within a character. Half a line misleads, and half a character is shown as garbage.
   */
  @Test
  @DisplayName("R-3.10 the end of standard error begins with a line, or at least with a character")
  public final void r0310_wholeLines() throws Exception {
    String lines = "half a line misleads \ud83d\ude00\n".repeat(TAIL / 10);
    requireCutAt('\n', lines);
    for (int shift = 0; shift < 4; shift++) {
      requireCutAt('\ude00', "x".repeat(shift) + "\ud83d\ude00".repeat(TAIL));
    }
  }

  /** The exception is to have all of a text, or what follows a place that a cut may be at. */
  private void requireCutAt(char end, String text) throws Exception {
    String written = text + "the reason is here\n";
    String detail = exit(3, Bytes.utf8(written)).detail().stripTrailing();
    boolean hasEnd = !detail.isEmpty() && written.stripTrailing().endsWith(detail);
    assertTrue(hasEnd, "the detail is not the end of what was written: " + show(detail));
    int cut = written.stripTrailing().length() - detail.length();
    boolean whole = cut == 0 || written.charAt(cut - 1) == end;
    assertTrue(whole, "the detail begins within a line or a character: " + show(detail));
  }
}
