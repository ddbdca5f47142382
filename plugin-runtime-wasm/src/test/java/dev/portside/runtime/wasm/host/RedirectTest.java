package dev.portside.runtime.wasm.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RedirectTest {
  private final TestServer server = new TestServer();
  private final HttpService http = new HttpService();

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private HttpAnswer send(String method, String path, byte[] body, String... allowed) {
    HostSettings settings =
        HostSettings.builder("test", http)
            .allowedHosts(List.of(allowed))
            .maxHttpResponseBytes(5)
            .build();
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer x",
            "Cookie",
            "c=1",
            "X-Own",
            "1",
            "Content-Type",
            "text/plain");
    return http.send(
        new HttpRequestMessage(server.url(path), method, headers), body, settings, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "301|POST|GET /ok {authorization=Bearer x, cookie=c=1, x-own=1}",
        "302|POST|GET /ok {authorization=Bearer x, cookie=c=1, x-own=1}",
        "303|PUT|GET /ok {authorization=Bearer x, cookie=c=1, x-own=1}",
        "307|POST|POST /ok b{authorization=Bearer x, content-type=text/plain, cookie=c=1, x-own=1}",
        "308|PUT|PUT /ok b{authorization=Bearer x, content-type=text/plain, cookie=c=1, x-own=1}"
      })
  @DisplayName("A redirect is followed with the method and body that HTTP asks for")
  void followsWithMethod(int status, String method, String then) {
    server.on("/from", exchange -> TestServer.redirect(exchange, status, "/ok"));
    HttpAnswer answer = send(method, "/from", new byte[] {'b'}, "127.0.0.1");
    assertEquals("hello", new String(answer.body(), UTF_8));
    assertEquals(then, List.copyOf(server.seen).get(1));
  }

  @Test
  @DisplayName("HEAD stays HEAD")
  void keepsHead() {
    server.on("/from", exchange -> TestServer.redirect(exchange, 302, "/big"));
    assertEquals(200, send("HEAD", "/from", null, "127.0.0.1").status());
    assertTrue(List.copyOf(server.seen).get(1).startsWith("HEAD /big"));
  }

  @Test
  @DisplayName("Credentials stay with the host they were meant for")
  void dropsCredentials() {
    server.on("/from", exchange -> TestServer.redirect(exchange, 307, server.otherUrl("/ok")));
    assertEquals(200, send("GET", "/from", null, "127.0.0.1", "localhost").status());
    assertEquals("GET /ok {content-type=text/plain, x-own=1}", List.copyOf(server.seen).get(1));
  }

  @Test
  @DisplayName("A redirect to a host that is not allowed is not followed")
  void checksEachHop() {
    server.on("/from", exchange -> TestServer.redirect(exchange, 302, server.otherUrl("/ok")));
    HostCallException refused =
        assertThrows(HostCallException.class, () -> send("GET", "/from", null, "127.0.0.1"));
    assertEquals(
        "HTTP request to '"
            + server.otherUrl("/ok")
            + "' is not allowed: allowedHosts has 127.0.0.1",
        refused.getMessage());
    assertEquals(1, server.seen.size());
  }

  @Test
  @DisplayName("A redirect to another scheme is not followed")
  void checksScheme() {
    server.on("/from", exchange -> TestServer.redirect(exchange, 302, "file:///etc/passwd"));
    assertThrows(HostCallException.class, () -> send("GET", "/from", null, "127.0.0.1", "*"));
  }

  @Test
  @DisplayName("Redirects without end are ended")
  void countsHops() {
    HostCallException refused =
        assertThrows(HostCallException.class, () -> send("GET", "/loop", null, "127.0.0.1"));
    assertEquals(
        "GET \"" + server.url("/loop") + "\": stopped after 10 redirects", refused.getMessage());
    assertEquals(11, server.seen.size());
  }

  @Test
  @DisplayName("A redirect that does not say where to is an answer")
  void answersWithoutLocation() {
    server.on("/from", exchange -> TestServer.answer(exchange, 302, "stay", Map.of()));
    assertEquals("stay", new String(send("GET", "/from", null, "127.0.0.1").body(), UTF_8));
  }
}
