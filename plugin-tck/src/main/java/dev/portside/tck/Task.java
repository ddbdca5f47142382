package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something done in a thread of its own, so that what hangs fails a rule and not the build. The
 * methods that wait do so once, for as long as the vendor's patience lasts.
 */
final class Task<T> {
  private static final int FRAMES = 6;

  private final String what;
  private final Duration patience;
  private final Thread thread;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable T value;
  private volatile @Nullable Throwable failure;
  private volatile boolean interruptedAtEnd;

  private Task(String what, Duration patience, Callable<T> body, boolean interrupted) {
    this.what = what;
    this.patience = patience;
    this.thread = new Thread(() -> run(body, interrupted), "portside-tck " + what);
    this.thread.setDaemon(true);
  }

  /** Starts; {@code what} is the subject of the sentences that failures make. */
  static <T> Task<T> start(String what, Duration patience, Callable<T> body) {
    Task<T> task = new Task<>(what, patience, body, false);
    task.thread.start();
    return task;
  }

  /** Starts in a thread that is interrupted already. */
  static <T> Task<T> startInterrupted(String what, Duration patience, Callable<T> body) {
    Task<T> task = new Task<>(what, patience, body, true);
    task.thread.start();
    return task;
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Whether it has ended, without waiting. */
  boolean isDone() {
    return done.getCount() == 0;
  }

  /** What it gave; an exception fails the rule. */
  T value() {
    await();
    Throwable thrown = failure;
    if (thrown != null) {
      return fail(what + " was to give an answer, but failed with " + thrown, thrown);
    }
    T given = value;
    return given == null ? fail(what + " gave null") : given;
  }

  /** What it gave; an exception is thrown on. */
  T orThrow() {
    await();
    Throwable thrown = failure;
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return value();
  }

  /** What it threw, which must be of a class. */
  <X extends Throwable> X failure(Class<X> kind) {
    await();
    Throwable thrown = failure;
    if (thrown == null) {
      return fail(what + " was to fail with " + kind.getSimpleName() + ", but gave " + value);
    }
    if (!kind.isInstance(thrown)) {
      String text = " was to fail with " + kind.getSimpleName() + ", but failed with ";
      return fail(what + text + thrown, thrown);
    }
    return kind.cast(thrown);
  }

  /** What it threw, or null. */
  @Nullable Throwable thrown() {
    await();
    return failure;
  }

  /** Whether the thread's interrupt flag was set when it had ended. */
  boolean isInterruptedAtEnd() {
    await();
    return interruptedAtEnd;
  }

  private void await() {
    try {
      if (!done.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        StringBuilder text = new StringBuilder(what);
        text.append(" has not ended after ").append(patience.toMillis()).append(" ms; it is at");
        StackTraceElement[] stack = thread.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, stack.length); i++) {
          text.append("\n  ").append(stack[i]);
        }
        thread.interrupt();
        fail(text.toString());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      fail("the kit was interrupted while " + what + " was running", e);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever it is, the rule has to see it
  private void run(Callable<T> body, boolean interrupted) {
    try {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      value = body.call();
    } catch (Throwable e) {
      failure = e;
    } finally {
      interruptedAtEnd = Thread.currentThread().isInterrupted();
      done.countDown();
    }
  }
}
