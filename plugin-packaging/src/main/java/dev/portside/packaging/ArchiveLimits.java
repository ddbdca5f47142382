package dev.portside.packaging;

/**
 * How much an archive may cost whoever reads it. Every limit holds before memory is taken or a byte
 * is handed on, and reading and packing obey the same: what is packed within some limits can be
 * read within them. Immutable.
 */
public final class ArchiveLimits {
  /**
   * 256 MiB packed and 256 MiB unpacked, 128 MiB a file, 200:1 from 16 MiB on, 10,000 files and
   * directories, 32 levels, a manifest of 1 MiB.
   */
  public static final ArchiveLimits DEFAULT =
      new ArchiveLimits(256L << 20, 256L << 20, 128L << 20, 200, 16L << 20, 10_000, 32, 1 << 20);

  private final long archiveBytes;
  private final long totalBytes;
  private final long fileBytes;
  private final int ratio;
  private final long ratioFrom;
  private final int entries;
  private final int depth;
  private final int manifestBytes;

  private ArchiveLimits(
      long archiveBytes,
      long totalBytes,
      long fileBytes,
      int ratio,
      long ratioFrom,
      int entries,
      int depth,
      int manifestBytes) {
    this.archiveBytes = archiveBytes;
    this.totalBytes = totalBytes;
    this.fileBytes = fileBytes;
    this.ratio = ratio;
    this.ratioFrom = ratioFrom;
    this.entries = entries;
    this.depth = depth;
    this.manifestBytes = manifestBytes;
    if (archiveBytes < 1
        || totalBytes < 1
        || fileBytes < 1
        || ratio < 1
        || ratioFrom < 0
        || entries < 1
        || depth < 1
        || manifestBytes < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }

  /**
   * The size of the archive itself, packed.
   *
   * @return bytes
   */
  public long archiveBytes() {
    return archiveBytes;
  }

  /**
   * The size of everything unpacked, headers and padding included.
   *
   * @return bytes
   */
  public long totalBytes() {
    return totalBytes;
  }

  /**
   * The size of each file.
   *
   * @return bytes
   */
  public long fileBytes() {
    return fileBytes;
  }

  /**
   * How many bytes a packed byte may become, once {@link #ratioFrom()} bytes are unpacked.
   *
   * @return bytes for a byte
   */
  public int ratio() {
    return ratio;
  }

  /**
   * Up to here the ratio does not matter.
   *
   * @return unpacked bytes
   */
  public long ratioFrom() {
    return ratioFrom;
  }

  /**
   * How many files and directories there may be, those included that only the name of a file
   * mentions.
   *
   * @return a number
   */
  public int entries() {
    return entries;
  }

  /**
   * How many names a path may be made of.
   *
   * @return levels
   */
  public int depth() {
    return depth;
  }

  /**
   * The size of {@code plugin.yaml}.
   *
   * @return bytes
   */
  public int manifestBytes() {
    return manifestBytes;
  }

  /**
   * These limits with other sizes.
   *
   * @param archive for {@link #archiveBytes()}
   * @param total for {@link #totalBytes()}
   * @param file for {@link #fileBytes()}
   * @return new limits
   * @throws IllegalArgumentException if one is less than 1
   */
  public ArchiveLimits withBytes(long archive, long total, long file) {
    return new ArchiveLimits(archive, total, file, ratio, ratioFrom, entries, depth, manifestBytes);
  }

  /**
   * These limits with another ratio.
   *
   * @param most for {@link #ratio()}
   * @param from for {@link #ratioFrom()}
   * @return new limits
   * @throws IllegalArgumentException if the ratio is less than 1 or the size less than 0
   */
  public ArchiveLimits withRatio(int most, long from) {
    return new ArchiveLimits(
        archiveBytes, totalBytes, fileBytes, most, from, entries, depth, manifestBytes);
  }

  /**
   * These limits with another number of entries.
   *
   * @param most for {@link #entries()}
   * @return new limits
   * @throws IllegalArgumentException if it is less than 1
   */
  public ArchiveLimits withEntries(int most) {
    return new ArchiveLimits(
        archiveBytes, totalBytes, fileBytes, ratio, ratioFrom, most, depth, manifestBytes);
  }

  /**
   * These limits with another depth.
   *
   * @param most for {@link #depth()}
   * @return new limits
   * @throws IllegalArgumentException if it is less than 1
   */
  public ArchiveLimits withDepth(int most) {
    return new ArchiveLimits(
        archiveBytes, totalBytes, fileBytes, ratio, ratioFrom, entries, most, manifestBytes);
  }

  /**
   * These limits with another size of the manifest.
   *
   * @param most for {@link #manifestBytes()}
   * @return new limits
   * @throws IllegalArgumentException if it is less than 1
   */
  public ArchiveLimits withManifestBytes(int most) {
    return new ArchiveLimits(
        archiveBytes, totalBytes, fileBytes, ratio, ratioFrom, entries, depth, most);
  }
}
