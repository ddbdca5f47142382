package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.PluginException;
import dev.portside.api.PluginExitException;
import dev.portside.api.PluginInterruptedException;
import dev.portside.api.Stdio;
import dev.portside.api.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A failure")
class FailuresTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new PluginException("no such thing", null), "no such thing"),
        Arguments.of(new NoSuchFileException("f"), "f: no such file or directory"),
        Arguments.of(new FileSystemException("f", null, "Is a directory"), "f: Is a directory"),
        Arguments.of(new AccessDeniedException("f"), "f: permission denied"),
        Arguments.of(new IOException("Stream closed"), "Stream closed"),
        Arguments.of(
            new UncheckedIOException(new NoSuchFileException("f")), "f: no such file or directory"),
        Arguments.of(
            new IllegalStateException("odd"),
            "internal error: java.lang.IllegalStateException: odd; run again with --debug for the"
                + " trace"),
        Arguments.of(
            new StackOverflowError(),
            "internal error: java.lang.StackOverflowError; run again with --debug for the trace"));
  }

  @ParameterizedTest
  @DisplayName("is told in one line and exits with 1")
  @MethodSource("failures")
  void oneLine(Throwable failure, String text) {
    assertEquals(1, report(failure, false));
    assertEquals("portside: " + text + "\n", err.toString(UTF_8));
  }

  @Test
  @DisplayName("inside portside has its trace with --debug")
  void trace() {
    report(new IllegalStateException("odd"), true);

    assertTrue(
        err.toString(UTF_8)
            .startsWith(
                "portside: internal error: java.lang.IllegalStateException: odd\n"
                    + "java.lang.IllegalStateException: odd\n\tat "),
        err.toString(UTF_8));
  }

  @ParameterizedTest
  @DisplayName("of a plugin exits with its code, but never looks like success")
  @CsvSource({"3, 3", "255, 255", "143, 143", "-1, -1", "256, 1", "0, 1"})
  void exitCodes(int plugin, int expected) {
    Throwable exit = new PluginExitException("x", "exited with error", plugin, "", Usage.UNKNOWN);

    assertEquals(expected, report(exit, false));
  }

  @Test
  @DisplayName("from the keyboard needs no words")
  void interrupted() {
    assertEquals(130, report(new PluginInterruptedException("x", Usage.UNKNOWN, null), false));
    assertEquals("", err.toString(UTF_8));
  }

  private int report(Throwable failure, boolean debug) {
    InputStream in = InputStream.nullInputStream();
    OutputStream out = OutputStream.nullOutputStream();
    Shell shell =
        new Shell(
            Map.of("HOME", "/me"),
            "linux",
            "/me",
            Stdio.of(in, out, err),
            in,
            out,
            err,
            fd -> false);
    return new Failures(shell, debug).report(failure);
  }
}
