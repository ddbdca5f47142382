package dev.portside.runtime.wasm.guest;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Guests that wait for a call; the last one to come is the first to go. Thread-safe. */
final class IdleGuests implements AutoCloseable {
  private final int most;
  private final Deque<Guest> guests = new ArrayDeque<>();
  private boolean closed;

  IdleGuests(int most) {
    this.most = most;
  }

  /** A guest, or null if none waits. */
  synchronized @Nullable Guest poll() {
    return guests.pollLast();
  }

  /** Takes a guest that is fit for another call, and closes it if there are enough. */
  void add(Guest guest) {
    if (!keeps(guest)) {
      guest.close();
    }
  }

  private synchronized boolean keeps(Guest guest) {
    return !closed && guests.size() < most && guests.add(guest);
  }

  /** Closes those that wait. */
  synchronized void clear() {
    guests.forEach(Guest::close);
    guests.clear();
  }

  /** Closes those that wait, and all that come later. */
  @Override
  public synchronized void close() {
    closed = true;
    clear();
  }
}
