package dev.portside.runtime.subprocess;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.CallOptions;
import dev.portside.api.PluginCallException;
import dev.portside.api.PluginLimitException;
import dev.portside.api.PluginTimeoutException;
import dev.portside.api.Stdio;
import dev.portside.api.type.CliV1;
import dev.portside.api.type.PostRendererV1;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A call whose streams fail")
class FaultTest {
  @TempDir Path dir;

  @AfterEach
  void leavesNoThread() {
    assertEquals(0, Subject.pumps());
  }

  /** Writes its process id to a file and then does what the rest says. */
  private SubprocessPlugin script(SubprocessRuntime runtime, String... rest) {
    return Subject.script(runtime, "echo $$ >" + dir + "/pid; " + String.join("\n", rest));
  }

  private void assertGone() throws IOException {
    long pid = Long.parseLong(Files.readString(dir.resolve("pid")).strip());
    assertTrue(Subject.isGone(pid), "process " + pid + " still runs");
  }

  /** A stream that is read as pumps do. */
  private abstract static class Chunks extends InputStream {
    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }
  }

  private static OutputStream broken(Exception failure) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        if (failure instanceof IOException e) {
          throw e;
        }
        throw (RuntimeException) failure;
      }
    };
  }

  @Test
  @DisplayName("ends at the limit of its answer")
  void hasALimit() throws Exception {
    SubprocessRuntime small = SubprocessRuntime.builder().maxResultBytes(100_000).build();
    PostRendererV1.Input input = new PostRendererV1.Input(Bytes.utf8("x"), List.of());
    PluginLimitException e =
        assertThrows(
            PluginLimitException.class,
            () ->
                script(small, "while :; do echo 0123456789; done")
                    .call(PostRendererV1.TYPE, input));
    assertEquals(
        "plugin \"subject\" exceeded its limit: answer on standard output, 100000 bytes",
        e.getMessage());
    assertEquals("answer on standard output", e.limit());
    assertEquals(100_000, e.allowed());
    assertGone();

    assertEquals(
        100_000,
        Subject.script(small, "head -c 100000 /dev/zero | tr '\\0' a")
            .call(PostRendererV1.TYPE, input)
            .manifests()
            .size(),
        "the limit itself is allowed");
  }

  @Test
  @DisplayName("ends when the caller's output fails")
  void outputFails() throws Exception {
    for (Exception failure :
        List.of(new IOException("disk full"), new IllegalStateException("x"))) {
      PluginCallException e =
          assertThrows(
              PluginCallException.class,
              () ->
                  script(new SubprocessRuntime(), "while :; do echo 0123456789; done")
                      .invoke(
                          CliV1.TYPE,
                          Subject.NO_ARGS,
                          CallOptions.NONE.withStdio(Stdio.none().withOut(broken(failure)))));
      assertEquals(
          "plugin \"subject\" was ended: its standard output could not be handed on: " + failure,
          e.getMessage());
      assertSame(failure, e.getCause());
      assertGone();
    }
  }

  @Test
  @DisplayName("ends when the caller's error stream fails, though the program has written no more")
  void errorFails() throws Exception {
    IOException failure = new IOException("gone");
    PluginCallException e =
        assertThrows(
            PluginCallException.class,
            () ->
                script(new SubprocessRuntime(), "echo oops >&2; exec sleep 600")
                    .invoke(
                        CliV1.TYPE,
                        Subject.NO_ARGS,
                        CallOptions.NONE.withStdio(Stdio.none().withErr(broken(failure)))));
    assertEquals(
        "plugin \"subject\" was ended: its standard error could not be handed on: " + failure,
        e.getMessage());
    assertGone();
  }

  @Test
  @DisplayName("ends when the caller's input fails")
  void inputFails() throws Exception {
    IOException failure = new IOException("no tape");
    InputStream in =
        new Chunks() {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            Subject.await("the program runs", () -> dir.resolve("pid").toFile().length() > 0);
            throw failure;
          }
        };
    PluginCallException e =
        assertThrows(
            PluginCallException.class,
            () ->
                script(new SubprocessRuntime(), "exec sleep 600")
                    .invoke(
                        CliV1.TYPE,
                        Subject.NO_ARGS,
                        CallOptions.NONE.withStdio(Stdio.none().withIn(in))));
    assertEquals(
        "plugin \"subject\" was ended: the standard input for it could not be read: " + failure,
        e.getMessage());
    assertSame(failure, e.getCause());
    assertGone();
  }

  @Test
  @DisplayName("does not wait for an input that never comes")
  void inputNeverComes() throws Exception {
    Path mark = dir.resolve("reading");
    CountDownLatch answer = new CountDownLatch(1);
    InputStream in =
        new Chunks() {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            Files.createFile(mark);
            try {
              answer.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return -1;
          }
        };
    assertEquals(
        "done\n",
        Subject.output(
            Subject.script("while [ ! -e '" + mark + "' ]; do sleep 0.01; done; echo done"),
            CallOptions.NONE.withStdio(Stdio.none().withIn(in))));
    assertEquals(1, Subject.pumps(), "it is inside a read that nothing can end");
    answer.countDown();
    Subject.await("that thread ends with its read", () -> Subject.pumps() == 0);
  }

  @Test
  @DisplayName("keeps its timeout though the caller's output blocks")
  void outputBlocks() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    OutputStream blocking =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            try {
              release.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    assertThrows(
        PluginTimeoutException.class,
        () ->
            script(new SubprocessRuntime(), "echo hello; exec sleep 600")
                .invoke(
                    CliV1.TYPE,
                    Subject.NO_ARGS,
                    Subject.timeout(500).withStdio(Stdio.none().withOut(blocking))));
    assertGone();
    release.countDown();
    Subject.await("that thread ends with its write", () -> Subject.pumps() == 0);
  }

  @Test
  @DisplayName("carries an input as it comes")
  void carriesInputAsItComes() throws Exception {
    PipedInputStream in = new PipedInputStream();
    Subject.Lines out = new Subject.Lines(1);
    Thread caller =
        new Thread(() ->
            Subject.script("while read x; do echo got $x; done")
                .invoke(
                    CliV1.TYPE,
                    Subject.NO_ARGS,
                    CallOptions.NONE.withStdio(Stdio.none().withIn(in).withOut(out))));
    caller.start();
    try (PipedOutputStream feed = new PipedOutputStream(in)) {
      feed.write("one\n".getBytes(US_ASCII));
      feed.flush();
      assertEquals(List.of("got one"), out.await());
    }
    caller.join();
  }
}
