package dev.portside.packaging.install;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;
import dev.portside.packaging.ArchiveLimits;
import dev.portside.packaging.PluginSigning;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Plugins of the file system: an archive, with its provenance file beside it, or a directory. An
 * archive is copied before anybody looks at it, so what is verified is what is installed.
 * Immutable; safe for use by several threads.
 *
 * <p>Follows Helm's {@code installer/local_installer.go}, which reads the archive again after it
 * has verified it.
 */
public final class LocalSource implements PluginSource {
  private final ArchiveLimits limits;

  private LocalSource(ArchiveLimits limits) {
    this.limits = requireNonNull(limits, "limits");
  }

  /**
   * A source with limits.
   *
   * @param limits how large an archive may be
   * @return a new value
   */
  public static LocalSource with(ArchiveLimits limits) {
    return new LocalSource(limits);
  }

  /** Whether there is a file or directory of that name, seen from the current directory. */
  @Override
  public boolean accepts(String reference) {
    try {
      return !reference.isEmpty() && Files.exists(Path.of(reference));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public Fetched fetch(Request request, Path into, InstallListener listener) throws IOException {
    Path path = Path.of(request.reference()).toRealPath();
    if (Files.isDirectory(path)) {
      return new Directory(path, path.toString());
    }
    // The name as given, which a provenance file lists; where a link leads may be called otherwise.
    Path given = Path.of(request.reference()).toAbsolutePath().normalize();
    if (!Files.isRegularFile(path)) {
      throw refused(given, "neither a file nor a directory; expected an archive (.tgz)");
    }
    String fileName = String.valueOf(given.getFileName());
    Path copy = into.resolve("archive");
    copy(path, copy, listener, given);
    Optional<Bytes> provenance =
        request.withProvenance()
            ? PluginSigning.readProvenance(PluginSigning.provenanceOf(given))
            : Optional.empty();
    return new Archive(copy, fileName, provenance, given.toString());
  }

  private void copy(Path from, Path to, InstallListener listener, Path given) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long total = Files.size(from);
    long done = 0;
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
      for (int count; (count = in.read(buffer)) >= 0; ) {
        done += count;
        if (done > limits.archiveBytes()) {
          throw refused(
              given,
              "the file is larger than allowed, the limit is "
                  + limits.archiveBytes()
                  + " bytes; a host may raise it (ArchiveLimits)");
        }
        out.write(buffer, 0, count);
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while reading " + given);
        }
        listener.progress(done, total);
      }
    }
  }

  private static InvalidPluginException refused(Path file, String message) {
    return new InvalidPluginException(Finding.error(Position.of(file.toString()), "", message));
  }
}
