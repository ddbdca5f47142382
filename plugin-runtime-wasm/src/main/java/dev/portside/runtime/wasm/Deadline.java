package dev.portside.runtime.wasm;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a call has to be over, by {@link System#nanoTime}; perhaps never. Immutable. */
final class Deadline {
  /** A longer limit is none: its nanoseconds are no {@code long}. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final @Nullable Duration limit;
  private final long end;

  private Deadline(@Nullable Duration limit, long began) {
    this.limit = limit;
    this.end = limit == null ? 0 : began + limit.toNanos();
  }

  /** The deadline by the smaller of two limits, each of which may be absent. */
  static Deadline of(Optional<Duration> one, Optional<Duration> other, long began) {
    Duration least = LONGEST;
    for (Duration limit : new Duration[] {one.orElse(LONGEST), other.orElse(LONGEST)}) {
      least = limit.compareTo(least) < 0 ? limit : least;
    }
    return new Deadline(least.equals(LONGEST) ? null : least, began);
  }

  boolean isNever() {
    return limit == null;
  }

  /** The limit that it comes from; asked only if there is one. */
  Duration limit() {
    return limit == null ? LONGEST : limit;
  }

  /** The moment by {@link System#nanoTime}; meaningless if it is never. */
  long end() {
    return end;
  }

  /** Nanoseconds from now, not positive if it is over. */
  long left() {
    return isNever() ? Long.MAX_VALUE : end - System.nanoTime();
  }
}
