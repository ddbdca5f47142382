package dev.portside.tck.fake;

/** Public, and not in the service file. */
public final class UnlistedRuntime extends Delegating {
  public UnlistedRuntime() {
    super("unlisted");
  }
}
