package dev.portside.runtime.wasm.guest;

import dev.portside.runtime.wasm.host.CallScope;

/** One call of a guest: what goes in, and what is known of it afterwards, even if it failed. */
public final class GuestCall {
  private final CallScope scope;
  private final byte[] message;
  private final long mostOutput;
  private long peakMemory;
  private boolean refusedMemory;

  /**
   * A call to come.
   *
   * @param scope what it brings beside its message; stays open
   * @param message the message; not to be changed
   * @param mostOutput how many bytes the answer may have
   */
  public GuestCall(CallScope scope, byte[] message, long mostOutput) {
    this.scope = scope;
    this.message = message;
    this.mostOutput = mostOutput;
  }

  /**
   * The most memory that the guest held, its kernel included.
   *
   * @return bytes, 0 if there was no guest
   */
  public long peakMemory() {
    return peakMemory;
  }

  /**
   * Whether the guest asked for more memory than it got.
   *
   * @return true if it did, which may be why it failed
   */
  public boolean refusedMemory() {
    return refusedMemory;
  }

  CallScope scope() {
    return scope;
  }

  byte[] message() {
    return message;
  }

  long mostOutput() {
    return mostOutput;
  }

  void note(Guest guest) {
    peakMemory = guest.size();
    refusedMemory = guest.refusedMemory();
  }
}
