package dev.portside.runtime.wasm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.com                  | example.com                 | true
          example.com                  | EXAMPLE.com                 | true
          Example.com                  | example.com                 | true
          example.com                  | example.com.evil.org        | false
          example.com                  | www.example.com             | false
          *                            | anything.at.all             | true
          *.example.com                | a.b.example.com             | true
          *.example.com                | example.com                 | false
          jsonplaceholder.*.com        | jsonplaceholder.typicode.com| true
          jsonplaceholder.*.com        | jsonplaceholder.com         | false
          127.*                        | 127.0.0.1                   | true
          127.*                        | 128.0.0.1                   | false
          {127.0.0.1,x}                | 127.0.0.1                   | true
          {127.0.0.1,x}                | x                           | true
          {127.0.0.1,x}                | y                           | false
          {a,b{1,2}}.example.com       | b2.example.com              | true
          {a,b{1,2}}.example.com       | b.example.com               | false
          {*.a,b}.com                  | x.a.com                     | true
          a{,b}.com                    | a.com                       | true
          host?                        | host1                       | true
          host?                        | host                        | false
          host[1-3a]                   | host2                       | true
          host[1-3a]                   | hosta                       | true
          host[1-3a]                   | host4                       | false
          host[!1-3]                   | host4                       | true
          host[!1-3]                   | host1                       | false
          a\\*b                        | a*b                         | true
          a\\*b                        | axb                         | false
          ::1                          | ::1                         | true
          a.b                          | axb                         | false
          **.com                       | a.b.com                     | true
          """)
  @DisplayName("A pattern allows the hosts that Go's glob would")
  void matchesLikeGo(String pattern, String host, boolean allowed) {
    assertEquals(allowed, HostPattern.of(pattern.replace("\\\\", "\\")).matches(host));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a,b  | "{" without "}"
          a}    | "}" without its opening
          [ab   | "[" without characters and "]"
          []    | "[" without characters and "]"
          """)
  @DisplayName("A glob that cannot be read says why")
  void explainsWrongGlob(String pattern, String why) {
    assertEquals(
        "allowedHosts: \"" + pattern + "\" is no host name or glob, it has " + why,
        assertThrows(IllegalArgumentException.class, () -> HostPattern.of(pattern)).getMessage());
  }

  @Test
  @DisplayName("No pattern takes long to compare")
  void isLinear() {
    HostPattern pattern = HostPattern.of("*a".repeat(40) + "b");
    assertEquals(
        false,
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> pattern.matches("a".repeat(250) + "c")));
  }
}
