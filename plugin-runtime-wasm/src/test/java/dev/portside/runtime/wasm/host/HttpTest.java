package dev.portside.runtime.wasm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpTest {
  private static final String[] IMPORTS = {
    "extism:host/env http_request (param i64 i64) (result i64)",
    "extism:host/env http_status_code (result i32)",
    "extism:host/env http_headers (result i64)"
  };

  private final TestServer server = new TestServer();
  private final HttpService http = new HttpService();

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private HostSettings.Builder settings(String... allowed) {
    return HostSettings.builder("test", http).allowedHosts(List.of(allowed));
  }

  private static TestGuest guest(HostSettings.Builder settings) {
    return new TestGuest(settings.build(), CallScope.builder().build(), IMPORTS);
  }

  private static String get(TestGuest guest, String url) {
    return send(guest, "{\"url\":\"" + url + "\"}");
  }

  private static String send(TestGuest guest, String request) {
    return guest.text(guest.call("http_request", guest.block(request), 0));
  }

  private static String refused(TestGuest guest, String request) {
    return assertThrows(HostCallException.class, () -> send(guest, request)).getMessage();
  }

  @Test
  @DisplayName("An allowed request answers body, status and headers")
  void answers() {
    try (TestGuest guest = guest(settings("127.0.0.1"))) {
      assertEquals(0, guest.call("http_status_code"));
      assertEquals(0, guest.call("http_headers"));
      assertEquals("hello", get(guest, server.url("/ok")));
      assertEquals(200, guest.call("http_status_code"));
      String headers = guest.text(guest.call("http_headers"));
      assertTrue(headers.contains("\"content-length\":\"5\""), headers);
      assertTrue(headers.contains("\"x-test\":\"a,b\""), headers);
    }
  }

  @Test
  @DisplayName(
      "A status that is no success is an answer, too, and the next call begins without one")
  void answersOtherStatus() {
    try (TestGuest guest = guest(settings("127.0.0.1"))) {
      assertEquals("nothing here", get(guest, server.url("/missing")));
      assertEquals(404, guest.call("http_status_code"));
      guest.next(CallScope.builder().build());
      assertEquals(0, guest.call("http_status_code"));
    }
  }

  @Test
  @DisplayName(
      "Method, headers and body are sent; a missing method is GET, and its case is no matter")
  void sends() {
    try (TestGuest guest = guest(settings("127.0.0.1"))) {
      get(guest, server.url("/ok"));
      send(
          guest, "{\"url\":\"" + server.url("/ok?a b") + "\",\"method\":\"get\",\"headers\":null}");
      String request =
          "{\"url\":\""
              + server.url("/ok")
              + "\",\"method\":\"post\",\"unknown\":[1,{}],"
              + "\"headers\":{\"X-Own\":\"1\",\"Host\":\"evil.example\",\"Content-Length\":\"99\"}}";
      guest.call("http_request", guest.block(request), guest.block("body"));
      assertEquals(
          List.of("GET /ok {}", "GET /ok?a%20b {}", "POST /ok body{x-own=1}"),
          List.copyOf(server.seen));
    }
  }

  @Test
  @DisplayName(
      "A name and password in the address are sent as basic authentication, and never shown")
  void sendsCredentials() {
    try (TestGuest guest = guest(settings("127.0.0.1"))) {
      get(guest, server.url("/ok").replace("//", "//user:secret@"));
      assertEquals(
          List.of("GET /ok {authorization=Basic dXNlcjpzZWNyZXQ=}"), List.copyOf(server.seen));
      assertFalse(refused(guest, "{\"url\":\"http://u:secret@other/\"}").contains("secret"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ok|5|hello",
        "/ok|-1|hello",
        "/empty|0|''",
        "/ok|4|too large: maxHttpResponseBytes is 4, found 5 bytes announced",
        "/ok|0|too large: maxHttpResponseBytes is 0, found 5 bytes announced",
        "/big|4096|too large: maxHttpResponseBytes is 4096, found 200000 bytes announced",
        "/endless|100000|too large: maxHttpResponseBytes is 100000, found at least 1"
      })
  @DisplayName("A body up to the limit is read; a larger one fails without being read to its end")
  void boundsBody(String path, long limit, String expected) {
    try (TestGuest guest = guest(settings("127.0.0.1").maxHttpResponseBytes(limit))) {
      if (expected.startsWith("too large")) {
        String text = refused(guest, "{\"url\":\"" + server.url(path) + "\"}");
        String start = "GET \"" + server.url(path) + "\": response body " + expected;
        assertTrue(text.startsWith(start), text);
      } else {
        assertEquals(expected, get(guest, server.url(path)));
      }
    }
  }

  @Test
  @DisplayName("A response to HEAD has no body that could be too large")
  void boundsNoHead() {
    try (TestGuest guest = guest(settings("127.0.0.1").maxHttpResponseBytes(0))) {
      assertEquals("", send(guest, "{\"url\":\"" + server.url("/big") + "\",\"method\":\"HEAD\"}"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.*", "{127.0.0.1,x}", "*", "127.0.?.1"})
  @DisplayName("Hosts are allowed by globs")
  void allowsByGlob(String pattern) {
    try (TestGuest guest = guest(settings(pattern))) {
      assertEquals("hello", get(guest, server.url("/ok")));
    }
  }

  @Test
  @DisplayName("A host that is not allowed is never asked, and the text has the whole address")
  void refusesOtherHosts() {
    try (TestGuest guest = guest(settings("example.com", "*.example.org"))) {
      assertEquals(
          "HTTP request to '"
              + server.url("/ok?q=1")
              + "' is not allowed: allowedHosts has example.com, *.example.org",
          refused(guest, "{\"url\":\"" + server.url("/ok?q=1") + "\"}"));
    }
    try (TestGuest guest = guest(settings())) {
      assertTrue(
          refused(guest, "{\"url\":\"http://127.0.0.1:1/\"}")
              .endsWith("is not allowed: the manifest allows no hosts"));
    }
    assertEquals(List.of(), List.copyOf(server.seen));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notjson|invalid http request: it is no JSON; expected",
        "[]|invalid http request: it is no JSON object; expected",
        "{} x|invalid http request: it is no JSON; expected",
        "{}{}|invalid http request: it goes on after its object; expected",
        "{\"url\":7}|invalid http request: \"url\" is no text; expected",
        "{\"headers\":{\"a\":1}}|invalid http request: \"headers.a\" is no text; expected",
        "{}|invalid http request: \"\" is no address: expected http:// or https://",
        "{\"url\":\"ftp://127.0.0.1/\"}|invalid http request: \"ftp://127.0.0.1/\" is no address: expected http",
        "{\"url\":\"file:///etc/passwd\"}|invalid http request: \"file:///etc/passwd\" is no address: expected http",
        "{\"url\":\"http:///x\"}|invalid http request: \"http:///x\" is no address: ",
        "{\"url\":\"http://127.0.0.1/\",\"method\":\"A B\"}|invalid http request: A B \"http://127.0.0.1/\": ",
        "{\"url\":\"http://127.0.0.1/\",\"headers\":{\"a b\":\"\"}}|invalid http request: GET \"http://127.0.0.1/\": ",
        "{\"url\":\"http://127.0.0.1\\\\@evil.example/\"}|HTTP request to 'http://***@evil.example/' is not allowed"
      })
  @DisplayName("A request that cannot be sent says what is wrong with it")
  void refusesWrongRequest(String request, String text) {
    try (TestGuest guest = guest(settings("127.0.0.1"))) {
      String found = refused(guest, request);
      assertTrue(found.startsWith(text), found);
    }
  }

  @Test
  @DisplayName("A connection that is refused is named with its address")
  void namesRefusedConnection() {
    String url = server.url("/ok");
    server.close();
    try (TestGuest guest = guest(settings("127.0.0.1"))) {
      String text = refused(guest, "{\"url\":\"" + url + "\"}");
      assertTrue(text.startsWith("GET \"" + url + "\": ConnectException"), text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/never", "/stuck"})
  @DisplayName("A server that does not answer, or not to the end, is waited for until the deadline")
  void endsAtDeadline(String path) {
    long start = System.nanoTime();
    CallScope scope = CallScope.builder().deadline(start + 300_000_000L).build();
    try (TestGuest guest = new TestGuest(settings("127.0.0.1").build(), scope, IMPORTS)) {
      Exception thrown =
          assertThrows(ChicoryInterruptedException.class, () -> get(guest, server.url(path)));
      assertEquals("waited too long for " + server.url(path), thrown.getMessage());
    }
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/never", "/stuck"})
  @DisplayName("An interrupt ends the wait, and is still set")
  void endsWithInterrupt(String path) throws Exception {
    try (TestGuest guest = guest(settings("127.0.0.1"))) {
      FutureTask<Boolean> waiting =
          new FutureTask<>(() -> {
            assertThrows(ChicoryInterruptedException.class, () -> get(guest, server.url(path)));
            return Thread.currentThread().isInterrupted();
          });
      Thread thread = new Thread(waiting);
      thread.start();
      while (server.seen.isEmpty()) {
        Thread.onSpinWait();
      }
      thread.interrupt();
      assertTrue(waiting.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  @DisplayName("A closed service sends nothing any more")
  void refusesAfterClose() {
    try (TestGuest guest = guest(settings("127.0.0.1"))) {
      assertEquals("hello", get(guest, server.url("/ok")));
      http.close();
      assertEquals(
          "the runtime is closed, and sends no HTTP request any more",
          refused(guest, "{\"url\":\"" + server.url("/ok") + "\"}"));
    }
  }
}
