package dev.portside.packaging.install;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Manifest;
import dev.portside.api.PluginException;
import dev.portside.api.Position;
import dev.portside.packaging.PluginArchive;
import dev.portside.packaging.PluginPackager;
import dev.portside.packaging.PluginSigning;
import dev.portside.packaging.VerifiedPlugin;
import dev.portside.packaging.install.PluginSource.Archive;
import dev.portside.packaging.install.PluginSource.Directory;
import dev.portside.packaging.install.PluginSource.Fetched;
import dev.portside.packaging.install.PluginSource.Request;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.packaging.lock.TreeHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * From a reference to a plugin that is whole, checked and verified in a {@link Workspace}, ready to
 * be put in place.
 */
final class Preparation {
  private final Site site;
  private final Workspace work;

  Preparation(Site site, Workspace work) {
    this.site = site;
    this.work = work;
  }

  /** Whether a signature is demanded. */
  enum Trust {
    /** Yes. */
    REQUIRED,
    /** If there is one it must hold. */
    IF_SIGNED,
    /** No. */
    SKIPPED
  }

  /**
   * What is ready.
   *
   * @param plugin its line of the lock
   * @param verified who signed it, if that was asked
   */
  record Ready(LockedPlugin plugin, Optional<VerifiedPlugin> verified) {}

  Ready prepare(String reference, Trust trust, boolean link) throws IOException {
    Request request = new Request(reference, true);
    Fetched fetched = source(reference).fetch(request, work.fetched(), site.listener());
    if (fetched instanceof Archive archive) {
      return unpack(archive, trust);
    }
    Directory directory = (Directory) fetched;
    if (link) {
      return link(directory);
    }
    if (trust == Trust.REQUIRED) {
      throw new PluginException(
          directory.dir()
              + " is a directory, and only an archive has a signature; install an archive,"
              + " or do not ask for verification",
          null);
    }
    return unpack(pack(directory), Trust.SKIPPED);
  }

  private PluginSource source(String reference) {
    for (PluginSource source : site.sources()) {
      if (source.accepts(reference)) {
        return source;
      }
    }
    throw new PluginException(
        "cannot tell what \""
            + reference
            + "\" is: expected a directory or an archive (.tgz) that exists, or an http or https URL"
            + " of an archive",
        null);
  }

  /** A copy obeys the same rules as an archive, so it is one. */
  private Archive pack(Directory directory) throws IOException {
    PluginArchive packed =
        PluginPackager.with(site.reader())
            .withLimits(site.limits())
            .createPluginTarball(directory.dir(), work.fetched());
    Path file = work.fetched().resolve(packed.fileName());
    return new Archive(file, packed.fileName(), Optional.empty(), directory.origin());
  }

  private Ready unpack(Archive fetched, Trust trust) throws IOException {
    PluginArchive archive;
    try (InputStream in = Files.newInputStream(fetched.file())) {
      archive = PluginArchive.extract(in, fetched.fileName(), site.limits(), work.unpacked());
    }
    Manifest manifest = archive.manifest(site.reader());
    Optional<VerifiedPlugin> verified = verify(archive, fetched.provenance(), trust);
    warn(site.manager().describe(manifest).warnings());
    Path tree =
        archive.folder().isEmpty() ? work.unpacked() : work.unpacked().resolve(archive.folder());
    work.prepare(tree, manifest.name());
    String kept = Site.archiveName(manifest.name(), manifest.version());
    work.prepare(fetched.file(), kept);
    if (fetched.provenance().isPresent()) {
      work.prepare(kept + PluginSigning.PROVENANCE, fetched.provenance().get().toArray());
    }
    LockedPlugin plugin =
        new LockedPlugin(
            manifest.name(),
            manifest.version(),
            fetched.origin(),
            archive.sha256(),
            TreeHash.of(work.prepared(manifest.name())),
            verified.map(each -> each.verification().fingerprint()).orElse(""));
    return new Ready(plugin, verified);
  }

  private Optional<VerifiedPlugin> verify(
      PluginArchive archive, Optional<Bytes> provenance, Trust trust) {
    if (trust == Trust.SKIPPED || (trust == Trust.IF_SIGNED && provenance.isEmpty())) {
      return Optional.empty();
    }
    if (provenance.isEmpty()) {
      throw new InvalidPluginException(
          Finding.error(
              Position.of(archive.fileName()),
              "",
              "plugin verification failed: no provenance file ("
                  + archive.fileName()
                  + PluginSigning.PROVENANCE
                  + ") found; ask its author for one, or do not ask for verification"));
    }
    VerifiedPlugin verified = site.signing().verifyPlugin(archive, provenance.get());
    warn(verified.verification().findings());
    site.listener().verified(verified);
    return Optional.of(verified);
  }

  private Ready link(Directory directory) throws IOException {
    Path dir = directory.dir();
    Manifest manifest = site.manager().read(dir);
    warn(site.manager().describe(manifest).warnings());
    work.prepareLink(manifest.name(), dir);
    return new Ready(
        new LockedPlugin(manifest.name(), manifest.version(), directory.origin(), "", "", ""),
        Optional.empty());
  }

  private void warn(List<Finding> findings) {
    findings.forEach(site.listener()::warning);
  }
}
