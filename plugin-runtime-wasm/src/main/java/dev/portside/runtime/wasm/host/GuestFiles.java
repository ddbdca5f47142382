package dev.portside.runtime.wasm.host;

import com.dylibso.chicory.runtime.Memory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Stands before the files of one call: no path leaves the private directory, and what the call
 * writes, makes and holds open is bounded. There are no symbolic links in it: a guest can make
 * none, and a path over one that somebody else put there is refused, so that a path means what it
 * says. For one thread.
 */
final class GuestFiles {
  /** What a call may write, deleted files included: nothing that it does makes room again. */
  static final long MOST_BYTES = 256L << 20;

  private static final int MOST_ENTRIES = 10_000;
  private static final int MOST_OPEN = 256;
  private static final int DEEPEST = 64;
  private static final int LONGEST_PATH = 4096;

  private final TempDirectory temp;
  private final PluginLog log;
  private final Map<Integer, Path> directories = new HashMap<>();
  private final Set<Integer> files = new HashSet<>();
  private long written;
  private int entries;

  /**
   * @param temp the directory, made when first needed
   * @param descriptor which descriptor the guest has for it
   * @param log where a limit that was hit is told to people
   */
  GuestFiles(TempDirectory temp, int descriptor, PluginLog log) {
    this.temp = temp;
    this.log = log;
    directories.put(descriptor, temp.path());
  }

  boolean isDirectory(int descriptor) {
    return directories.containsKey(descriptor);
  }

  /** A path of the guest's, or the reason why it is refused. */
  record Place(int error, Path path) {
    boolean refused() {
      return error != Errno.SUCCESS;
    }
  }

  /** Where a path leads; the descriptor is known. Nothing on the way may be a link. */
  Place place(Memory memory, int descriptor, int pointer, int length) {
    Path base = directories.getOrDefault(descriptor, temp.path());
    if (length < 0 || length > LONGEST_PATH) {
      return new Place(Errno.NAMETOOLONG, base);
    }
    Path relative;
    try {
      relative = base.getFileSystem().getPath(memory.readString(pointer, length)).normalize();
    } catch (InvalidPathException e) {
      return new Place(Errno.INVAL, base);
    }
    if (relative.isAbsolute() || relative.startsWith("..")) {
      return new Place(Errno.PERM, base);
    }
    temp.make();
    Path path = base.resolve(relative).normalize();
    return new Place(check(path), path);
  }

  private int check(Path path) {
    Path root = temp.path();
    Path step = root;
    if (!path.startsWith(root)) {
      return Errno.PERM;
    }
    if (path.getNameCount() - root.getNameCount() > DEEPEST) {
      return Errno.NAMETOOLONG;
    }
    for (int i = root.getNameCount(); i < path.getNameCount(); i++) {
      step = step.resolve(path.getName(i));
      if (Files.isSymbolicLink(step)) {
        return Errno.LOOP;
      }
    }
    return Errno.SUCCESS;
  }

  /** Whether a place is the directory itself, which nobody renames or removes. */
  boolean isRoot(Place place) {
    return place.path().equals(temp.path());
  }

  /** The directory itself, made if need be. */
  Path root() {
    temp.make();
    return temp.path();
  }

  /** Counts what is about to be made. */
  int make() {
    if (entries == MOST_ENTRIES) {
      full("made " + MOST_ENTRIES + " files and directories");
      return Errno.NOSPC;
    }
    entries++;
    return Errno.SUCCESS;
  }

  /** Counts what is about to be written, if the descriptor is one of a file. */
  int write(int descriptor, long bytes) {
    if (!files.contains(descriptor)) {
      return Errno.SUCCESS;
    }
    if (bytes > MOST_BYTES - written) {
      full("asked to write " + bytes + " bytes after " + written + " of " + MOST_BYTES);
      return Errno.NOSPC;
    }
    written += bytes;
    return Errno.SUCCESS;
  }

  private void full(String what) {
    log.write(
        System.Logger.Level.WARNING,
        "a call " + what + " in its temporary directory, and was told that there is no space left");
  }

  int open() {
    return files.size() + directories.size() > MOST_OPEN ? Errno.MFILE : Errno.SUCCESS;
  }

  void opened(int descriptor, Place place) {
    if (Files.isDirectory(place.path(), LinkOption.NOFOLLOW_LINKS)) {
      directories.put(descriptor, place.path());
    } else {
      files.add(descriptor);
    }
  }

  void closed(int descriptor) {
    directories.remove(descriptor);
    files.remove(descriptor);
  }

  void renumbered(int from, int to) {
    Path directory = directories.get(from);
    boolean file = files.contains(from);
    closed(from);
    closed(to);
    if (directory != null) {
      directories.put(to, directory);
    } else if (file) {
      files.add(to);
    }
  }

  /** As rename(2): what is there is replaced in one step. */
  static int rename(Place from, Place to) {
    try {
      Files.move(from.path(), to.path(), StandardCopyOption.ATOMIC_MOVE);
      return Errno.SUCCESS;
    } catch (NoSuchFileException e) {
      return Errno.NOENT;
    } catch (FileSystemException e) {
      if (Files.isDirectory(to.path())) {
        return Files.isDirectory(from.path()) ? Errno.NOTEMPTY : Errno.ISDIR;
      }
      return Files.isDirectory(from.path()) ? Errno.NOTDIR : Errno.IO;
    } catch (IOException e) {
      return Errno.IO;
    }
  }

  void delete() {
    temp.delete();
  }
}
