package dev.portside.tck.fake;

/** Listed in the service file, and not public. */
final class HiddenRuntime extends Delegating {
  HiddenRuntime() {
    super("hidden");
  }
}
