package dev.portside.runtime.wasm.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dylibso.chicory.wasi.WasiExitException;
import dev.portside.runtime.wasm.code.Code;
import dev.portside.runtime.wasm.host.HostSettings;
import dev.portside.runtime.wasm.host.ImportKind;
import dev.portside.runtime.wasm.memory.MemoryLimitException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the guests of one plugin, and runs calls in them. Thread-safe; no guest serves two calls at
 * once.
 *
 * <p>The first call instantiates and initialises the module and takes the state that it has then.
 * Later calls begin in a copy of that state: in a guest that was restored in place after an earlier
 * call, or in a new one. Where {@link Soundness} forbids that, the state before {@code _initialize}
 * is taken, and where even that was not the module's own doing, each call does it all again.
 */
public final class GuestFactory implements AutoCloseable {
  private final GuestParts parts;
  private final SharedMemory memory;
  private final boolean reuse;
  private final boolean frozenClock;
  private final int mostIdle;
  private final Origins origins = new Origins();

  /** Guests that go on where the call before has left them; used with {@code reuse} only. */
  private final IdleGuests kept;

  /**
   * How guests begin and end.
   *
   * @param reuse whether they go on where the call before has left them
   * @param frozenClock whether clock and random numbers may be those of the first call, as far as a
   *     module has asked for them while it initialised itself
   * @param mostIdle how many guests may wait for calls
   */
  public record Mode(boolean reuse, boolean frozenClock, int mostIdle) {}

  /**
   * A factory that has made nothing yet.
   *
   * @param code the module
   * @param entry the export that serves a call
   * @param pageLimit how many pages the memories of the module and of its kernel may have, each
   * @param memory what all guests of the runtime share
   * @param settings what the plugin may use of its host
   * @param mode how guests begin and end
   */
  public GuestFactory(
      Code code,
      String entry,
      int pageLimit,
      SharedMemory memory,
      HostSettings settings,
      Mode mode) {
    this.parts =
        new GuestParts(
            code, entry, Initialiser.of(code.shape(), entry), pageLimit, memory.budget(), settings);
    this.memory = memory;
    this.reuse = mode.reuse();
    this.frozenClock = mode.frozenClock();
    this.mostIdle = mode.mostIdle();
    this.kept = new IdleGuests(mostIdle);
    memory.add(this);
  }

  /**
   * Whether a call would begin in a state that is known, so that no initialisation lies before it.
   *
   * @param environment the variables of the call
   * @return true if it would
   */
  public boolean isReady(Map<String, String> environment) {
    Origin origin = origins.find(environment);
    return origin != null && (origin.snapshot().initialised || parts.initialisers().isEmpty());
  }

  /**
   * Runs one call in the calling thread.
   *
   * @param call what goes in; tells afterwards what the guest has used, even if this throws
   * @return what came out; a code other than 0 is no exception here
   * @throws InterruptedException if the thread is interrupted while it waits for memory
   */
  public Answer call(GuestCall call) throws InterruptedException {
    Map<String, String> environment = call.scope().environment();
    Origin origin = origins.find(environment);
    Guest guest = take(origin, call);
    boolean well = false;
    try {
      guest.setInput(call.message());
      if (origin == null && origins.find(environment) == null) {
        learn(guest, environment);
      }
      guest.initialise();
      int code;
      try {
        code = guest.run();
        well = true;
      } catch (WasiExitException e) {
        code = e.exitCode();
      }
      return answer(guest, call, code);
    } finally {
      call.note(guest);
      if (well) {
        giveBack(guest, origin);
      } else {
        guest.close();
      }
      memory.release();
    }
  }

  private Guest take(@Nullable Origin origin, GuestCall call) throws InterruptedException {
    Guest idle = reuse ? kept.poll() : origin == null ? null : origin.idle().poll();
    if (idle != null) {
      memory.hold();
      idle.enter(call.scope());
      return idle;
    }
    if (origin == null) {
      return memory.make(() -> Guest.fresh(parts, call.scope()));
    }
    Guest copy = memory.make(() -> Guest.copy(parts, origin.snapshot()));
    copy.enter(call.scope());
    return copy;
  }

  /** Initialises a fresh guest, and keeps the last state on the way that others may begin in. */
  private void learn(Guest guest, Map<String, String> environment) {
    Set<ImportKind> used = EnumSet.noneOf(ImportKind.class);
    used.addAll(guest.used());
    Soundness sound = Soundness.of(used, frozenClock);
    if (sound == Soundness.NEVER) {
      return;
    }
    Origin origin = origin(guest);
    if (!parts.initialisers().isEmpty()) {
      guest.initialise();
      used.addAll(guest.used());
      Soundness after = Soundness.of(used, frozenClock);
      Origin full = after == Soundness.NEVER ? null : origin(guest);
      if (full != null) {
        closeIfAny(origin);
        origin = full;
        sound = after;
      }
    }
    if (origin == null) {
      return;
    }
    if (sound == Soundness.ALWAYS) {
      origins.addUniversal(origin);
    } else {
      origins.add(environment, origin);
    }
  }

  /** The state of a guest, unless there is no memory for it or it cannot be kept. */
  private @Nullable Origin origin(Guest guest) {
    long size = guest.snapshotSize();
    if (!parts.budget().reserve(size)) {
      return null;
    }
    Snapshot snapshot = null;
    try {
      snapshot = guest.capture();
    } finally {
      if (snapshot == null) {
        parts.budget().release(size);
      }
    }
    return snapshot == null ? null : new Origin(snapshot, parts.budget(), mostIdle);
  }

  private static void closeIfAny(@Nullable Origin origin) {
    if (origin != null) {
      origin.close();
    }
  }

  private static Answer answer(Guest guest, GuestCall call, int code) {
    long length = guest.kernel().outputLength();
    if (length > call.mostOutput()) {
      throw new OutputLimitException(length, call.mostOutput());
    }
    byte[] error = guest.kernel().error();
    return new Answer(
        code, guest.kernel().output(), error == null ? null : new String(error, UTF_8));
  }

  private void giveBack(Guest guest, @Nullable Origin origin) {
    if (reuse) {
      guest.leave();
      kept.add(guest);
    } else if (origin != null && isRestored(guest)) {
      origin.idle().add(guest);
    } else {
      guest.close();
    }
  }

  private static boolean isRestored(Guest guest) {
    try {
      return guest.restore();
    } catch (MemoryLimitException e) { // others were faster; the answer is there all the same
      return false;
    }
  }

  /** Closes the guests that wait for calls. */
  void dropIdle() {
    kept.clear();
    origins.dropIdle();
  }

  /** Forgets the states that calls begin in; the next call makes one again. */
  void forget() {
    origins.forget();
  }

  /** Frees what is kept between calls. A call that runs goes on, and what it leaves is freed. */
  @Override
  public void close() {
    memory.remove(this);
    kept.close();
    origins.close();
  }
}
