package dev.portside.tck.fake;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The kit for runtimes, on runtimes that are broken in calls,")
class BrokenCallsTest extends BrokenRuntimes {
  BrokenCallsTest() {
    super(BrokenCalls::add);
  }
}
