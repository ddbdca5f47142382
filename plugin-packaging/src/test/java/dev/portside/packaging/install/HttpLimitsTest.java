package dev.portside.packaging.install;

import static dev.portside.packaging.install.HttpFixture.ARCHIVE;
import static dev.portside.packaging.install.RawServer.raw;
import static dev.portside.packaging.install.RawServer.sized;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLimitsTest {
  private static final Duration SHORT = Duration.ofMillis(250);

  private HttpFixture http;

  @BeforeEach
  void start(@TempDir Path dir) {
    http = new HttpFixture(dir);
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
  }

  @Test
  @DisplayName("A server that does not answer, or not to the end of its header, is left")
  void leavesSilence() {
    http.source = http.source.withAnswerTimeout(SHORT);
    http.server.on("/silent", http.server.halt(out -> {}));
    http.server.on(
        "/half", http.server.halt(out -> out.write("HTTP/1.1 200 OK\r\nA".getBytes(US_ASCII))));
    for (String path : List.of("/silent", "/half")) {
      assertEquals(
          "URL"
              + path
              + ": no answer within 250 ms; try again later. A host may raise the limit (HttpSource).",
          http.error(HttpTimeoutException.class, path));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000})
  @DisplayName("A server that comes to a halt is left")
  void leavesHalt(int count) {
    http.source = http.source.withStallTimeout(SHORT);
    byte[] start = Arrays.copyOf(ARCHIVE, count);
    http.server.on("/x", http.server.halt(raw("200 OK|Content-Length: 300000", start)));
    assertEquals(
        "URL/x: no byte came within 250 ms; try again later. A host may raise the limit (HttpSource).",
        http.error(HttpTimeoutException.class, "/x"));
  }

  @Test
  @DisplayName("What keeps from connecting is told apart")
  void tellsConnecting() throws IOException {
    HttpAddress at = HttpAddress.of("https://u:p@h/x?t=1");
    HttpSettings settings = HttpSettings.DEFAULT;
    assertEquals(
        "https://h/x?...: no connection within 10 s; is the host reachable, or a proxy needed? A host may raise"
            + " the limit (HttpSource).",
        HttpFailures.unanswered(at, new HttpConnectTimeoutException("t"), settings).getMessage());
    Throwable unknown = new ConnectException().initCause(new UnresolvedAddressException());
    assertEquals(
        "https://h/x?...: cannot reach the host, its name is not known; check host and port of the"
            + " URL",
        HttpFailures.unanswered(at, unknown, settings).getMessage());
    assertEquals(
        "https://h/x?...: no secure connection: no path; check that the certificate is for this"
            + " host, and trusted by this Java",
        HttpFailures.unanswered(at, new SSLHandshakeException("no path"), settings).getMessage());
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port + "/x";
    assertEquals(
        url + ": cannot reach the host, it refuses the connection; check host and port of the URL",
        http.error(IOException.class, url, false));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("An interrupt ends a fetch at once, before the answer and within")
  void obeysInterrupt(boolean within) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    http.server.on(
        "/x",
        http.server.halt(out -> {
          if (within) {
            raw("200 OK", ARCHIVE).write(out);
          }
          asked.countDown();
        }));
    FutureTask<String> fetch =
        new FutureTask<>(() -> {
          String text = http.error(InterruptedIOException.class, "/x");
          return text + ", " + Thread.currentThread().isInterrupted();
        });
    Thread thread = new Thread(fetch);
    thread.start();
    assertTrue(asked.await(1, TimeUnit.MINUTES));
    thread.interrupt();
    assertEquals("URL/x: interrupted while fetching, true", fetch.get(1, TimeUnit.MINUTES));
  }

  @Test
  @DisplayName("An interrupt while waiting for another attempt ends a fetch, too")
  void obeysInterruptInPause() {
    http.server.on("/x", RawServer.status("503 Busy"));
    http.source =
        http.source.withPause(time -> {
          throw new InterruptedException();
        });
    assertEquals(
        "URL/x: interrupted while fetching", http.error(InterruptedIOException.class, "/x"));
    assertTrue(Thread.interrupted());
  }

  @Test
  @DisplayName("No thread stays behind, however a fetch ends")
  void leavesNoThread() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    http.server.on("/ok", sized("200 OK", ARCHIVE));
    http.server.on("/halt", http.server.halt(raw("200 OK", ARCHIVE)));
    http.server.on("/silent", http.server.halt(out -> {}));
    http.bytes("/ok");
    http.source = http.source.withStallTimeout(SHORT).withAnswerTimeout(Duration.ofSeconds(5));
    http.error(HttpTimeoutException.class, "/halt");
    http.source = http.source.withAnswerTimeout(SHORT);
    http.error(HttpTimeoutException.class, "/silent");
    Set<Thread> ours =
        Thread.getAllStackTraces().keySet().stream()
            .filter(each ->
                each.getName().startsWith("HttpClient-")
                    || each.getName().equals(HttpConversation.THREAD))
            .filter(each -> !before.contains(each))
            .collect(Collectors.toSet());
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    for (Thread each : ours) {
      while (each.isAlive() && System.nanoTime() < deadline) {
        // Before JDK 21 the collector has to find the client first.
        System.gc();
        each.join(100);
      }
      assertFalse(each.isAlive(), each::getName);
    }
  }

  @Test
  @DisplayName("The next piece is asked for when the last one is taken, not before")
  void asksForOnePiece() throws IOException {
    AtomicLong asked = new AtomicLong();
    HttpBody body = new HttpBody("URL", SHORT);
    body.onSubscribe(
        new Subscription() {
          @Override
          public void request(long count) {
            asked.addAndGet(count);
          }

          @Override
          public void cancel() {
            asked.set(-1);
          }
        });
    assertEquals(1, asked.get());
    body.onNext(List.of(ByteBuffer.wrap(new byte[3]), ByteBuffer.wrap(new byte[2])));
    assertEquals(1, asked.get());
    assertEquals(0, body.read());
    assertEquals(2, asked.get());
    assertEquals(4, body.readNBytes(4).length);
    assertEquals(2, asked.get());
    body.onComplete();
    assertEquals(-1, body.read());
    assertInstanceOf(HttpBody.class, body.getBody().toCompletableFuture().join());
    body.close();
    assertEquals(-1, asked.get());
  }
}
