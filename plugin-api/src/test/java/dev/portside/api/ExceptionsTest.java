package dev.portside.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The text of an exception")
class ExceptionsTest {
  private static final Usage USAGE = Usage.UNKNOWN.withBytesOut(3);
  private static final Finding BAD =
      Finding.error(new Position("a/plugin.yaml", 3, 7), "name", "is bad");
  private static final Finding ODD = Finding.warning(Position.of("a/plugin.yaml"), "", "is odd");

  @Test
  @DisplayName("names every error of an invalid plugin, and leaves warnings to its findings")
  void namesEveryError() {
    InvalidPluginException e = new InvalidPluginException(List.of(BAD, ODD, BAD));
    assertEquals(
        "a/plugin.yaml:3:7: name: is bad\na/plugin.yaml:3:7: name: is bad", e.getMessage());
    assertEquals(List.of(BAD, ODD, BAD), e.findings());
    assertEquals(List.of(BAD), new InvalidPluginException(BAD).findings());
  }

  @ParameterizedTest(name = "exit code {0}, {1}")
  @CsvSource({
    "1, '', ' (exit code 1)'",
    "3, ' no such key\n', ' (exit code 3): no such key'",
    "143, 'one\ntwo\n', ' (exit code 143):\none\ntwo'",
  })
  @DisplayName("tells the exit code and what the plugin said")
  void tellsTheExitCode(int code, String detail, String text) {
    PluginExitException e = new PluginExitException("x", "exited with error", code, detail, USAGE);
    assertEquals("plugin \"x\" exited with error" + text, e.getMessage());
    assertEquals(detail, e.detail());
    assertEquals(code, e.exitCode());
    assertEquals("x", e.plugin());
    assertSame(USAGE, e.usage());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PT2S, '', 2 s",
    "PT1.5S, '', 1500 ms",
    "PT0.000000001S, '', 1 ns",
    "PT2H, '', 7200 s",
    "PT2S, 'waiting\n', '2 s; the end of its standard error:\nwaiting'"
  })
  @DisplayName("tells how long a call was allowed to take")
  void tellsTheTimeout(Duration limit, String detail, String text) {
    PluginTimeoutException e = new PluginTimeoutException("x", limit, detail, USAGE);
    assertEquals("plugin \"x\" was ended after its timeout of " + text, e.getMessage());
    assertEquals(limit, e.limit());
  }

  @Test
  @DisplayName("tells which limit was hit, or that the caller was interrupted")
  void tellsTheLimit() {
    PluginLimitException limit =
        new PluginLimitException("x", "result on standard output", 10, "bytes", USAGE);
    assertEquals(
        "plugin \"x\" exceeded its limit: result on standard output, 10 bytes", limit.getMessage());
    assertEquals("result on standard output", limit.limit());
    assertEquals(10, limit.allowed());
    InterruptedException cause = new InterruptedException();
    PluginInterruptedException e = new PluginInterruptedException("x", USAGE, cause);
    assertEquals("plugin \"x\" was ended because its caller was interrupted", e.getMessage());
    assertSame(cause, e.getCause());
  }

  @Test
  @DisplayName("suggests the nearest plugin there is")
  void suggestsTheNearest() {
    PluginNotFoundException e =
        new PluginNotFoundException("plugin \"helo\"", "helo", List.of("diff", "hello"), List.of());
    assertEquals("plugin \"helo\" not found; did you mean \"hello\"?", e.getMessage());
    assertEquals(Optional.of("hello"), e.nearest());
    assertEquals(List.of("diff", "hello"), e.present());
  }

  @Test
  @DisplayName("lists a few plugins, counts many, and says so if there are none")
  void listsFewAndCountsMany() {
    assertEquals(
        "plugin \"x\" not found; there are: diff, hello",
        new PluginNotFoundException("plugin \"x\"", "x", List.of("diff", "hello"), List.of())
            .getMessage());
    assertEquals(
        "plugin \"x\" not found among 21 plugins",
        new PluginNotFoundException(
                "plugin \"x\"", "x", Collections.nCopies(21, "hello"), List.of())
            .getMessage());
    assertEquals(
        "plugin \"x\" not found; there are none",
        new PluginNotFoundException("plugin \"x\"", "x", List.of(), List.of()).getMessage());
  }

  @Test
  @DisplayName("tells of the plugins that did not load, since the missing one may be among them")
  void tellsOfThoseThatDidNotLoad() {
    PluginNotFoundException e =
        new PluginNotFoundException("plugin \"x\"", "x", List.of(), List.of(ODD, BAD, BAD));
    assertEquals(
        """
        plugin "x" not found; there are none
        these did not load:
          a/plugin.yaml:3:7: name: is bad
          a/plugin.yaml:3:7: name: is bad\
        """,
        e.getMessage());
  }

  @Test
  @DisplayName("survives serialization, with empty findings and unknown usage in place of null")
  void survivesSerialization() throws IOException, ClassNotFoundException {
    InvalidPluginException invalid = copy(new InvalidPluginException(BAD));
    assertEquals("a/plugin.yaml:3:7: name: is bad", invalid.getMessage());
    assertEquals(List.of(), invalid.findings());
    PluginExitException exit = copy(new PluginExitException("x", "failed", 3, "why", USAGE));
    assertEquals(3, exit.exitCode());
    assertSame(Usage.UNKNOWN, exit.usage());
    PluginNotFoundException missing =
        copy(new PluginNotFoundException("plugin", "a", List.of("ab"), List.of()));
    assertEquals(List.of(), missing.present());
    assertEquals(Optional.of("ab"), missing.nearest());
  }

  @SuppressWarnings("unchecked") // what comes back is of the class that went in
  private static <T> T copy(T thing) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thing);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
