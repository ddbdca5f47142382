package dev.portside.packaging.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A private directory beside the plugins, in which one change of them is prepared, and from which
 * it is made, so that whoever is killed at any moment leaves the old state or the new one.
 *
 * <p>{@code PLUGINS/.portside/work-OWNER-RANDOM} has {@code new} with what is to be put in place
 * and {@code old} with what was there. Until the file {@code commit} is in it nothing has happened;
 * from then on it will: {@link #recover}, which runs before anything else does, goes on with it.
 * The file lists the names to be put and removed, and each step looks at what has been done
 * already. If a step fails, the file is renamed to {@code undo}, and the steps are undone in the
 * same way.
 *
 * <p>So a process may be killed; against a failure of power only the file system can help.
 */
final class Workspace implements AutoCloseable {
  /** The directory with workspaces. It has no plugin.yaml, so nobody takes it for a plugin. */
  static final String STATE = ".portside";

  private static final String PREFIX = "work-";
  private static final String COMMIT = "commit";
  private static final String UNDO = "undo";
  private static final String PUT = "put ";
  private static final String REMOVE = "remove ";

  private final Path plugins;
  private final Disk disk;
  private final Path dir;
  private final DirectoryLock lock;

  private Workspace(Path plugins, Disk disk, Path dir, DirectoryLock lock) {
    this.plugins = plugins;
    this.disk = disk;
    this.dir = dir;
    this.lock = lock;
  }

  /** Makes a workspace in an existing directory of plugins, after what others left there. */
  static Workspace open(Path plugins, Disk disk, Owner owner) throws IOException {
    Path real = plugins.toRealPath();
    Path state = real.resolve(STATE);
    DirectoryLock lock = new DirectoryLock(state, disk);
    return lock.hold(() -> {
      endOthers(real, disk, owner);
      String random = Long.toHexString(new SecureRandom().nextLong());
      Path dir = state.resolve(PREFIX + owner + "-" + random);
      disk.createPrivate(dir);
      disk.createPrivate(dir.resolve("new"));
      disk.createPrivate(dir.resolve("old"));
      disk.createPrivate(dir.resolve("fetched"));
      return new Workspace(real, disk, dir, lock);
    });
  }

  /** Ends what ended processes left undone; nothing if there is nothing. */
  static void recover(Path plugins, Disk disk, Owner owner) throws IOException {
    Path state = plugins.resolve(STATE);
    if (Disk.exists(state)) {
      Path real = plugins.toRealPath();
      new DirectoryLock(real.resolve(STATE), disk).holdFor(() -> endOthers(real, disk, owner));
    }
  }

  private static void endOthers(Path plugins, Disk disk, Owner owner) throws IOException {
    List<Path> left = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(plugins.resolve(STATE), PREFIX + "*")) {
      all.forEach(left::add);
    }
    for (Path dir : left) {
      if (owner.isGone(dir.getFileName().toString().substring(PREFIX.length()))) {
        if (Disk.exists(dir.resolve(COMMIT))) {
          redo(plugins, disk, dir);
        } else if (Disk.exists(dir.resolve(UNDO))) {
          undo(plugins, disk, dir);
        }
        disk.deleteTree(dir);
      }
    }
  }

  /** For what a source brings. */
  Path fetched() {
    return dir.resolve("fetched");
  }

  /** A name that nothing has, for what is unpacked. */
  Path unpacked() {
    return dir.resolve("unpacked");
  }

  /** Where something is to be, in order to be put in place under its name. */
  Path prepared(String name) {
    return dir.resolve("new").resolve(name);
  }

  /** Moves something that was made here to where it can be put in place. */
  void prepare(Path made, String name) throws IOException {
    disk.move(made, prepared(name));
  }

  /** Writes a file that is to be put in place. */
  void prepare(String name, byte[] content) throws IOException {
    disk.write(prepared(name), content);
  }

  /** Makes a link that is to be put in place. */
  void prepareLink(String name, Path target) throws IOException {
    disk.createLink(prepared(name), target);
  }

  /** Looks at the directory of plugins while nobody changes it, then perhaps {@link #commit}s. */
  <T> T alone(DirectoryLock.Work<T> work) throws IOException {
    return lock.hold(work);
  }

  /** The same without a result. */
  void aloneFor(DirectoryLock.Action action) throws IOException {
    lock.holdFor(action);
  }

  /**
   * Changes the directory, in {@link #alone}.
   *
   * @param names all that is prepared is put in place; of these names what is not is removed
   */
  void commit(List<String> names) throws IOException {
    StringBuilder steps = new StringBuilder();
    List<String> puts = new ArrayList<>();
    try (Stream<Path> prepared = Files.list(dir.resolve("new"))) {
      prepared.map(each -> each.getFileName().toString()).sorted().forEach(puts::add);
    }
    puts.forEach(name -> steps.append(PUT).append(name).append('\n'));
    for (String name : names) {
      if (!puts.contains(name) && Disk.exists(plugins.resolve(name))) {
        steps.append(REMOVE).append(name).append('\n');
      }
    }
    disk.write(dir.resolve(COMMIT), steps.toString().getBytes(UTF_8));
    try {
      redo(plugins, disk, dir);
    } catch (IOException e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(IOException failure) {
    try {
      disk.move(dir.resolve(COMMIT), dir.resolve(UNDO));
      undo(plugins, disk, dir);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void redo(Path plugins, Disk disk, Path dir) throws IOException {
    Path commit = dir.resolve(COMMIT);
    for (String step : Files.readAllLines(commit)) {
      if (step.startsWith(PUT)) {
        String name = step.substring(PUT.length());
        put(plugins.resolve(name), dir.resolve("new").resolve(name), old(dir, name), disk);
      } else {
        String name = step.substring(REMOVE.length());
        if (Disk.exists(plugins.resolve(name))) {
          disk.move(plugins.resolve(name), old(dir, name));
        }
      }
    }
    disk.deleteIfExists(commit);
  }

  private static void put(Path place, Path prepared, Path old, Disk disk) throws IOException {
    if (!Disk.exists(prepared)) {
      return;
    }
    if (Disk.exists(place)) {
      boolean isFile = Files.isRegularFile(place) && !Files.isSymbolicLink(place);
      if (!isFile) {
        disk.move(place, old);
      } else if (!Disk.exists(old)) {
        // So that there is always one, for whoever reads.
        Path copy = old.resolveSibling(old.getFileName() + ".part");
        disk.copy(place, copy);
        disk.move(copy, old);
      }
    }
    disk.move(prepared, place);
  }

  private static void undo(Path plugins, Disk disk, Path dir) throws IOException {
    Path undo = dir.resolve(UNDO);
    for (String step : Files.readAllLines(undo)) {
      boolean isPut = step.startsWith(PUT);
      String name = step.substring(isPut ? PUT.length() : REMOVE.length());
      Path place = plugins.resolve(name);
      Path prepared = dir.resolve("new").resolve(name);
      if (isPut && !Disk.exists(prepared)) {
        disk.move(place, prepared);
      }
      if (Disk.exists(old(dir, name))) {
        disk.move(old(dir, name), place);
      }
    }
    disk.deleteIfExists(undo);
  }

  private static Path old(Path dir, String name) {
    return dir.resolve("old").resolve(name);
  }

  /** Removes what was not put in place, and what was replaced. */
  @Override
  public void close() throws IOException {
    if (Disk.exists(dir.resolve(COMMIT)) || Disk.exists(dir.resolve(UNDO))) {
      return; // it can neither go on nor back: whoever comes next tries again
    }
    lock.holdFor(() -> disk.deleteTree(dir));
  }
}
