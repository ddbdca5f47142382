package dev.portside.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Values")
class ValuesTest {
  @ParameterizedTest(name = "{0}:{1}:{2} is {3}")
  @CsvSource({
    "plugin.yaml, 3, 7, plugin.yaml:3:7",
    "plugin.yaml, 3, 0, plugin.yaml:3",
    "plugin.yaml, 0, 0, plugin.yaml",
    "'', 3, 7, line 3:7",
    "'', 0, 0, ''",
  })
  @DisplayName("show a position as far as it is known")
  void showPositions(String source, int line, int column, String text) {
    assertEquals(text, new Position(source, line, column).toString());
  }

  @Test
  @DisplayName("refuse positions before the first line or column")
  void refuseNegativePositions() {
    assertThrows(IllegalArgumentException.class, () -> new Position("", -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Position("", 0, -1));
  }

  @Test
  @DisplayName("show a finding by place, severity and path, as far as there are any")
  void showFindings() {
    Position at = new Position("f", 1, 2);
    assertEquals("f:1:2: a.b: is bad", Finding.error(at, "a.b", "is bad").toString());
    assertEquals("f:1:2: warning: is odd", Finding.warning(at, "", "is odd").toString());
    assertEquals("is bad", Finding.error(Position.NONE, "", "is bad").toString());
  }

  @Test
  @DisplayName("show a permission as it is granted")
  void showPermissions() {
    assertEquals("exec:sh", new Permission("exec", "sh").toString());
    assertEquals("tempDir", new Permission("tempDir", "").toString());
    assertThrows(IllegalArgumentException.class, () -> new Permission(" ", "sh"));
  }

  @Test
  @DisplayName("of call options are copied with each change, and copy what they are given")
  void copyCallOptions() {
    Map<String, String> env = new HashMap<>(Map.of("A", "1"));
    Stdio stdio = Stdio.inherit();
    CallOptions options =
        CallOptions.NONE.withTimeout(Duration.ofSeconds(3)).withEnv(env).withStdio(stdio);
    env.clear();
    assertEquals(Map.of("A", "1"), options.env());
    assertEquals(Optional.of(Duration.ofSeconds(3)), options.timeout());
    assertSame(stdio, options.stdio());
    assertEquals(Map.of(), CallOptions.NONE.env());
    assertEquals(Optional.empty(), CallOptions.NONE.timeout());
    assertSame(Stdio.none(), CallOptions.NONE.stdio());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  @DisplayName("refuse a timeout in which nothing can happen")
  void refuseEmptyTimeouts(Duration timeout) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> CallOptions.NONE.withTimeout(timeout));
    assertEquals("expected a timeout of more than nothing, found " + timeout, e.getMessage());
  }

  @Test
  @DisplayName("of a command call keep what was set before")
  void copyCommandCalls() {
    CommandCall call =
        CommandCall.EMPTY
            .withSelector("s3")
            .withArgs(List.of("a"))
            .withEnv(Map.of("A", "1"))
            .withStdin(Bytes.utf8("in"))
            .withResultOnStdout();
    assertEquals(List.of("a"), call.args());
    assertEquals(Map.of("A", "1"), call.env());
    assertEquals(Optional.of(Bytes.utf8("in")), call.stdin());
    assertEquals(Optional.of("s3"), call.selector());
    assertTrue(call.resultOnStdout());
    assertEquals(Optional.empty(), CommandCall.EMPTY.stdin());
    assertFalse(CommandCall.EMPTY.resultOnStdout());
  }

  @Test
  @DisplayName("of usage tell what is known, and refuse counts below zero")
  void tellUsage() {
    Usage usage = Usage.UNKNOWN.withExitCode(-1).withBytesIn(0).withBytesOut(2).withPeakMemory(3);
    assertEquals(OptionalInt.of(-1), usage.exitCode());
    assertEquals(OptionalLong.of(0), usage.bytesIn());
    assertEquals(OptionalLong.of(2), usage.bytesOut());
    assertEquals(OptionalLong.of(3), usage.peakMemory());
    assertEquals("usage[exitCode=-1, bytesIn=0, bytesOut=2, peakMemory=3]", usage.toString());
    assertEquals(OptionalInt.empty(), Usage.UNKNOWN.exitCode());
    assertEquals(OptionalLong.empty(), Usage.UNKNOWN.bytesIn());
    assertEquals("usage[]", Usage.UNKNOWN.toString());
    assertThrows(IllegalArgumentException.class, () -> usage.withBytesIn(-1));
    assertThrows(IllegalArgumentException.class, () -> usage.withBytesOut(-1));
    assertThrows(IllegalArgumentException.class, () -> usage.withPeakMemory(-1));
  }

  @Test
  @DisplayName("of streams are inherited or replaced one by one")
  void replaceStreams() throws IOException {
    InputStream in = new ByteArrayInputStream(new byte[] {7});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Stdio some = Stdio.inherit().withOut(out);
    assertTrue(some.inheritsIn());
    assertFalse(some.inheritsOut());
    assertTrue(some.inheritsErr());
    assertSame(out, some.out());
    Stdio all = some.withIn(in).withErr(err);
    assertSame(in, all.in());
    assertSame(err, all.err());
    assertFalse(all.inheritsIn() || all.inheritsOut() || all.inheritsErr());
    Stdio same = Stdio.of(in, out, err);
    assertSame(out, same.out());
  }

  @Test
  @DisplayName("of no streams are endless, though somebody may have closed them")
  void survivesClosing() throws IOException {
    for (int i = 0; i < 2; i++) {
      assertEquals(-1, Stdio.none().in().read());
      Stdio.none().out().write(new byte[] {1, 2});
      Stdio.none().err().write(1);
      Stdio.none().in().close();
      Stdio.none().out().close();
      Stdio.none().err().close();
    }
  }
}
