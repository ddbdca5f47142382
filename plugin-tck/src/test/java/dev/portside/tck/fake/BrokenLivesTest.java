package dev.portside.tck.fake;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The kit for runtimes, on runtimes that are broken in their lives,")
class BrokenLivesTest extends BrokenRuntimes {
  BrokenLivesTest() {
    super(BrokenLives::add);
  }
}
