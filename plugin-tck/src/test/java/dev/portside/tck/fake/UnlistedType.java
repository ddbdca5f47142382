package dev.portside.tck.fake;

/** Public, and not in the service file. */
public final class UnlistedType extends FakeType {
  public UnlistedType() {}
}
