package dev.portside.tck.fake;

/** Listed in the service file, and not public. */
final class HiddenType extends FakeType {}
