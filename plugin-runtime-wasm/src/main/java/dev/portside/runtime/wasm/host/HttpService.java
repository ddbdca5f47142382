package dev.portside.runtime.wasm.host;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * HTTP for the guests of one runtime. The client starts at the first request, for it is costly, and
 * is shared; it keeps no cookies, knows no passwords, and takes a proxy only if one is given. Safe
 * for use by several threads.
 */
public final class HttpService implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(30);

  private final @Nullable ProxySelector proxy;
  private final @Nullable SSLContext tls;
  private final HttpJson json = new HttpJson();
  private @Nullable HttpClient client;
  private @Nullable ExecutorService workers;
  private boolean closed;

  /** A service that goes to each server itself and trusts what the JDK trusts. */
  public HttpService() {
    this(null, null);
  }

  /**
   * A service.
   *
   * @param proxy which proxy to take for a request, or null for none
   * @param tls whom to trust and who to be, or null for the JDK's default
   */
  public HttpService(@Nullable ProxySelector proxy, @Nullable SSLContext tls) {
    this.proxy = proxy;
    this.tls = tls;
  }

  /**
   * Ends the client. From JDK 21 on its threads end before this returns; on older ones it has no
   * such method, and its one selector thread, a daemon, ends when the collector finds the client
   * unused. Requests afterwards fail.
   */
  @Override
  public void close() {
    HttpClient last;
    ExecutorService lastWorkers;
    synchronized (this) {
      closed = true;
      last = client;
      lastWorkers = workers;
      client = null;
      workers = null;
    }
    closeIfCloseable(last);
    if (lastWorkers != null) {
      lastWorkers.shutdown();
    }
  }

  private static void closeIfCloseable(@Nullable Object client) {
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the HTTP client did not close", e);
      }
    }
  }

  HttpRequestMessage parse(byte[] request) {
    return json.read(request);
  }

  byte[] json(Map<String, List<String>> headers) {
    return json.write(headers);
  }

  HttpAnswer send(
      HttpRequestMessage message,
      byte @Nullable [] body,
      HostSettings settings,
      @Nullable Long deadline) {
    return new HttpCall(this, settings, deadline).send(message, body);
  }

  synchronized HttpClient client() {
    if (closed) {
      throw new HostCallException("the runtime is closed, and sends no HTTP request any more");
    }
    HttpClient current = client;
    if (current == null) {
      ExecutorService threads = Executors.newCachedThreadPool(HttpService::worker);
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .executor(threads)
              .followRedirects(Redirect.NEVER)
              .connectTimeout(CONNECT)
              .proxy(proxy == null ? HttpClient.Builder.NO_PROXY : proxy);
      if (tls != null) {
        builder.sslContext(tls);
      }
      current = builder.build();
      workers = threads;
      client = current;
    }
    return current;
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "portside-http");
    thread.setDaemon(true);
    return thread;
  }
}
