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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A pipe between this process and one that it starts, made here and not by the JDK. The pipes of
 * {@link Process} are closed when the process ends, though its children may still write; who holds
 * them cannot be found out once the process has ended; and a thread that reads or writes one of
 * them cannot be freed. With these there is none of that.
 *
 * <p>A new process is connected by the name that Linux gives to every open file, {@code
 * /proc/self/fd/N}. Which N it is Java does not tell, so the pipes among the open files are asked
 * how much is in them, while random amounts are put into this one. Elsewhere than on
 * Linux there are no such pipes.
 */
final class OwnPipe {
  private static final String FDS = "/proc/self/fd";

  /** Every pipe holds as much. */
  static final int LEAST_CAPACITY = 4096;

  private final Pipe pipe;
  private @Nullable String name;
  private @Nullable String id;

  private OwnPipe(Pipe pipe) {
    this.pipe = pipe;
  }

  /**
   * Makes pipes.
   *
   * @param count how many
   * @return as many, or none at all if this system does not have them
   * @throws IOException if there cannot be more open files
   */
  static List<OwnPipe> open(int count) throws IOException {
    List<OwnPipe> pipes = new ArrayList<>(count);
    String[] before = new File(FDS).list();
    if (before == null) {
      return pipes;
    }
    boolean found = false;
    try {
      for (int i = 0; i < count; i++) {
        OwnPipe pipe = new OwnPipe(Pipe.open());
        pipes.add(pipe);
        // Channels that block are closed by an interrupt, and here nothing will block.
        pipe.pipe.sink().configureBlocking(false);
        pipe.pipe.source().configureBlocking(false);
      }
      found = findAll(pipes, new HashSet<>(Arrays.asList(before)));
    } finally {
      if (!found) {
        for (OwnPipe pipe : pipes) {
          pipe.close();
        }
      }
    }
    return found ? pipes : List.of();
  }

  /** Looks among the files that are new first; a number may have been used again, though. */
  private static boolean findAll(List<OwnPipe> pipes, Set<String> before) throws IOException {
    String[] after = new File(FDS).list();
    int missing = pipes.size();
    for (int i = 0; after != null && missing > 0 && i < 2 * after.length; i++) {
      String fd = after[i % after.length];
      boolean first = i < after.length;
      if (before.contains(fd) != first && find(pipes, fd)) {
        missing--;
      }
    }
    return missing == 0;
  }

  /**
   * Whether a file is the end to write to of one of the pipes, which then has a name. The other end
   * would do, but is not told from what another thread opens here to do the same for its own pipes.
   */
  private static boolean find(List<OwnPipe> pipes, String fd) throws IOException {
    String name = FDS + "/" + fd;
    String id = PipeHolders.link(name);
    if (id == null || !id.startsWith("pipe:") || !PipeHolders.isWritable("self", fd)) {
      return false;
    }
    for (OwnPipe pipe : pipes) {
      if (id.equals(pipe.id)) {
        return false;
      }
    }
    try (FileInputStream other = new FileInputStream(name)) {
      for (OwnPipe pipe : pipes) {
        if (pipe.name == null && pipe.isSame(other)) {
          pipe.name = name;
          pipe.id = id;
          return true;
        }
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
    return Redirect.from(new File(String.valueOf(name)));
  }

  /** For a process that writes to this pipe. */
  Redirect output() {
    return Redirect.to(new File(String.valueOf(name)));
  }

  /** What {@code /proc} calls this pipe, in whatever process. */
  @Nullable String id() {
    return id;
  }

  /** The end to read from, which does not block. */
  Pipe.SourceChannel source() {
    return pipe.source();
  }

  /** The end to read from, which blocks; closing it ends a read of another thread. */
  InputStream in() throws IOException {
    pipe.source().configureBlocking(true);
    return Channels.newInputStream(pipe.source());
  }

  /** The end to write to, which blocks; closing it ends a write of another thread. */
  OutputStream out() throws IOException {
    pipe.sink().configureBlocking(true);
    return Channels.newOutputStream(pipe.sink());
  }

  /** Puts in no more than {@link #LEAST_CAPACITY}, before there is anybody to read it. */
  void fill(Bytes bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toArray());
    while (buffer.hasRemaining()) {
      pipe.sink().write(buffer);
    }
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
