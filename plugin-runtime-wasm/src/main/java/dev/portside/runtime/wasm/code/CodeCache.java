package dev.portside.runtime.wasm.code;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Gives the code of a module: from memory, from disk, or by compiling it once. Safe for several
 * threads.
 *
 * <p>Neither parsing nor compiling can be interrupted, so both happen on a daemon thread of the
 * cache, one per module that is being made. A caller who is interrupted leaves at once; the thread
 * goes on, ends by itself within the bounds of {@link ModuleLimits}, and its result serves the next
 * caller. What failed is not kept.
 */
public final class CodeCache implements AutoCloseable {
  /** How many modules are remembered at most. */
  private static final int MOST_MODULES = 64;

  private final CodeMaker maker;
  private final long mostWeight;

  /** In the order of use, the longest unused first; guarded by itself. */
  private final LinkedHashMap<ModuleBytes, FutureTask<Code>> known =
      new LinkedHashMap<>(16, 0.75f, true);

  private volatile boolean closed;

  /**
   * A cache with the default limits.
   *
   * @param directory where compiled code is kept, or null to keep it in memory only; see {@link
   *     CacheDirectory} for what makes a directory unfit
   * @param mode how functions are run
   */
  public CodeCache(@Nullable Path directory, CodeMode mode) {
    this(directory, mode, ModuleLimits.defaults());
  }

  /**
   * A cache with limits of its own.
   *
   * @param directory as in the other constructor
   * @param mode how functions are run
   * @param limits what a module may cost
   */
  public CodeCache(@Nullable Path directory, CodeMode mode, ModuleLimits limits) {
    // Without compiling there is nothing worth keeping.
    DiskCache disk =
        directory == null || mode == CodeMode.INTERPRETED ? null : new DiskCache(directory);
    this.maker = new CodeMaker(mode, limits, disk, () -> closed);
    this.mostWeight = Runtime.getRuntime().maxMemory() / 8;
  }

  /**
   * The code of a module.
   *
   * @param wasm the module in binary form; kept, so not to be changed afterwards
   * @param source what errors call it, for example its file name
   * @return the same object for equal bytes as long as the cache remembers them
   * @throws BadModuleException if the bytes are no module that can run here
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if the cache is closed
   */
  public Code load(byte[] wasm, String source) throws InterruptedException {
    ModuleBytes key = new ModuleBytes(wasm);
    FutureTask<Code> task;
    boolean mine = false;
    synchronized (known) {
      if (closed) {
        throw new IllegalStateException("the code cache is closed");
      }
      task = known.get(key);
      if (task == null) {
        task = new FutureTask<>(() -> maker.make(key));
        known.put(key, task);
        mine = true;
      }
    }
    if (mine) {
      start(key, task);
    }
    return await(task, source);
  }

  /**
   * Forgets everything. A module that is being made is given up at the next class; its callers get
   * an {@link IllegalStateException}. Code handed out stays good.
   */
  @Override
  public void close() {
    closed = true;
    synchronized (known) {
      known.clear();
    }
  }

  private void start(ModuleBytes key, FutureTask<Code> task) {
    Thread thread =
        new Thread(
            () -> {
              task.run();
              settle(key, task);
            },
            "portside-wasm-compiler");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (Throwable e) {
      // Without a thread nobody would ever finish it: others must not wait for it.
      task.cancel(false);
      forget(key, task);
      throw e;
    }
  }

  /** Drops a failure; after a success drops what is too much, the longest unused first. */
  private void settle(ModuleBytes key, FutureTask<Code> task) {
    if (finished(task) == null) {
      forget(key, task);
      return;
    }
    synchronized (known) {
      long weight = 0;
      for (FutureTask<Code> each : known.values()) {
        Code code = finished(each);
        weight += code == null ? 0 : code.weight();
      }
      var oldest = known.entrySet().iterator();
      while ((weight > mostWeight || known.size() > MOST_MODULES) && oldest.hasNext()) {
        Map.Entry<ModuleBytes, FutureTask<Code>> entry = oldest.next();
        Code code = finished(entry.getValue());
        if (code != null && !entry.getValue().equals(task)) {
          weight -= code.weight();
          oldest.remove();
        }
      }
    }
  }

  private void forget(ModuleBytes key, FutureTask<Code> task) {
    synchronized (known) {
      known.remove(key, task);
    }
  }

  /** The result of a task that is done and well, else null. */
  private static @Nullable Code finished(FutureTask<Code> task) {
    if (!task.isDone() || task.isCancelled()) {
      return null;
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static Code await(FutureTask<Code> task, String source) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof BadModuleException bad) {
        throw bad.from(source);
      }
      throw new IllegalStateException(source + ": cannot be compiled: " + cause, cause);
    }
  }
}
