package dev.portside.packaging.install;

import static java.util.Objects.requireNonNull;

import dev.portside.api.CallOptions;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.ManifestReader;
import dev.portside.api.PluginException;
import dev.portside.api.PluginVerifier;
import dev.portside.api.host.PluginManager;
import dev.portside.packaging.ArchiveLimits;
import dev.portside.packaging.PluginSigning;
import dev.portside.packaging.install.Installation.Change;
import dev.portside.packaging.install.Preparation.Trust;
import dev.portside.packaging.lock.LockCheck;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.packaging.lock.PluginsLock;
import dev.portside.packaging.lock.TreeHash;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Installs, updates and uninstalls the plugins of one directory.
 *
 * <p>What comes is brought into a private directory, verified, unpacked and checked there, and only
 * then put in place, together with its archive, its provenance file and its line in {@link
 * PluginsLock plugins.lock}. A process that is killed at any moment leaves all of the old state or
 * all of the new one, and nothing else, once anything of this package has worked there again; a
 * failure leaves the old one. Of several that install one plugin at the same time one wins; the
 * others are told that it exists. Hooks run last, but {@code delete}, which runs first.
 *
 * <p>Follows Helm's {@code internal/plugin/installer}, and leaves what Helm's own commands
 * understand. Immutable; safe for use by several threads and processes.
 */
public final class PluginInstaller {
  private final Site site;

  private PluginInstaller(Site site) {
    this.site = site;
  }

  /**
   * Begins an installer with the usual limits, the verifier that {@code ServiceLoader} finds, and
   * the sources {@link LocalSource} and {@link HttpSource}.
   *
   * @param plugins the directory of plugins, made when the first is installed
   * @param manager resolves and loads what is installed; stays the caller's to close
   * @param reader reads manifests in archives
   * @return a builder
   */
  public static Builder builder(Path plugins, PluginManager manager, ManifestReader reader) {
    return new Builder(plugins, manager, reader);
  }

  /**
   * Installs a plugin that is not there.
   *
   * @param reference a directory, an archive, or what else the sources know
   * @param options how
   * @return what was done
   * @throws InvalidPluginException if it is no plugin, or does not verify, with the reason
   * @throws PluginException if there is one of its name, nobody knows the reference, or its hook
   *     fails; only in this last case it is installed
   * @throws IOException if something cannot be read or written
   */
  public Installation install(String reference, InstallOptions options) throws IOException {
    boolean isNew = !Files.isDirectory(site.plugins());
    Files.createDirectories(site.plugins());
    try {
      Trust trust = options.verify() ? Trust.REQUIRED : Trust.SKIPPED;
      return new Replacement(site, reference, trust, options, "")
          .run(ready -> {
            checkVersion(ready.plugin(), options.version());
            Path place = site.place(ready.plugin().name());
            if (Disk.exists(place)) {
              throw new PluginException(
                  "plugin already exists: " + place + "; update it, or uninstall it before", null);
            }
            return Change.INSTALLED;
          });
    } finally {
      if (isNew) {
        deleteIfEmpty();
      }
    }
  }

  /**
   * Installs again from where a plugin came from. One that was installed without verification is
   * verified if it is signed now.
   *
   * @param name a plugin that {@code plugins.lock} knows
   * @param options how
   * @return what was done
   * @throws InvalidPluginException as {@link #install}
   * @throws PluginException if there is no such plugin or nobody knows where it came from, if it is
   *     a link, or its hook fails; only in this last case it is updated
   * @throws IOException if something cannot be read or written
   */
  public Installation update(String name, InstallOptions options) throws IOException {
    site.recover();
    LockedPlugin old = site.lock().find(name).orElseThrow(() -> notLocked(name));
    if (old.isLink()) {
      throw new PluginException(
          "plugin " + name + " is a link to " + old.source() + ": there is nothing to update",
          null);
    }
    if (old.source().isEmpty()) {
      throw notLocked(name);
    }
    Trust trust = Trust.SKIPPED;
    if (options.verify()) {
      trust = old.isVerified() ? Trust.REQUIRED : Trust.IF_SIGNED;
    }
    String reference = old.source();
    if (!options.version().isEmpty() && !old.version().isEmpty()) {
      reference = reference.replace(old.version(), options.version());
    }
    return new Replacement(site, reference, trust, options.withLink(false), old.version())
        .run(ready -> {
          LockedPlugin found = ready.plugin();
          if (!found.name().equals(name)) {
            throw new PluginException(
                old.source() + " has the plugin " + found.name() + ", expected " + name, null);
          }
          checkVersion(found, options.version());
          Path place = site.place(name);
          boolean isSame =
              found.equals(old) && Disk.exists(place) && TreeHash.of(place).equals(old.tree());
          return isSame ? Change.UNCHANGED : Change.UPDATED;
        });
  }

  /**
   * Removes a plugin, its archive, its provenance file and its line in the lock. Its {@code delete}
   * hook runs before; if it fails, nothing is removed. A plugin that does not load is removed
   * without, and so is what is left of one whose directory is gone. Of a link only the link is
   * removed.
   *
   * @param name the plugin's name, which is that of its directory
   * @param options whether hooks run, and whether it is really done
   * @return what was done
   * @throws PluginException if there is no such plugin, or its hook fails
   * @throws IOException if something cannot be read or written
   */
  public Installation uninstall(String name, InstallOptions options) throws IOException {
    site.recover();
    return new Removal(site, options).run(name);
  }

  /**
   * Makes the directory what a lock says: brings what is missing or different from its recorded
   * source, where it must be the very same still, and uninstalls what only the present lock has.
   * Plugins that no lock has are left alone. Each plugin is changed by itself, in the order of
   * names: after a failure those before it are done.
   *
   * @param wanted the lock
   * @param options whether hooks run, whether signatures are verified that were when it was locked,
   *     and whether it is really done
   * @return what was done to each plugin
   * @throws InvalidPluginException as {@link #install}
   * @throws PluginException as {@link #install}, or if a source has something else now
   * @throws IOException if something cannot be read or written
   */
  public List<Installation> sync(PluginsLock wanted, InstallOptions options) throws IOException {
    Files.createDirectories(site.plugins());
    site.recover();
    return new Sync(site, options).run(wanted);
  }

  /**
   * Writes the lock anew, of what is there, whoever installed it: so a directory that Helm has
   * filled, or that was changed by hand, is held from now on. An archive beside a plugin counts,
   * and with it its signature, if it has the very files that are installed. The listener is warned
   * of all that does not.
   *
   * @param options whether it is really done
   * @return the lock
   * @throws IOException if something cannot be read or written
   */
  public PluginsLock lock(InstallOptions options) throws IOException {
    if (!options.dryRun()) {
      Files.createDirectories(site.plugins());
    }
    site.recover();
    PluginsLock lock = new Adoption(site).run();
    if (!options.dryRun()) {
      try (Workspace work = site.open()) {
        work.aloneFor(() -> {
          Replacement.prepareLock(lock, work);
          work.commit(List.of());
        });
      }
    }
    return lock;
  }

  /**
   * Compares what is there with the lock, as {@link LockCheck} does for a loader, and the lock with
   * what is there. Nothing is changed but what killed processes left undone.
   *
   * @return an error for each plugin that is not as it was locked, not locked, or gone, with the
   *     reason, in the order of names and those that are gone last; empty if all is well
   * @throws InvalidPluginException if the lock cannot be read
   * @throws IOException if something else cannot be read
   */
  public List<Finding> check() throws IOException {
    site.recover();
    return new LockAudit(site).run();
  }

  /**
   * Ends what processes left undone that were killed. All else here does so, too; a host may before
   * it loads.
   *
   * @throws IOException if something cannot be read or written
   */
  public void recover() throws IOException {
    site.recover();
  }

  private static void checkVersion(LockedPlugin plugin, String expected) {
    if (!expected.isEmpty() && !plugin.version().equals(expected)) {
      throw new PluginException(
          "the source has version "
              + plugin.version()
              + " of plugin "
              + plugin.name()
              + ", expected "
              + expected,
          null);
    }
  }

  private PluginException notLocked(String name) {
    return Disk.exists(site.place(name))
        ? new PluginException(
            PluginsLock.FILE
                + " does not say where plugin "
                + name
                + " came from; uninstall it, and install it from its source",
            null)
        : site.notInstalled(name);
  }

  private void deleteIfEmpty() throws IOException {
    try {
      Files.deleteIfExists(site.plugins());
    } catch (DirectoryNotEmptyException e) {
      // As it should be.
    }
  }

  /** Collects the parts of an installer. Not safe for use by several threads. */
  public static final class Builder {
    private final Path plugins;
    private final PluginManager manager;
    private final ManifestReader reader;
    private final List<PluginSource> sources = new ArrayList<>();
    private ArchiveLimits limits = ArchiveLimits.DEFAULT;
    private InstallListener listener = InstallListener.NONE;
    private CallOptions hookOptions = CallOptions.NONE;
    private @Nullable PluginVerifier verifier;

    private Builder(Path plugins, PluginManager manager, ManifestReader reader) {
      this.plugins = requireNonNull(plugins, "plugins");
      this.manager = requireNonNull(manager, "manager");
      this.reader = requireNonNull(reader, "reader");
    }

    /**
     * Sets the verifier.
     *
     * @param value whose keys are trusted
     * @return this
     */
    public Builder verifier(PluginVerifier value) {
      verifier = requireNonNull(value, "verifier");
      return this;
    }

    /**
     * Sets the limits of archives, and those of the sources that are there unless set.
     *
     * @param value the limits
     * @return this
     */
    public Builder limits(ArchiveLimits value) {
      limits = requireNonNull(value, "limits");
      return this;
    }

    /**
     * Adds a source. With one of its own an installer has none unless added.
     *
     * @param value asked after those added before
     * @return this
     */
    public Builder source(PluginSource value) {
      sources.add(requireNonNull(value, "source"));
      return this;
    }

    /**
     * Sets who is told of what happens.
     *
     * @param value the listener
     * @return this
     */
    public Builder listener(InstallListener value) {
      listener = requireNonNull(value, "listener");
      return this;
    }

    /**
     * Sets how hooks run.
     *
     * @param value environment, streams and timeout of each
     * @return this
     */
    public Builder hookOptions(CallOptions value) {
      hookOptions = requireNonNull(value, "hookOptions");
      return this;
    }

    /**
     * Builds the installer.
     *
     * @return a new installer
     */
    public PluginInstaller build() {
      return build(new Disk(), Owner.current());
    }

    /** One that is stopped between operations, in the name of another process. */
    PluginInstaller build(Disk disk, Owner owner) {
      PluginSigning signing = PluginSigning.with(manager, reader).withLimits(limits);
      return new PluginInstaller(
          new Site(
              plugins,
              manager,
              reader,
              verifier == null ? signing : signing.withVerifier(verifier),
              limits,
              sources.isEmpty()
                  ? List.of(LocalSource.with(limits), HttpSource.create().withLimits(limits))
                  : List.copyOf(sources),
              listener,
              hookOptions,
              disk,
              owner));
    }
  }
}
