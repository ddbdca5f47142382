package dev.portside.cli;

import org.jspecify.annotations.Nullable;

/**
 * Ends the running call when this process is told to end, so that no plugin is left behind: a
 * shutdown hook interrupts the caller and waits until the call has freed its process tree. A call
 * that does not end within ten seconds is given up.
 */
final class CallGuard {
  private static final long PATIENCE_MILLIS = 10_000;

  private final @Nullable Hook hook;

  private CallGuard(@Nullable Hook hook) {
    this.hook = hook;
  }

  /** Guards the calls of the current thread from now on. */
  static CallGuard registered() {
    Hook hook = new Hook(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(hook);
    return new CallGuard(hook);
  }

  /** Guards nothing. */
  static CallGuard idle() {
    return new CallGuard(null);
  }

  /** The call has ended. */
  void end() {
    if (hook == null) {
      return;
    }
    hook.callEnded();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is at work, and has waited for just this.
    }
  }

  private static final class Hook extends Thread {
    private final Thread caller;
    private boolean ended;

    Hook(Thread caller) {
      this.caller = caller;
    }

    synchronized void callEnded() {
      ended = true;
      notifyAll();
    }

    @Override
    public synchronized void run() {
      caller.interrupt();
      long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
      long left = PATIENCE_MILLIS;
      try {
        while (!ended && left > 0) {
          wait(left);
          left = deadline - System.currentTimeMillis();
        }
      } catch (InterruptedException e) {
        // Nobody interrupts shutdown hooks; were it so, there is nothing left to wait for.
      }
    }
  }
}
