package dev.portside.packaging.install;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.PluginException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One kind of place where plugins come from, such as the file system or a web server. A source
 * brings bytes and judges none of them: verifying, unpacking and checking is the installer's.
 *
 * <p>Implementations are safe for use by several threads. An interrupt ends a fetch with an {@link
 * java.io.InterruptedIOException} and the thread's interrupt status set.
 *
 * <p>Follows the {@code Installer} of Helm's {@code internal/plugin/installer}, cut down to what
 * differs between its kinds.
 */
public interface PluginSource {
  /**
   * Whether a reference is for this source. It looks at the text, and at most whether a file of
   * that name exists; of several sources the first that accepts is asked.
   *
   * @param reference as the user wrote it
   * @return whether {@link #fetch} makes sense
   */
  boolean accepts(String reference);

  /**
   * Brings what a reference stands for. Whatever is written goes below the given directory, which
   * the caller removes, also after a failure.
   *
   * @param request what is wanted
   * @param into an empty directory that nobody else can enter
   * @param listener told of progress
   * @return what was brought
   * @throws InvalidPluginException if it is larger than allowed, or no plugin for another reason
   *     that shows at once
   * @throws PluginException if the source says no, with what to do
   * @throws IOException if it cannot be read, or not be written
   */
  Fetched fetch(Request request, Path into, InstallListener listener) throws IOException;

  /**
   * What is wanted.
   *
   * @param reference accepted by the source
   * @param withProvenance whether the provenance file is wanted, too
   */
  record Request(String reference, boolean withProvenance) {
    /** Checks that nothing is null. */
    public Request {
      requireNonNull(reference, "reference");
    }
  }

  /** What a source brought. */
  sealed interface Fetched permits Archive, Directory {
    /**
     * Where it came from, for {@code plugins.lock}, so that it can be had from there again.
     *
     * @return a reference for the same source, absolute and without credentials
     */
    String origin();
  }

  /**
   * An archive of a plugin.
   *
   * @param file a file below the directory that was given to the source
   * @param fileName the base name that a provenance file lists it by
   * @param provenance the content of the provenance file, if wanted and there is one
   * @param origin see {@link Fetched#origin}
   */
  record Archive(Path file, String fileName, Optional<Bytes> provenance, String origin)
      implements Fetched {
    /** Checks that nothing is null. */
    public Archive {
      requireNonNull(file, "file");
      requireNonNull(fileName, "fileName");
      requireNonNull(provenance, "provenance");
      requireNonNull(origin, "origin");
    }
  }

  /**
   * A plugin that is not packed. It has no provenance.
   *
   * @param dir where it is: its own place, not a copy, unless the source had to make one
   * @param origin see {@link Fetched#origin}
   */
  record Directory(Path dir, String origin) implements Fetched {
    /** Checks that nothing is null. */
    public Directory {
      requireNonNull(dir, "dir");
      requireNonNull(origin, "origin");
    }
  }
}
