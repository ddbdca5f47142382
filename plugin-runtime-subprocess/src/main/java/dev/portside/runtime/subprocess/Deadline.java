package dev.portside.runtime.subprocess;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a call has to be over, by {@link System#nanoTime}; perhaps never. Immutable. */
final class Deadline {
  /** A longer limit is none: its nanoseconds are no {@code long}. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final boolean never;
  private final long end;

  private Deadline(boolean never, long end) {
    this.never = never;
    this.end = end;
  }

  static Deadline of(@Nullable Duration limit, long began) {
    boolean never = limit == null || limit.compareTo(LONGEST) > 0;
    return new Deadline(never, limit == null || never ? 0 : began + limit.toNanos());
  }

  static Deadline inMillis(long millis) {
    return new Deadline(false, System.nanoTime() + millis * 1_000_000);
  }

  boolean isNever() {
    return never;
  }

  /** Nanoseconds from now, not positive if it is over. */
  long left() {
    return never ? Long.MAX_VALUE : end - System.nanoTime();
  }

  /** Milliseconds from now, rounded up; 0, which others take for no limit, if it is never. */
  long leftMillis() {
    return never ? 0 : Math.max(1, left() / 1_000_000 + 1);
  }
}
