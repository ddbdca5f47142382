package dev.portside.tck.fake;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The kit for runtimes, on runtimes that are broken in how they are set up,")
class BrokenSetupTest extends BrokenRuntimes {
  BrokenSetupTest() {
    super(BrokenSetup::add);
  }
}
