package dev.portside.packaging.install;

import dev.portside.api.PluginException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The requests of one fetch, with a client of their own: closed, it leaves no connection and no
 * thread, so a source needs no closing. The client of JDK 17 cannot be told to end: there its one
 * selector thread, a daemon, ends when the collector finds it unused.
 */
final class HttpConversation implements AutoCloseable {
  /** The name of the threads. */
  static final String THREAD = "portside-http";

  private static final int MOST_REDIRECTS = 10;

  private final HttpSettings settings;
  private final ExecutorService workers;
  private final HttpClient client;

  HttpConversation(HttpSettings settings) {
    this.settings = settings;
    this.workers = Executors.newCachedThreadPool(HttpConversation::worker);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .executor(workers)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(settings.connect());
    if (settings.proxy() != null) {
      builder.proxy(settings.proxy());
    }
    if (settings.tls() != null) {
      builder.sslContext(settings.tls());
    }
    this.client = builder.build();
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, THREAD);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Asks, and follows redirects by the rules of {@link HttpAddress#redirectedTo}.
   *
   * @return any answer that is no redirect, to be closed
   * @throws PassingException if there is none, but may be at the next attempt
   * @throws IOException if there is none
   * @throws PluginException if a redirect cannot be followed
   */
  HttpAnswer get(HttpAddress asked, Map<String, String> headers) throws IOException {
    HttpAddress at = asked;
    for (int redirects = 0; ; redirects++) {
      HttpAnswer answer = ask(asked, at, headers);
      if (!isRedirect(answer.status())) {
        return answer;
      }
      answer.close();
      String location = answer.header("Location");
      if (location.isEmpty()) {
        throw new PluginException(
            answer + ": the server redirects without saying where to (no Location)", null);
      }
      if (redirects == MOST_REDIRECTS) {
        throw new PluginException(
            answer
                + ": stopped after "
                + MOST_REDIRECTS
                + " redirects; they may go in a circle: check the URL",
            null);
      }
      at = at.redirectedTo(location);
    }
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private HttpAnswer ask(HttpAddress asked, HttpAddress at, Map<String, String> headers)
      throws IOException {
    HttpBody body = new HttpBody(at.toString(), settings.stall());
    CompletableFuture<HttpResponse<HttpBody>> pending =
        client.sendAsync(request(at, headers), info -> body);
    boolean answered = false;
    try {
      HttpResponse<HttpBody> response =
          pending.get(HttpSettings.nanos(settings.answer()), TimeUnit.NANOSECONDS);
      answered = true;
      return new HttpAnswer(asked, at, response.statusCode(), response.headers(), body);
    } catch (InterruptedException e) {
      throw HttpFailures.interrupted(at);
    } catch (TimeoutException e) {
      throw HttpFailures.noAnswer(at, settings);
    } catch (ExecutionException e) {
      throw HttpFailures.unanswered(at, e.getCause(), settings);
    } finally {
      if (!answered) {
        pending.cancel(true);
        body.close();
      }
    }
  }

  private static HttpRequest request(HttpAddress at, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at.uri())
            // Over plain HTTP the newer version would ask each server for an upgrade.
            .version(at.isSecure() ? Version.HTTP_2 : Version.HTTP_1_1)
            // The bytes of the file are wanted: they are what is signed.
            .setHeader("Accept-Encoding", "identity");
    if (!at.authorization().isEmpty()) {
      request.setHeader("Authorization", at.authorization());
    }
    headers.forEach(request::setHeader);
    return request.build();
  }

  @Override
  public void close() {
    Object any = client;
    if (any instanceof AutoCloseable closeable) {
      workers.execute(() -> close(closeable));
    }
    // This interrupts the closing, too, and an interrupted close cancels rather than waits.
    workers.shutdownNow();
  }

  private static void close(AutoCloseable client) {
    try {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client did not close", e);
    }
  }
}
