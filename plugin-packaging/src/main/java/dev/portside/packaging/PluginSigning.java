package dev.portside.packaging;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import dev.portside.api.PluginException;
import dev.portside.api.PluginSigner;
import dev.portside.api.PluginVerifier;
import dev.portside.api.PluginVerifier.Verification;
import dev.portside.api.Position;
import dev.portside.api.host.PluginManager;
import dev.portside.packaging.io.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Signs archives and verifies them, by joining what is in an archive with a signer or verifier that
 * the host hands in. It knows no format of signatures: without a module that does, asking for one
 * is an error that names the module, and everything else works.
 *
 * <p>Follows Helm's {@code internal/plugin/sign.go} and {@code verify.go}, and asks for more: the
 * name and version that were signed are those of the archive's own {@code plugin.yaml}, so no
 * signed chart and no other plugin passes as this one. Immutable; safe for use by several threads.
 */
public final class PluginSigning {
  /** What is added to the name of an archive for that of its provenance file. */
  public static final String PROVENANCE = ".prov";

  /** The most bytes that a provenance file may have. */
  public static final int PROVENANCE_LIMIT = 1 << 20;

  private static final String MODULE =
      ": add the module plugin-provenance, or hand one of your own to PluginSigning";

  private final PluginManager manager;
  private final ManifestReader reader;
  private final ArchiveLimits limits;
  private final @Nullable PluginSigner signer;
  private final @Nullable PluginVerifier verifier;

  private PluginSigning(
      PluginManager manager,
      ManifestReader reader,
      ArchiveLimits limits,
      @Nullable PluginSigner signer,
      @Nullable PluginVerifier verifier) {
    this.manager = requireNonNull(manager, "manager");
    this.reader = requireNonNull(reader, "reader");
    this.limits = requireNonNull(limits, "limits");
    this.signer = signer;
    this.verifier = verifier;
  }

  /**
   * Signing and verifying without a signer, with the verifier that {@code ServiceLoader} finds, and
   * the usual limits.
   *
   * @param manager resolves what is signed, and renders it; stays the caller's to close
   * @param reader reads the archive's {@code plugin.yaml}
   * @return a new value
   */
  public static PluginSigning with(PluginManager manager, ManifestReader reader) {
    return new PluginSigning(manager, reader, ArchiveLimits.DEFAULT, null, null);
  }

  /**
   * The same with a signer.
   *
   * @param value whose key signs
   * @return a new value
   */
  public PluginSigning withSigner(PluginSigner value) {
    return new PluginSigning(manager, reader, limits, requireNonNull(value, "signer"), verifier);
  }

  /**
   * The same with a verifier.
   *
   * @param value whose keys are trusted
   * @return a new value
   */
  public PluginSigning withVerifier(PluginVerifier value) {
    return new PluginSigning(manager, reader, limits, signer, requireNonNull(value, "verifier"));
  }

  /**
   * The same with other limits for the archives it reads.
   *
   * @param value the limits
   * @return a new value
   */
  public PluginSigning withLimits(ArchiveLimits value) {
    return new PluginSigning(manager, reader, value, signer, verifier);
  }

  /**
   * Reads an archive, signs it, and writes the provenance file beside it, whole or not at all; an
   * older one is replaced.
   *
   * @param file the archive
   * @return the provenance file: {@code file} with {@link #PROVENANCE} added
   * @throws InvalidPluginException if the archive or its manifest is refused
   * @throws PluginException if there is no signer, or it cannot sign
   * @throws IOException if the archive cannot be read or the file not be written
   */
  public Path signPlugin(Path file) throws IOException {
    signer();
    Bytes provenance = signPlugin(PluginArchive.read(file, limits));
    Path target = provenanceOf(file);
    AtomicFile.write(
        target,
        out -> {
          provenance.writeTo(out);
          return target;
        });
    return target;
  }

  /**
   * Signs an archive that has been read or made. The signer is asked last, so a passphrase is asked
   * for only if all else is well.
   *
   * @param archive the archive
   * @return the content of its provenance file
   * @throws InvalidPluginException if its manifest is refused
   * @throws PluginException if there is no signer, or it cannot sign
   */
  public Bytes signPlugin(PluginArchive archive) {
    PluginSigner present = signer();
    Manifest manifest = archive.manifest(reader);
    Bytes block = manager.signedBlock(manager.describe(manifest).metadata());
    // The name is plain in YAML: that much of it has been checked with the manifest.
    String sums = "files:\n  " + archive.fileName() + ": sha256:" + archive.sha256() + "\n";
    return present.sign(Bytes.utf8(block.text() + "\n...\n" + sums));
  }

  /**
   * Reads an archive and the provenance file beside it, and verifies.
   *
   * @param file the archive; {@link #PROVENANCE} is added to its name for the other
   * @return the archive and who signed it
   * @throws InvalidPluginException if the archive or its manifest is refused, or the provenance
   *     does not verify, with the reason
   * @throws NoSuchFileException if one of the two is not there
   * @throws PluginException if there is no verifier
   * @throws IOException if one of the two cannot be read
   */
  public VerifiedPlugin verifyPlugin(Path file) throws IOException {
    verifier();
    Path target = provenanceOf(file);
    Bytes provenance =
        readProvenance(target)
            .orElseThrow(() ->
                new NoSuchFileException(
                    target.toString(),
                    null,
                    "no provenance file: without it nothing can be verified"));
    return verifyPlugin(PluginArchive.read(file, limits), provenance);
  }

  /**
   * Reads a provenance file.
   *
   * @param file the provenance file
   * @return its content; empty if there is no such file
   * @throws InvalidPluginException if it is larger than {@link #PROVENANCE_LIMIT}
   * @throws IOException if it cannot be read
   */
  public static Optional<Bytes> readProvenance(Path file) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(PROVENANCE_LIMIT + 1);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (content.length > PROVENANCE_LIMIT) {
      throw new Refusal(PluginArchive.baseName(file))
          .of("the provenance file is larger than " + PROVENANCE_LIMIT + " bytes");
    }
    return Optional.of(Bytes.copyOf(content));
  }

  /**
   * Verifies an archive that has been read.
   *
   * @param archive the archive
   * @param provenance the content of its provenance file
   * @return the archive and who signed it
   * @throws InvalidPluginException if its manifest is refused, or the provenance does not verify,
   *     with the reason
   * @throws PluginException if there is no verifier
   */
  public VerifiedPlugin verifyPlugin(PluginArchive archive, Bytes provenance) {
    Verification verification = verifier().verify(archive.fileName(), archive.sha256(), provenance);
    Manifest manifest = archive.manifest(reader);
    checkSigned("name", verification.name(), manifest.name(), archive);
    checkSigned("version", verification.version(), manifest.version(), archive);
    return new VerifiedPlugin(archive, manifest, verification);
  }

  /**
   * The provenance file of an archive.
   *
   * @param file the archive
   * @return the file beside it with {@link #PROVENANCE} added to its name
   */
  public static Path provenanceOf(Path file) {
    return file.resolveSibling(PluginArchive.baseName(file) + PROVENANCE);
  }

  private static void checkSigned(String what, String signed, String found, PluginArchive archive) {
    if (!signed.equals(found)) {
      throw new InvalidPluginException(
          Finding.error(
              Position.of(Shown.text(archive.fileName() + PROVENANCE)),
              "",
              "the signed "
                  + what
                  + " is "
                  + Shown.quoted(signed)
                  + ", but plugin.yaml in the archive says "
                  + Shown.quoted(found)
                  + "; this provenance is for something else"));
    }
  }

  private PluginSigner signer() {
    if (signer == null) {
      throw new PluginException("no PluginSigner" + MODULE, null);
    }
    return signer;
  }

  private PluginVerifier verifier() {
    return verifier != null
        ? verifier
        : ServiceLoader.load(PluginVerifier.class)
            .findFirst()
            .orElseThrow(() -> new PluginException("no PluginVerifier" + MODULE, null));
  }
}
