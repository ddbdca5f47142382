package dev.portside.tck.fake;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The kit for runtimes, on runtimes that are broken in the ends of calls,")
class BrokenEndsTest extends BrokenRuntimes {
  BrokenEndsTest() {
    super(BrokenEnds::add);
  }
}
