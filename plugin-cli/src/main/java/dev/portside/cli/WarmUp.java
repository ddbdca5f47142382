package dev.portside.cli;

/**
 * Loads in a second thread what the start of a process takes, while the first reads the manifest:
 * on two cores 4 of 50 ms.
 */
final class WarmUp extends Thread {
  WarmUp() {
    super("portside-warm-up");
    setDaemon(true);
  }

  @Override
  public void run() {
    ProcessHandle.current();
  }
}
