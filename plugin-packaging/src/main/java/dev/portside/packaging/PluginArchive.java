package dev.portside.packaging;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.host.PluginManager;
import dev.portside.packaging.io.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a strict reading of a plugin's archive ({@code .tgz}) found. Every byte has been read and
 * fits: gzip to its last checksum, tar to the zeros at its end, within {@link ArchiveLimits}. There
 * are files and directories only, each once, with names that mean the same on every system, and one
 * {@code plugin.yaml}, at the top or in the one directory there is. Immutable.
 *
 * <p>Whoever needs more than facts reads once: {@link #extract} hashes, checks and unpacks the same
 * bytes in one pass, so nobody can swap them in between.
 *
 * <p>Stricter than Helm's {@code internal/plugin/sign.go} and {@code installer/extractor.go}, which
 * stop at the first {@code plugin.yaml} at any depth, see no checksum and have no limits. Memory
 * stays below 10 MiB and the manifest, whatever the archive.
 */
public final class PluginArchive {
  private final String fileName;
  private final String sha256;
  private final long size;
  private final String folder;
  private final Bytes manifestContent;
  private final int entries;
  private final long fileBytes;

  PluginArchive(
      String fileName,
      String sha256,
      long size,
      String folder,
      Bytes manifestContent,
      int entries,
      long fileBytes) {
    this.fileName = fileName;
    this.sha256 = sha256;
    this.size = size;
    this.folder = folder;
    this.manifestContent = manifestContent;
    this.entries = entries;
    this.fileBytes = fileBytes;
  }

  /**
   * Whether a name is that of an archive, by its extension alone: {@code .tgz} or {@code .gz}, in
   * small letters. Follows Helm's {@code IsTarball}.
   *
   * @param fileName a file name or path with {@code /}
   * @return whether it ends so
   */
  public static boolean isTarball(String fileName) {
    return fileName.endsWith(".tgz") || fileName.endsWith(".gz");
  }

  /**
   * Reads an archive.
   *
   * @param file the archive
   * @param limits what it may cost
   * @return what is in it
   * @throws InvalidPluginException if it is not an archive of one plugin, or breaks a rule or limit
   * @throws IOException if it cannot be read
   */
  public static PluginArchive read(Path file, ArchiveLimits limits) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, baseName(file), limits);
    }
  }

  /**
   * Reads an archive from a stream, to its end; the stream stays open.
   *
   * @param in the archive
   * @param fileName the archive's base name, for messages and for {@link #fileName()}
   * @param limits what it may cost
   * @return what is in it
   * @throws InvalidPluginException if it is not an archive of one plugin, or breaks a rule or limit
   * @throws IOException as the stream does
   */
  public static PluginArchive read(InputStream in, String fileName, ArchiveLimits limits)
      throws IOException {
    return read(in, fileName, limits, null, new Refusal(fileName));
  }

  /**
   * Unpacks an archive from a stream while reading it. The plugin is then at {@code
   * target.resolve(archive.folder())}; nothing in it has run, and its name has not been checked
   * ({@link #manifest}). Files have mode 0755 if anybody may execute them, else 0644, directories
   * 0755.
   *
   * @param in the archive, read to its end; stays open
   * @param fileName the archive's base name
   * @param limits what it may cost
   * @param target the directory to make; it must not be there, its parent must, and only the caller
   *     should have access to it
   * @return what is in it
   * @throws InvalidPluginException if it is not an archive of one plugin, or breaks a rule or
   *     limit; the target is not there then
   * @throws IOException if it cannot be read or written; the target is not there then, unless it
   *     was there before
   */
  public static PluginArchive extract(
      InputStream in, String fileName, ArchiveLimits limits, Path target) throws IOException {
    Refusal refusal = new Refusal(fileName);
    Extraction extraction = Extraction.into(target, refusal);
    try {
      return read(in, fileName, limits, extraction, refusal);
    } catch (IOException | RuntimeException | Error e) {
      extraction.undo(e);
      throw e;
    }
  }

  private static PluginArchive read(
      InputStream in,
      String fileName,
      ArchiveLimits limits,
      TarReader.@Nullable Visitor visitor,
      Refusal refusal)
      throws IOException {
    requireNonNull(fileName, "fileName");
    Contents contents = new Contents(visitor, limits, refusal);
    try (GzipReader unpacked = new GzipReader(in, limits, refusal)) {
      new TarReader(unpacked, limits, refusal).walk(contents);
      return new PluginArchive(
          fileName,
          unpacked.sha256(),
          unpacked.size(),
          contents.folder(),
          contents.manifest(),
          contents.entries(),
          contents.fileBytes());
    }
  }

  /** The last name of a path, which is empty only for a root. */
  static String baseName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /**
   * Reads the manifest, and holds it against the names around it: the directory in the archive is
   * called like the plugin, and so is an archive that is called {@code NAME-VERSION.tgz}.
   *
   * @param reader reads {@code plugin.yaml}
   * @return the manifest, without errors among its findings
   * @throws InvalidPluginException with all errors of the manifest, or because names disagree
   */
  public Manifest manifest(ManifestReader reader) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    String source = Shown.text(fileName) + ": " + Shown.text(prefix) + PluginManager.MANIFEST;
    Manifest manifest = ManifestRules.read(reader, manifestContent, source);
    ManifestRules.checkNames(manifest, folder, fileName);
    return manifest;
  }

  /**
   * The archive's base name, which a provenance file lists.
   *
   * @return the name as given
   */
  public String fileName() {
    return fileName;
  }

  /**
   * The digest of the archive.
   *
   * @return SHA-256 as 64 lower-case hexadecimal digits
   */
  public String sha256() {
    return sha256;
  }

  /**
   * The size of the archive.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  /**
   * The directory in the archive that the plugin is in.
   *
   * @return one name, or empty if the plugin is at the top
   */
  public String folder() {
    return folder;
  }

  /**
   * The plugin's {@code plugin.yaml}.
   *
   * @return its bytes
   */
  public Bytes manifestContent() {
    return manifestContent;
  }

  /**
   * How many files and directories there are.
   *
   * @return a number
   */
  public int entries() {
    return entries;
  }

  /**
   * The size of all files, unpacked.
   *
   * @return bytes
   */
  public long fileBytes() {
    return fileBytes;
  }

  /** Name, sizes and digest. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s (%d entries, %d bytes, sha256:%s)", fileName, entries, size, sha256);
  }
}
