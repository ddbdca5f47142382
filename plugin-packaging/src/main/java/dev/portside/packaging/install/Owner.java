package dev.portside.packaging.install;

import java.time.Instant;

/**
 * A process, told apart from another one that has its number later. Of processes that see different
 * numbers, as in containers that share a directory, each takes the others for gone: an installation
 * that is being prepared there can fail then, one that has begun to change the directory cannot.
 *
 * @param pid its number
 * @param start when it began, milliseconds since 1970, or 0 if the system does not say
 */
record Owner(long pid, long start) {
  /** The system may tell the beginning of one process a little differently, as clocks are set. */
  private static final long TOLERANCE = 10_000;

  static Owner current() {
    return of(ProcessHandle.current());
  }

  private static Owner of(ProcessHandle process) {
    return new Owner(
        process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  /**
   * Whether the owner of a workspace has ended.
   *
   * @param text begins with an owner, as {@link #toString} writes it
   */
  boolean isGone(String text) {
    String[] parts = text.split("-", -1);
    Owner other;
    try {
      other = new Owner(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return false; // not one of ours
    }
    return !isSame(other)
        && ProcessHandle.of(other.pid).map(found -> !of(found).isSame(other)).orElse(true);
  }

  private boolean isSame(Owner other) {
    return pid == other.pid && Math.abs(start - other.start) <= TOLERANCE;
  }

  @Override
  public String toString() {
    return pid + "-" + start;
  }
}
