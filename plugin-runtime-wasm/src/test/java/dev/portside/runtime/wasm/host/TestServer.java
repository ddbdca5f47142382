package dev.portside.runtime.wasm.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that tells what it was asked. */
final class TestServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Method, path, body and chosen headers of each request, in order. */
  final Queue<String> seen = new ConcurrentLinkedQueue<>();

  TestServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    on("/ok", exchange -> answer(exchange, 200, "hello", Map.of("X-Test", "a")));
    on("/big", exchange -> answer(exchange, 200, "x".repeat(200_000), Map.of()));
    on("/empty", exchange -> answer(exchange, 200, "", Map.of()));
    on("/missing", exchange -> answer(exchange, 404, "nothing here", Map.of()));
    on("/never", exchange -> closing.await());
    on("/endless", TestServer::endless);
    on("/stuck", this::stuck);
    on("/loop", exchange -> redirect(exchange, 302, "/loop"));
    server.start();
  }

  /** What a path does. */
  interface Handler {
    void handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  void on(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            record(exchange);
            handler.handle(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void record(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    headers.keySet().retainAll(Set.of("authorization", "cookie", "x-own", "content-type"));
    seen.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8)
            + headers);
  }

  static void redirect(HttpExchange exchange, int status, String location) throws IOException {
    answer(exchange, status, "moved", Map.of("Location", location));
  }

  static void answer(HttpExchange exchange, int status, String body, Map<String, String> headers)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::add);
    if (headers.containsKey("X-Test")) {
      exchange.getResponseHeaders().add("X-Test", "b");
    }
    byte[] bytes = body.getBytes(UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
    }
    exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] piece = new byte[8192];
    while (true) {
      exchange.getResponseBody().write(piece);
    }
  }

  private void stuck(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write('x');
    exchange.getResponseBody().flush();
    closing.await();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** The same server by another name. */
  String otherUrl(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
