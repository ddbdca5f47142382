package dev.portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portside.api.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A shell")
class ShellTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  @DisplayName("ends a command without a word when nobody reads on")
  void brokenPipe() {
    Shell shell = shell(failing("Broken pipe"));
    shell.out().println("x");

    assertEquals(141, shell.finish(0));
    assertEquals("", err.toString(UTF_8));
  }

  @Test
  @DisplayName("reports output that is lost for another reason")
  void fullDisk() {
    Shell shell = shell(failing("No space left on device"));
    shell.out().println("x");

    assertEquals(1, shell.finish(0));
    assertEquals(
        "portside: cannot write to standard output: No space left on device\n",
        err.toString(UTF_8));
  }

  @ParameterizedTest
  @DisplayName("keeps the exit code of a command that has failed before its output did")
  @CsvSource({"Broken pipe, 3", "No space left on device, 3"})
  void failedAnyway(String reason, int code) {
    Shell shell = shell(failing(reason));
    shell.out().println("x");

    assertEquals(code, shell.finish(code));
  }

  @Test
  @DisplayName("writes UTF-8, whatever the platform's own charset is")
  void utf8() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Shell shell = shell(out);
    shell.out().print("\u20ac");
    shell.err().print("\u20ac");

    assertEquals(0, shell.finish(0));
    assertEquals("\u20ac", out.toString(UTF_8));
    assertEquals("\u20ac", err.toString(UTF_8));
  }

  private Shell shell(OutputStream out) {
    InputStream in = InputStream.nullInputStream();
    return new Shell(
        Map.of("HOME", "/me"), "linux", "/me", Stdio.of(in, out, err), in, out, err, fd -> false);
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
