package dev.portside.packaging;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.Metadata;
import dev.portside.api.host.PluginManager;
import dev.portside.packaging.io.Shown;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Packs a plugin's directory into {@code NAME-VERSION.tgz}, below one directory of the plugin's
 * name. The same files give the same bytes: whoever packs them, on whatever machine, with however
 * many threads. An archive has {@code plugin.yaml} first and then everything in the order of its
 * bytes, modes 0755 (if anybody may execute the file; where files have no such mode, all) and 0644,
 * one time, no owners.
 *
 * <p>What {@code .helmignore} at the top names is left out, by the rules that Helm has for charts;
 * likewise {@code .git}, {@code .hg}, {@code .svn} and {@code .bzr} at any depth, and in the
 * directory that the archive goes to, archives of the same plugin. All else goes in, hidden files
 * and empty directories too. A symbolic link or special file is refused, and whatever the reader of
 * the archive would refuse: {@link PluginArchive}, {@link ArchiveLimits}.
 *
 * <p>Follows Helm's {@code CreatePluginTarball}, which keeps times, owners and modes, writes links
 * without their target, and may pack its own output. Immutable; safe for use by several threads.
 */
public final class PluginPackager {
  /** Each takes 2 MiB while packing; more are faster only where files come faster. */
  private static final int MOST_THREADS = 8;

  /** As many seconds as a header of the format has room for. */
  private static final long LATEST = 077777777777L;

  private static final String EPOCH = "SOURCE_DATE_EPOCH";

  private final ManifestReader reader;
  private final ArchiveLimits limits;
  private final Instant time;
  private final int threads;

  private PluginPackager(ManifestReader reader, ArchiveLimits limits, Instant time, int threads) {
    this.reader = requireNonNull(reader, "reader");
    this.limits = requireNonNull(limits, "limits");
    this.time = requireNonNull(time, "time");
    this.threads = threads;
    if (time.getEpochSecond() < 0 || time.getEpochSecond() > LATEST) {
      throw new IllegalArgumentException("the time " + time + " is not between 1970 and 2242");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("it takes a thread to pack, not " + threads);
    }
  }

  /**
   * A packager with the usual limits, the time 1970-01-01T00:00:00Z in its archives, and a thread
   * for each processor.
   *
   * @param reader reads {@code plugin.yaml}
   * @return a new packager
   */
  public static PluginPackager with(ManifestReader reader) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new PluginPackager(
        reader, ArchiveLimits.DEFAULT, Instant.EPOCH, Math.min(processors, MOST_THREADS));
  }

  /**
   * The same with other limits.
   *
   * @param value what the reader of the archive allows
   * @return a new packager
   */
  public PluginPackager withLimits(ArchiveLimits value) {
    return new PluginPackager(reader, value, time, threads);
  }

  /**
   * The same with another time for all entries.
   *
   * @param value the time, whole seconds of which count
   * @return a new packager
   * @throws IllegalArgumentException if it is before 1970 or after 2242, for which tar has no room
   */
  public PluginPackager withTime(Instant value) {
    return new PluginPackager(
        reader, limits, Instant.ofEpochSecond(value.getEpochSecond()), threads);
  }

  /**
   * The same with the time that {@code SOURCE_DATE_EPOCH} gives, in seconds since 1970 as
   * reproducible-builds.org specifies; without it, this.
   *
   * @param environment of the process
   * @return a packager
   * @throws IllegalArgumentException if it is set, but not to such a number
   */
  public PluginPackager withTimeFrom(Map<String, String> environment) {
    String value = environment.get(EPOCH);
    if (value == null) {
      return this;
    }
    try {
      return withTime(Instant.ofEpochSecond(Long.parseLong(value)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          EPOCH
              + " is "
              + Shown.quoted(value)
              + ", expected the seconds since 1970 as a number from 0 to "
              + LATEST,
          e);
    }
  }

  /**
   * The same with another number of threads, which changes nothing but the time it takes.
   *
   * @param value how many threads compress; each takes 2 MiB
   * @return a new packager
   * @throws IllegalArgumentException if it is less than 1
   */
  public PluginPackager withThreads(int value) {
    return new PluginPackager(reader, limits, time, value);
  }

  /**
   * Packs a plugin into a file {@code NAME-VERSION.tgz}, as its manifest names it. Others see the
   * whole archive or what was there before, never a part; after a failure nothing is left.
   *
   * @param dir the plugin's directory, with a {@code plugin.yaml} that has a version
   * @param destination the directory for the archive; may be {@code dir}
   * @return what is in the archive; its file is {@code destination.resolve(archive.fileName())}
   * @throws InvalidPluginException if the manifest has errors or no version, or something in the
   *     directory cannot be packed or changes meanwhile
   * @throws IOException if something cannot be read or written, a full disk included
   */
  public PluginArchive createPluginTarball(Path dir, Path destination) throws IOException {
    if (!Files.isDirectory(destination)) {
      throw new NoSuchFileException(
          destination.toString(), null, "no such directory to put the archive in");
    }
    Packing packing = packing(dir);
    Path parent = destination.toRealPath();
    Predicate<Path> isOutput =
        path ->
            parent.equals(path.getParent())
                && isArchiveOf(packing.manifest(), SourceTree.name(path));
    List<SourceTree.Source> sources = packing.list(isOutput);
    return AtomicFile.write(
        destination.resolve(packing.fileName()), out -> packing.write(sources, out, time, threads));
  }

  /**
   * Packs a plugin into a stream, which stays open. After a failure it has got a part of an
   * archive.
   *
   * @param dir the plugin's directory, with a {@code plugin.yaml} that has a version
   * @param out gets the archive
   * @return what is in the archive
   * @throws InvalidPluginException if the manifest has errors or no version, or something in the
   *     directory cannot be packed or changes meanwhile
   * @throws IOException if something cannot be read or written
   */
  public PluginArchive createPluginTarball(Path dir, OutputStream out) throws IOException {
    Packing packing = packing(dir);
    return packing.write(packing.list(path -> false), out, time, threads);
  }

  private Packing packing(Path dir) throws IOException {
    Path file = dir.resolve(PluginManager.MANIFEST);
    Bytes content;
    try {
      content = Bytes.readFile(file, limits.manifestBytes());
    } catch (NoSuchFileException e) {
      throw new Refusal(dir.toString())
          .of("plugin metadata (plugin.yaml) missing; expected a plugin's directory");
    }
    Manifest manifest = ManifestRules.read(reader, content, file.toString());
    if (manifest.version().isEmpty()) {
      throw new Refusal(file.toString())
          .of("a plugin without a version cannot be packed; expected \"version: 1.0.0\" or such");
    }
    return new Packing(dir, manifest, content, limits);
  }

  /** Whether a file is named as an archive of this plugin, whole or not, or a provenance of one. */
  private static boolean isArchiveOf(Manifest manifest, String name) {
    String whole = name;
    if (whole.startsWith(".") && whole.endsWith(AtomicFile.UNFINISHED)) {
      whole = whole.substring(1, Math.max(1, whole.lastIndexOf(".tgz") + 4));
    }
    if (whole.endsWith(PluginSigning.PROVENANCE)) {
      whole = whole.substring(0, whole.length() - PluginSigning.PROVENANCE.length());
    }
    String start = manifest.name() + "-";
    return whole.startsWith(start)
        && whole.endsWith(".tgz")
        && whole.length() > start.length() + 4
        && Metadata.isValidVersion(whole.substring(start.length(), whole.length() - 4));
  }
}
