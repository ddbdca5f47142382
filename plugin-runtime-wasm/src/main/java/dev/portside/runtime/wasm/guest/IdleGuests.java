package dev.portside.runtime.wasm.guest;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Guests that wait for a call. A thread looks first where it has put its last one, whose memory its
 * processor may still have at hand, and threads that do not look in the same place do not meet.
 * Thread-safe, without locks.
 */
final class IdleGuests implements AutoCloseable {
  private final AtomicReferenceArray<@Nullable Guest> places;
  private volatile boolean closed;

  IdleGuests(int most) {
    this.places = new AtomicReferenceArray<>(most);
  }

  /** A guest, or null if none waits. */
  @Nullable Guest poll() {
    int first = first();
    for (int i = 0; i < places.length(); i++) {
      Guest guest = take((first + i) % places.length());
      if (guest != null) {
        return guest;
      }
    }
    return null;
  }

  /** Takes a guest that is fit for another call, and closes it if there are enough. */
  void add(Guest guest) {
    if (!keeps(guest)) {
      guest.close();
    } else if (closed) { // meanwhile, and perhaps before the guest was there to be closed
      clear();
    }
  }

  private boolean keeps(Guest guest) {
    int first = first();
    for (int i = 0; i < places.length() && !closed; i++) {
      int place = (first + i) % places.length();
      if (places.getPlain(place) == null && places.compareAndSet(place, null, guest)) {
        return true;
      }
    }
    return false;
  }

  /** Closes those that wait. */
  void clear() {
    for (int place = 0; place < places.length(); place++) {
      Guest guest = take(place);
      if (guest != null) {
        guest.close();
      }
    }
  }

  /** Closes those that wait, and all that come later. */
  @Override
  public void close() {
    closed = true;
    clear();
  }

  private @Nullable Guest take(int place) {
    return places.get(place) == null ? null : places.getAndSet(place, null);
  }

  private int first() {
    return places.length() == 0 ? 0 : Math.floorMod(threadNumber(), places.length());
  }

  private static int threadNumber() {
    return (int) Thread.currentThread().getId();
  }
}
