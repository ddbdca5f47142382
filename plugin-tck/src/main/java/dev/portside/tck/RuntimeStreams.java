package dev.portside.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.Environment;
import dev.portside.api.Plugin;
import dev.portside.api.PluginCallException;
import dev.portside.api.Stdio;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 4: the caller's streams and the environment. */
abstract class RuntimeStreams extends RuntimeInvocation {
  /** What interpreters need to start at all. */
  private static final Set<String> LEFT_ALONE =
      Set.of("PATH", "PATHEXT", "SYSTEMROOT", "HOME", "JAVA_HOME", "LD_LIBRARY_PATH", "TMPDIR");

  RuntimeStreams() {}

  /**
   * Gives a call without data of its own a standard input: little, none, much. Skipped without
   * {@link Behavior#STDIN}.
   *
   * <p>If this fails, check that {@code Stdio.in()} is handed through when {@code
   * CommandCall.stdin()} is empty, up to its end, and that the plugin then sees an end, too.
   */
  @Test
  @DisplayName("R-4.1 a plugin reads the standard input of its caller")
  public final void r0401_stdin() throws Exception {
    Plugin plugin = bench().direct(Behavior.STDIN);
    for (String text : List.of("from the caller", "", "much from the caller\n".repeat(10_000))) {
      Streams streams = new Streams(new ByteArrayInputStream(text.getBytes(UTF_8)));
      TckV1.Output output = call(plugin, TckV1.Input.ofArgs(), streams.options()).value();
      requireSame(Bytes.utf8(text), output.data());
    }
  }

  /**
   * Has a plugin write to standard error and end well. Skipped without {@link Behavior#STDERR}.
   *
   * <p>If this fails, check that standard error is handed on before the call returns, and that it
   * does not end up in the answer.
   */
  @Test
  @DisplayName("R-4.2 what a plugin writes to standard error reaches its caller")
  public final void r0402_stderr() throws Exception {
    Plugin plugin = bench().direct(Behavior.STDERR);
    Streams streams = new Streams();
    TckV1.Input input = TckV1.Input.of(Bytes.utf8("mind the gap"));
    TckV1.Output output = call(plugin, input, streams.options()).value();
    assertTrue(
        streams.err().contains("mind the gap"), "standard error was \"" + streams.err() + "\"");
    assertEquals("", output.data().text(), "the answer");
  }

  /**
   * Looks whether a call has closed one of the three streams. Never skipped.
   *
   * <p>If this fails, check for a try-with-resources around a stream of the caller's: it may be the
   * standard output of the host.
   */
  @Test
  @DisplayName("R-4.3 a call closes no stream of its caller")
  public final void r0403_streamsStayOpen() throws Exception {
    AtomicBoolean inClosed = new AtomicBoolean();
    InputStream in =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            inClosed.set(true);
          }
        };
    Streams streams = new Streams(in);
    Plugin plugin = bench().direct(Behavior.ECHO);
    call(plugin, TckV1.Input.of(Bytes.utf8("hello")), streams.options()).value();
    assertEquals(0, streams.closed(), "how many output streams were closed");
    assertTrue(!inClosed.get(), "standard input was closed");
  }

  /**
   * Gives a call a variable that the host has, too. Skipped without {@link Behavior#ENVIRONMENT},
   * or if the host has but the variables that programs need.
   *
   * <p>If this fails, check the order: the host's environment first, then that of the options over
   * it.
   */
  @Test
  @DisplayName("R-4.4 a variable of the call wins over that of the host")
  public final void r0404_callBeforeHost() throws Exception {
    Optional<String> shared =
        new TreeMap<>(System.getenv()).keySet().stream().filter(name -> isPlain(name)).findFirst();
    assumeTrue(shared.isPresent(), "the host has no variable to spare");
    Map<String, String> env =
        environment(TckV1.Input.ofArgs(), Map.of(shared.get(), "from the call", "TCK_ONE", "1"));
    assertEquals("from the call", env.get(shared.get()), shared.get());
    assertEquals("1", env.get("TCK_ONE"), "TCK_ONE, which the host does not have");
  }

  private static boolean isPlain(String name) {
    return !LEFT_ALONE.contains(name.toUpperCase(Locale.ROOT))
        && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }

  /**
   * Gives a variable twice: with the call, and with the command line form of its message. Skipped
   * without {@link Behavior#ENVIRONMENT}, and where the runtime uses the message form.
   *
   * <p>If this fails, check the order: {@code CommandCall.env()} comes last and wins.
   */
  @Test
  @DisplayName("R-4.5 a variable of the message wins over that of the call")
  public final void r0405_messageBeforeCall() throws Exception {
    ProbeType type = ProbeType.plain();
    Map<String, String> mine = Map.of("TCK_ORDER", "from the message");
    TckV1.Input input = new TckV1.Input(List.of(), mine, Optional.empty());
    Plugin plugin = bench().direct(Behavior.ENVIRONMENT);
    CallOptions options = CallOptions.NONE.withEnv(Map.of("TCK_ORDER", "from the call"));
    TckV1.Output output = answer(plugin, type, input, options);
    assumeTrue(type.prepared() > 0, "the runtime uses the message form");
    assertEquals("from the message", parse(output).get("TCK_ORDER"), "TCK_ORDER");
  }

  /** Calls a plugin as a type of the kit's own making. */
  private TckV1.Output answer(
      Plugin plugin, ProbeType type, TckV1.Input input, CallOptions options) {
    return Task.start(
            "the call of " + plugin.metadata().name(),
            patience(),
            () -> plugin.invoke(type, input, options).message())
        .value();
  }

  /**
   * Calls an echo plugin as a type that takes no answer from standard output, with two streams and
   * with one for both outputs. Skipped where the runtime uses the message form.
   *
   * <p>If this fails, check that {@code CommandCall.resultOnStdout()} is looked at: without it, as
   * with {@code cli/v1}, standard output is the caller's from the first byte to the last, and the
   * type gets nothing.
   */
  @Test
  @DisplayName("R-4.6 output that is no answer goes to the standard output of the caller")
  public final void r0406_handedOut() throws Exception {
    Plugin plugin = bench().direct(Behavior.ECHO);
    String text = "line\n".repeat(50_000);
    TckV1.Input input = TckV1.Input.of(Bytes.utf8(text));
    for (boolean shared : new boolean[] {false, true}) {
      Streams streams = new Streams();
      ProbeType type = ProbeType.handingOut();
      Stdio stdio = streams.options().stdio();
      CallOptions options = CallOptions.NONE.withStdio(shared ? stdio.withErr(stdio.out()) : stdio);
      TckV1.Output output = answer(plugin, type, input, options);
      assumeTrue(type.prepared() > 0, "the runtime uses the message form");
      assertEquals(0, output.data().size(), "bytes that were taken for an answer");
      assertEquals(text.length(), streams.out().length(), "bytes on standard output");
      assertEquals("", streams.err(), "standard error");
    }
  }

  /**
   * Calls an echo plugin with the streams of this process, all of them and all but one. Never
   * skipped.
   *
   * <p>If this fails, check that what the message needs wins over what is inherited, and that no
   * stream is asked for that {@code Stdio} says is inherited.
   */
  @Test
  @DisplayName("R-4.7 a call that inherits the streams of the process answers like any other")
  public final void r0407_inherited() throws Exception {
    Plugin plugin = bench().direct(Behavior.ECHO);
    Streams streams = new Streams();
    Stdio own = streams.options().stdio();
    List<Stdio> all =
        List.of(
            Stdio.inherit(),
            Stdio.inherit().withErr(own.err()),
            Stdio.inherit().withOut(own.out()),
            Stdio.of(Stdio.inherit().in(), own.out(), own.err()));
    for (Stdio stdio : all) {
      for (String data : List.of("hello", "long ".repeat(20_000))) {
        CallOptions options = CallOptions.NONE.withStdio(stdio);
        TckV1.Input input = TckV1.Input.of(Bytes.utf8(data));
        assertEquals(data, answer(plugin, ProbeType.plain(), input, options).data().text());
      }
    }
    assertEquals("", streams.out() + streams.err(), "what was written");
  }

  /**
   * Gives a call a standard input that gives some and then fails. Skipped without {@link
   * Behavior#STDIN}.
   *
   * <p>If this fails, check that an exception of the caller's stream is not taken for its end: half
   * of the input is another input.
   */
  @Test
  @DisplayName("R-4.8 a standard input that fails ends the call with PluginCallException")
  public final void r0408_failingStdin() throws Exception {
    Plugin plugin = bench().direct(Behavior.STDIN);
    Streams streams = new Streams(new Failing());
    call(plugin, TckV1.Input.ofArgs(), streams.options()).failure(PluginCallException.class);
  }

  /** Gives a few bytes, and then fails each time. */
  private static final class Failing extends InputStream {
    private int left = 100;

    @Override
    public int read() throws IOException {
      if (left-- > 0) {
        return 'x';
      }
      throw new IOException("the kit's standard input fails");
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      int next = read();
      into[from] = (byte) next;
      return 1;
    }
  }

  private Map<String, String> environment(TckV1.Input input, Map<String, String> env)
      throws Exception {
    Plugin plugin = bench().direct(Behavior.ENVIRONMENT);
    return parse(call(plugin, input, CallOptions.NONE.withEnv(env)).value());
  }

  private static Map<String, String> parse(TckV1.Output output) {
    return Environment.parse(output.data().text().lines().toList());
  }
}
