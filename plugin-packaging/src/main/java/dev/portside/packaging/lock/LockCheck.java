package dev.portside.packaging.lock;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.host.LoadCheck;
import dev.portside.packaging.io.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds the loader to {@code plugins.lock}: only what was installed is loaded, as it was installed.
 * The lock is that beside the plugin's directory, in the directory where the loader found it, also
 * if the plugin's directory is a symbolic link.
 *
 * <p>What it has something to say about: no lock, one that cannot be read, or none for this plugin;
 * a directory or a version that differs; a link, whose files no hash holds; files that differ from
 * those that were installed, be it one bit of one mode; on request a plugin whose signature nobody
 * verified. Which file differs it cannot say: the lock has one hash for all.
 *
 * <p>It tells what is there when the plugin is loaded. Who can write to the directory can change it
 * after that, or while it is read; so can the plugin itself. Who can write to the lock can make any
 * tree pass: it is worth as much as the permissions of the directory it is in.
 *
 * <p>Helm has nothing like it: there an installed tree is never looked at again. Safe for use by
 * several threads. The last lock is kept; it is read again when its file has changed.
 */
public final class LockCheck implements LoadCheck {
  private static final String AGAIN =
      "; install the plugin again, or, if this is as you want it, lock it anew: portside lock";

  private final LockPolicy policy;
  private final boolean needsSigner;
  private volatile @Nullable Known last;

  private LockCheck(LockPolicy policy, boolean needsSigner) {
    this.policy = requireNonNull(policy, "policy");
    this.needsSigner = needsSigner;
  }

  /**
   * A check that does not ask for signatures.
   *
   * @param policy what to do about a plugin that is not as it was installed
   * @return a new check
   */
  public static LockCheck with(LockPolicy policy) {
    return new LockCheck(policy, false);
  }

  /**
   * The same that also wants each plugin's signature verified when it was installed.
   *
   * @return a new check
   */
  public LockCheck requireVerified() {
    return new LockCheck(policy, true);
  }

  /** A lock, or why there is none, and the file that this was read from. */
  private record Known(
      Path file, @Nullable BasicFileAttributes attributes, PluginsLock lock, String why) {
    boolean isOf(Path path, BasicFileAttributes now) {
      return file.equals(path)
          && attributes != null
          && attributes.lastModifiedTime().equals(now.lastModifiedTime())
          && attributes.size() == now.size()
          && Objects.equals(attributes.fileKey(), now.fileKey());
    }
  }

  @Override
  public List<Finding> check(Path dir, Manifest manifest) {
    if (policy == LockPolicy.OFF) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (String reason : reasons(dir, manifest)) {
      findings.add(
          policy == LockPolicy.REFUSE
              ? Finding.error(manifest.at(), "", reason)
              : Finding.warning(manifest.at(), "", reason));
    }
    return findings;
  }

  private List<String> reasons(Path dir, Manifest manifest) {
    Path place;
    try {
      place = place(dir);
    } catch (IOException e) {
      return List.of("its directory cannot be found: " + IoReason.of(e));
    }
    Known known = known(place.resolveSibling(PluginsLock.FILE));
    if (!known.why().isEmpty()) {
      return List.of(known.why());
    }
    LockedPlugin locked = known.lock().find(manifest.name()).orElse(null);
    if (locked == null) {
      return List.of(
          "the plugin "
              + Shown.quoted(manifest.name())
              + " is not in "
              + known.file()
              + ", so it was not installed as others are; install it, or lock it as it is:"
              + " portside lock");
    }
    return reasons(place, manifest, locked);
  }

  private List<String> reasons(Path place, Manifest manifest, LockedPlugin locked) {
    List<String> reasons = new ArrayList<>();
    String called = String.valueOf(place.getFileName());
    if (!called.equals(locked.name())) {
      reasons.add(
          "the plugin "
              + Shown.quoted(locked.name())
              + " is in a directory called "
              + Shown.quoted(called)
              + ", but was installed in "
              + Shown.quoted(locked.name())
              + "; remove this one, or give it that name");
    }
    if (!manifest.version().equals(locked.version())) {
      reasons.add(
          "its version is "
              + Shown.quoted(manifest.version())
              + ", but installed was "
              + Shown.quoted(locked.version())
              + AGAIN);
    }
    if (needsSigner && !locked.isVerified()) {
      reasons.add(
          "no signature was verified when it was installed, and only verified plugins are wanted"
              + " here; install it again from an archive that is signed");
    }
    if (locked.isLink()) {
      reasons.add(
          "it is a link to a directory elsewhere, whose files may change at any time; expected files"
              + " of its own: install it from an archive, or as a copy");
    } else if (reasons.isEmpty()) {
      reasons.addAll(changes(place, locked));
    }
    return reasons;
  }

  private static List<String> changes(Path place, LockedPlugin locked) {
    if (Files.isSymbolicLink(place)) {
      return List.of("its directory is a symbolic link, but files were installed there" + AGAIN);
    }
    try {
      String found = TreeHash.of(place);
      return found.equals(locked.tree())
          ? List.of()
          : List.of(
              "its files are not those that were installed: found the hash sha256:"
                  + found
                  + ", expected sha256:"
                  + locked.tree()
                  + AGAIN);
    } catch (IOException e) {
      return List.of(
          "its files cannot be compared with those installed: " + e.getMessage() + AGAIN);
    }
  }

  /** The directory with its own name, and the one it is in; a link stays one. */
  private static Path place(Path dir) throws IOException {
    Path place = dir.toAbsolutePath();
    Path name = place.getFileName();
    boolean hasName = name != null && !name.toString().equals(".") && !name.toString().equals("..");
    return hasName ? place : place.toRealPath();
  }

  private Known known(Path file) {
    Known known = last;
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (known == null || !known.isOf(file, now)) {
        known = read(file, now);
        last = known;
      }
      return known;
    } catch (NoSuchFileException e) {
      return new Known(
          file,
          null,
          PluginsLock.EMPTY,
          "there is no "
              + file
              + ", so nobody knows what was installed; install the plugin, or lock what is there:"
              + " portside lock");
    } catch (IOException e) {
      return new Known(
          file,
          null,
          PluginsLock.EMPTY,
          "the lock cannot be read: " + file + ": " + IoReason.of(e) + LockLine.ADVICE);
    }
  }

  private static Known read(Path file, BasicFileAttributes now) throws IOException {
    try {
      return new Known(file, now, PluginsLock.readFile(file), "");
    } catch (InvalidPluginException e) {
      return new Known(
          file, now, PluginsLock.EMPTY, "the lock cannot be used: " + e.findings().get(0));
    }
  }
}
