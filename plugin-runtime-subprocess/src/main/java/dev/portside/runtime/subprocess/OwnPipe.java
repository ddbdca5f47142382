package dev.portside.runtime.subprocess;

import dev.portside.api.Bytes;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A pipe between this process and one that it starts, made here and not by the JDK. The pipes of
 * {@link Process} are closed when the process ends, though its children may still write; who holds
 * them cannot be found out once the process has ended; and a thread that reads or writes one of
 * them cannot be freed. With these there is none of that.
 *
 * <p>A new process is connected by the name that Linux gives to every open file, {@code
 * /proc/self/fd/N}. {@link PipeMaker} finds it. Both ends block until said otherwise.
 */
final class OwnPipe {
  static final String FDS = "/proc/self/fd/";

  /** Every pipe holds as much. */
  static final int LEAST_CAPACITY = 4096;

  private final Pipe pipe;
  private String fd = "";
  private @Nullable String id;

  /**
   * A pipe without a name yet.
   *
   * @throws IOException if there cannot be more open files
   */
  OwnPipe() throws IOException {
    pipe = Pipe.open();
  }

  /** The number that is the name, empty as long as there is none. */
  String fd() {
    return fd;
  }

  /**
   * Names this pipe by one of the open files, if that is its end to write to: the other end would
   * do, but is not told from what another thread opens for a moment to find names for its own
   * pipes.
   *
   * @return whether it is
   */
  boolean take(String candidate) throws IOException {
    if (!PipeHolders.isWritable("self", candidate)) {
      return false;
    }
    try (FileInputStream other = new FileInputStream(FDS + candidate)) {
      if (isSame(other)) {
        fd = candidate;
        return true;
      }
    } catch (FileNotFoundException e) {
      return false; // closed meanwhile, so it was somebody else's
    }
    return false;
  }

  /**
   * Whether another end is one of this pipe; reads nothing from it. Two amounts that differ: what
   * happens to be in another pipe may be the one, but is not both in turn.
   */
  private boolean isSame(FileInputStream other) throws IOException {
    int half = LEAST_CAPACITY / 2;
    int amount = 1 + ThreadLocalRandom.current().nextInt(half);
    int more = amount + 1 + ThreadLocalRandom.current().nextInt(half);
    return isSame(other, amount) && isSame(other, more);
  }

  private boolean isSame(FileInputStream other, int amount) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(amount);
    while (bytes.hasRemaining()) {
      pipe.sink().write(bytes);
    }
    boolean same = other.available() == amount;
    bytes.clear();
    while (bytes.hasRemaining()) {
      pipe.source().read(bytes);
    }
    return same;
  }

  /** For a process that reads from this pipe. */
  Redirect input() {
    return Redirect.from(new File(FDS + fd));
  }

  /** For a process that writes to this pipe. */
  Redirect output() {
    return Redirect.to(new File(FDS + fd));
  }

  /** Puts in no more than {@link #LEAST_CAPACITY}, before there is anybody to read it. */
  void fill(Bytes bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toArray());
    while (buffer.hasRemaining()) {
      pipe.sink().write(buffer);
    }
  }

  /** Notes what {@code /proc} calls this pipe in every process, as long as it has its name. */
  void identify() {
    id = PipeHolders.link(FDS + fd);
  }

  /** What was noted, or null. */
  @Nullable String id() {
    return id;
  }

  /** The end to read from. */
  Pipe.SourceChannel source() {
    return pipe.source();
  }

  /** The end to read from; closing it ends a read of another thread. */
  InputStream in() {
    return Channels.newInputStream(pipe.source());
  }

  /** The end to write to; closing it ends a write of another thread. */
  OutputStream out() {
    return Channels.newOutputStream(pipe.sink());
  }

  /** Closes the end to read from. */
  void closeIn() {
    try {
      pipe.source().close();
    } catch (IOException e) {
      // Nothing can be lost at this end.
    }
  }

  /** Closes the end to write to. */
  void closeOut() {
    try {
      pipe.sink().close();
    } catch (IOException e) {
      // There is no buffer that could be lost.
    }
  }

  /** Closes both ends. */
  void close() {
    closeIn();
    closeOut();
  }
}
