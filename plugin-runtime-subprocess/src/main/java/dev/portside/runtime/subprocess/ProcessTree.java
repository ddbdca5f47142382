package dev.portside.runtime.subprocess;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process with all that it has started, and the end of it. Everything known is asked to end
 * (TERM), after a grace it is made to (KILL); what appears meanwhile is treated alike. Beyond
 * descendants that are those who hold the call's pipes. A process that has left the tree and holds
 * none of them cannot be told from any other, and stays.
 */
final class ProcessTree {
  /** How long after the last KILL the system may take; a process that waits for a disk can. */
  private static final long HARD_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * How long to look for somebody who holds a pipe and is not to be seen: a process that was just
   * being born, which is missed once, or one of another user.
   */
  private static final long UNSEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Process root;
  private final Streams streams;

  /** All ever seen, top down, and whether they have been asked to end. */
  private final Map<ProcessHandle, Boolean> known = new LinkedHashMap<>();

  ProcessTree(Process root, Streams streams) {
    this.root = root;
    this.streams = streams;
  }

  /**
   * Ends the tree and returns when it has ended, interrupt or not.
   *
   * @param graceNanos how long it may take by itself
   * @return whether the thread was interrupted meanwhile
   */
  synchronized boolean end(long graceNanos) {
    boolean interrupted = false;
    boolean force = false;
    long now = System.nanoTime();
    long soft = now + graceNanos;
    long hard = soft + HARD_NANOS;
    long seen = now;
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      now = System.nanoTime();
      if (!force && now - soft >= 0) {
        force = true;
        pause = FIRST_PAUSE_NANOS;
      }
      if (sweep(force) > 0) {
        seen = now;
      }
      streams.poll();
      boolean unseen = !streams.isWaiting() || now - seen > UNSEEN_NANOS;
      if (now - hard >= 0 || (seen != now && unseen)) {
        return interrupted;
      }
      interrupted |= await(force ? pause : Math.min(pause, Math.max(1, soft - now)));
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
  }

  /** Signals what lives, and returns how many that are. */
  private int sweep(boolean force) {
    gather();
    int living = 0;
    for (Map.Entry<ProcessHandle, Boolean> process : known.entrySet()) {
      ProcessHandle handle = process.getKey();
      if (!isAlive(handle)) {
        continue;
      }
      living++;
      if (force) {
        handle.destroyForcibly();
      } else if (!process.getValue()) {
        handle.destroy();
        process.setValue(true);
      }
    }
    return living;
  }

  /**
   * Looks for processes not yet known. The parent comes before its children: were they signalled
   * first, a script would take the end of one for the cue to its next line.
   */
  private void gather() {
    known.putIfAbsent(root.toHandle(), false);
    Set<ProcessHandle> covered = new LinkedHashSet<>();
    for (ProcessHandle handle : known.keySet()) {
      add(handle, covered);
    }
    if (!root.isAlive()) {
      for (ProcessHandle holder : streams.holders()) {
        add(holder, covered);
      }
    }
    for (ProcessHandle handle : covered) {
      known.putIfAbsent(handle, false);
    }
  }

  private static void add(ProcessHandle handle, Set<ProcessHandle> covered) {
    if (covered.add(handle) && handle.isAlive()) {
      handle.descendants().forEachOrdered(covered::add);
    }
  }

  private boolean isAlive(ProcessHandle handle) {
    if (handle.pid() == root.pid()) {
      return root.isAlive();
    }
    return handle.isAlive() && !PipeHolders.isZombie(handle.pid());
  }

  /**
   * Waits for the end of the root, or just for a while. {@code onExit} serves children only: of all
   * other processes the JDK looks no more often than every 300 ms.
   *
   * @return whether the thread was interrupted meanwhile
   */
  private boolean await(long nanos) {
    if (!root.isAlive()) {
      LockSupport.parkNanos(nanos);
      return Thread.interrupted();
    }
    try {
      root.waitFor(nanos, TimeUnit.NANOSECONDS);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
