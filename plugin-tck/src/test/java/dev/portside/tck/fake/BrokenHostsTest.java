package dev.portside.tck.fake;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The kit for runtimes, on runtimes that are broken in hosts,")
class BrokenHostsTest extends BrokenRuntimes {
  BrokenHostsTest() {
    super(BrokenHosts::add);
  }
}
