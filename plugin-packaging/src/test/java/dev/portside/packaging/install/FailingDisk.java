package dev.portside.packaging.install;

import java.io.IOException;

/** A disk on which one operation fails, or from one operation on nothing is done any more. */
final class FailingDisk extends Disk {
  private final int at;
  private final boolean isStopped;
  private int step;

  private FailingDisk(int at, boolean isStopped) {
    this.at = at;
    this.isStopped = isStopped;
  }

  /** As if the process was killed before its operation of this number, the first being 0. */
  static FailingDisk stoppedAt(int operation) {
    return new FailingDisk(operation, true);
  }

  static FailingDisk failingAt(int operation) {
    return new FailingDisk(operation, false);
  }

  /** Whether the operation was reached. */
  boolean hasFailed() {
    return step > at;
  }

  @Override
  void step() throws IOException {
    int current = step++;
    if (isStopped && current >= at) {
      throw new Stopped();
    }
    if (current == at) {
      throw new IOException("no space left on device");
    }
  }

  /** Passes all that catches what can happen to a living process. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1;
  }
}
