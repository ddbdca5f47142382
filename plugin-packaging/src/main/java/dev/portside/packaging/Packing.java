package dev.portside.packaging;

import dev.portside.api.Bytes;
import dev.portside.api.Manifest;
import dev.portside.api.host.PluginManager;
import dev.portside.packaging.SourceTree.Source;
import dev.portside.packaging.io.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** One archive in the making: its plugin is known, its manifest has been read. */
final class Packing {
  private final Path dir;
  private final Manifest manifest;
  private final Bytes manifestContent;
  private final ArchiveLimits limits;
  private final Refusal refusal;

  Packing(Path dir, Manifest manifest, Bytes manifestContent, ArchiveLimits limits) {
    this.dir = dir;
    this.manifest = manifest;
    this.manifestContent = manifestContent;
    this.limits = limits;
    refusal = new Refusal(dir.toString());
  }

  Manifest manifest() {
    return manifest;
  }

  String fileName() {
    return manifest.name() + "-" + manifest.version() + ".tgz";
  }

  /** Everything that goes in, before the first byte is written. */
  List<Source> list(Predicate<Path> isOutput) throws IOException {
    return SourceTree.list(dir.toRealPath(), manifest.name(), isOutput, limits, refusal);
  }

  PluginArchive write(List<Source> sources, OutputStream out, Instant time, int threads)
      throws IOException {
    Hashing hashing = new Hashing(out);
    String manifestName = manifest.name() + "/" + PluginManager.MANIFEST;
    long fileBytes = 0;
    try (ParallelGzip gzip = new ParallelGzip(hashing, threads, limits, refusal)) {
      TarWriter tar = new TarWriter(gzip, time, refusal);
      for (Source source : sources) {
        if (source.name().equals(manifestName)) {
          tar.write(source, manifestContent);
        } else {
          tar.write(source);
        }
        fileBytes += source.size();
      }
      tar.finish();
      gzip.finish();
    }
    return new PluginArchive(
        fileName(),
        Sha256.hex(hashing.digest),
        hashing.size,
        manifest.name(),
        manifestContent,
        sources.size(),
        fileBytes);
  }

  /** Hashes and counts what passes. */
  private static final class Hashing extends FilterOutputStream {
    final MessageDigest digest = Sha256.start();
    long size;

    Hashing(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      out.write(source, offset, length);
      digest.update(source, offset, length);
      size += length;
    }
  }
}
