package dev.portside.runtime.wasm;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work on a thread of {@link CallThreads}, and its caller who waits for it. Used once.
 *
 * @param <T> what the work comes to
 */
final class CallTask<T> implements Runnable {
  /** How long work that was interrupted is waited for; a guest's own code takes a few ms. */
  private static final long GRACE_NANOS = 1_000_000_000L;

  /** How long until it is interrupted again, for one interrupt may have been swallowed. */
  private static final long AGAIN_NANOS = 5_000_000L;

  /** How a wait came to its end. */
  enum End {
    /** The work is done, or has failed. */
    DONE,
    /** The deadline came first. */
    TIMEOUT,
    /** An interrupt of the caller came first; its flag is set. */
    INTERRUPT
  }

  private final Callable<T> work;
  private final Thread caller;
  private final Object lock = new Object();

  /** The thread that is at work; guarded by the lock, so that nobody interrupts later work. */
  private @Nullable Thread runner;

  private boolean cancelled;
  private volatile boolean done;
  private @Nullable T result;
  private @Nullable Throwable failure;

  /** Work that the current thread is going to wait for. */
  CallTask(Callable<T> work) {
    this.work = work;
    this.caller = Thread.currentThread();
  }

  @Override
  public void run() {
    synchronized (lock) {
      runner = Thread.currentThread();
    }
    try {
      if (!isCancelled()) {
        result = work.call();
      }
    } catch (Throwable e) { // told to the caller, whatever it is
      failure = e;
    } finally {
      synchronized (lock) {
        runner = null;
      }
      boolean unused = Thread.interrupted(); // of this work, not of the next
      done = true;
      LockSupport.unpark(caller);
    }
  }

  private boolean isCancelled() {
    synchronized (lock) {
      return cancelled;
    }
  }

  /**
   * Waits for the end of the work. If deadline or interrupt come first, the work is interrupted and
   * its end waited for, though not longer than a second: code of the host's that does not care for
   * interrupts keeps its thread until it returns.
   */
  End await(Deadline deadline) {
    boolean interrupted = false;
    End end = End.DONE;
    while (!done && end == End.DONE) {
      if (Thread.interrupted()) {
        interrupted = true;
        end = End.INTERRUPT;
      } else if (deadline.left() <= 0) {
        end = End.TIMEOUT;
      } else if (deadline.isNever()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, deadline.left());
      }
    }
    if (end != End.DONE) {
      interrupted |= cancel();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return end;
  }

  /** Ends the work; returns whether the caller was interrupted meanwhile. */
  private boolean cancel() {
    boolean interrupted = false;
    long giveUp = System.nanoTime() + GRACE_NANOS;
    while (!done && giveUp - System.nanoTime() > 0) {
      synchronized (lock) {
        cancelled = true;
        if (runner != null) {
          runner.interrupt();
        }
      }
      LockSupport.parkNanos(this, AGAIN_NANOS);
      interrupted |= Thread.interrupted();
    }
    return interrupted;
  }

  /** What the work came to; asked only if it is done. */
  T result() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return requireNonNull(result);
  }
}
