package dev.portside.runtime.wasm;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that calls run in: with a stack that is large enough for deep recursion, which the
 * caller's own may not have, and interruptible without a trace in the caller's. One for each call;
 * an idle one waits a second for the next call. Daemons. Thread-safe.
 */
final class CallThreads implements AutoCloseable {
  private final AtomicInteger made = new AtomicInteger();
  private final ThreadPoolExecutor pool;

  /**
   * No threads yet.
   *
   * @param stackBytes how large the stack of each is to be
   */
  CallThreads(long stackBytes) {
    this.pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> thread(work, stackBytes));
  }

  private Thread thread(Runnable work, long stackBytes) {
    String name = "portside-wasm-" + made.incrementAndGet();
    Thread thread = new Thread(null, work, name, stackBytes, false);
    thread.setDaemon(true);
    // That of whoever happened to call first must not live on here.
    thread.setContextClassLoader(CallThreads.class.getClassLoader());
    return thread;
  }

  /**
   * Begins a piece of work.
   *
   * @throws java.util.concurrent.RejectedExecutionException if this is closed
   */
  void start(CallTask<?> task) {
    pool.execute(task);
  }

  /** Begins nothing any more. Work that has begun goes on, and its thread ends with it. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
