package dev.portside.runtime.wasm.host;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import dev.portside.api.Stdio;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The standard input of a guest. A read ends when its thread is interrupted, whatever stream it is:
 * an inherited pipe or terminal is read through a channel of its own, which an interrupt closes; of
 * any other stream what is there is read in place, and a {@link WaitingReader} waits for the rest.
 */
final class GuestInput extends InputStream {
  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");

  private final InputStream source;

  /** Whether the source was opened here, and is closed here, by an interrupt if need be. */
  private final boolean own;

  private @Nullable WaitingReader waiting;
  private long count;

  private GuestInput(InputStream source, boolean own) {
    this.source = source;
    this.own = own;
  }

  /** The input of a call. Opens a descriptor if it is the pipe or terminal of this process. */
  static GuestInput of(Stdio stdio) {
    FileChannel own = stdio.inheritsIn() ? reopened() : null;
    return own == null
        ? new GuestInput(stdio.in(), false)
        : new GuestInput(Channels.newInputStream(own), true);
  }

  /**
   * A descriptor of our own for what the process reads, which an interrupt may close. None for a
   * file, which has a position to share and never blocks, nor for a named pipe, whose opening may.
   */
  private static @Nullable FileChannel reopened() {
    try {
      String target = Files.readSymbolicLink(DESCRIPTOR).toString();
      boolean endless =
          target.startsWith("pipe:") || target.startsWith("/dev/pts/") || target.equals("/dev/tty");
      return endless ? FileChannel.open(DESCRIPTOR, StandardOpenOption.READ) : null;
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int read;
    try {
      read = filled(target, from, length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (IOException e) {
      // The guest must not take an interrupt for an error of its input, and go on.
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(e);
      }
      throw e;
    }
    count += Math.max(0, read);
    return read;
  }

  private int filled(byte[] target, int from, int length) throws IOException, InterruptedException {
    if (own || source instanceof ByteArrayInputStream) {
      return source.read(target, from, length);
    }
    if (waiting == null) {
      int there = source.available();
      if (there > 0) {
        return source.read(target, from, Math.min(there, length));
      }
      waiting = WaitingReader.start(source);
    }
    return waiting.read(target, from, length);
  }

  private static ChicoryInterruptedException interrupted(Exception cause) {
    return new ChicoryInterruptedException("interrupted while reading standard input", cause);
  }

  long count() {
    return count;
  }

  /** Lets go of what this class opened or started; the caller's stream stays open. */
  @Override
  public void close() {
    if (waiting != null) {
      waiting.stop();
    }
    if (own) {
      try {
        source.close();
      } catch (IOException e) {
        // It was only read.
      }
    }
  }
}
