package dev.portside.packaging.install;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Lets one at a time change a directory of plugins, among threads and among processes; a process
 * that ends, however it ends, lets go. The file that is locked is gone when nobody works.
 *
 * <p>Threads of one process are kept apart by a monitor, since file locks are the process's:
 * closing any channel of the file would release them. The file may be deleted by the one who holds
 * it while another waits for it, who would then hold a file that nobody else finds; so whoever has
 * the lock looks whether the file of that name is the one that it locked.
 */
final class DirectoryLock {
  private static final int TOKEN = 16;

  private final Path state;
  private final Disk disk;
  private final Object monitor;

  /**
   * A lock, not yet held.
   *
   * @param state the directory that the locked file is in, made and removed as needed
   */
  DirectoryLock(Path state, Disk disk) {
    this.state = state;
    this.disk = disk;
    // The same object for all that work on one directory, be they loaded twice.
    monitor = ("dev.portside.packaging.install " + state).intern();
  }

  /** What is done while the lock is held. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** What is done while the lock is held, without a result. */
  interface Action {
    void run() throws IOException;
  }

  void holdFor(Action action) throws IOException {
    hold(() -> {
      action.run();
      return true;
    });
  }

  <T> T hold(Work<T> work) throws IOException {
    synchronized (monitor) {
      while (true) {
        disk.createPrivate(state);
        Path file = state.resolve("lock");
        try (FileChannel locked =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          locked.lock();
          try (FileChannel found = find(file, locked)) {
            if (found != null) {
              return runAndDelete(work, file);
            }
          }
        } catch (NoSuchFileException e) {
          if (!e.getFile().equals(file.toString())) {
            throw e;
          }
          // Its directory was removed in between: once more.
        } catch (FileLockInterruptionException e) {
          throw (IOException)
              new InterruptedIOException("interrupted while another installation was at work")
                  .initCause(e);
        }
      }
    }
  }

  /**
   * Opens the file of that name if it is the locked one. Until it is closed, with the lock, the
   * lock holds.
   */
  private static @Nullable FileChannel find(Path file, FileChannel locked) throws IOException {
    byte[] token = new byte[TOKEN];
    new SecureRandom().nextBytes(token);
    locked.write(ByteBuffer.wrap(token), 0);
    FileChannel found;
    try {
      found = FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      return null;
    }
    ByteBuffer read = ByteBuffer.allocate(TOKEN);
    found.read(read, 0);
    if (read.flip().equals(ByteBuffer.wrap(token))) {
      return found;
    }
    found.close();
    return null;
  }

  private <T> T runAndDelete(Work<T> work, Path file) throws IOException {
    Throwable failure = null;
    try {
      return work.run();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      delete(file, failure);
    }
  }

  private void delete(Path file, @Nullable Throwable failure) throws IOException {
    try {
      disk.deleteIfExists(file);
      Files.deleteIfExists(state);
    } catch (DirectoryNotEmptyException e) {
      // Others are at work.
    } catch (IOException e) {
      if (failure == null) {
        throw e;
      }
      failure.addSuppressed(e);
    }
  }
}
