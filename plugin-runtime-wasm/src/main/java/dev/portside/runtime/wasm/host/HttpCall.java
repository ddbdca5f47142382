package dev.portside.runtime.wasm.host;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request of a guest with its redirects. Each hop is checked against the allowed hosts,
 * which Helm checks for the first only. Follows Go's client: ten redirects, a GET after 301, 302
 * and 303, the same method and body after 307 and 308.
 */
final class HttpCall {
  private static final int MOST_REDIRECTS = 10;

  /** What the client sets itself; Go ignores it, too. */
  private static final Set<String> OF_THE_CLIENT =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private static final Set<String> CREDENTIALS =
      Set.of(
          "authorization",
          "cookie",
          "cookie2",
          "proxy-authorization",
          "proxy-authenticate",
          "www-authenticate");

  private static final Set<String> OF_THE_BODY =
      Set.of("content-encoding", "content-language", "content-location", "content-type");

  private final HttpService service;
  private final HostSettings settings;
  private final @Nullable Long deadline;

  HttpCall(HttpService service, HostSettings settings, @Nullable Long deadline) {
    this.service = service;
    this.settings = settings;
    this.deadline = deadline;
  }

  HttpAnswer send(HttpRequestMessage message, byte @Nullable [] sent) {
    HttpTarget target = HttpTarget.of(message.url());
    String method = message.method();
    Map<String, String> headers = new LinkedHashMap<>(message.headers());
    headers.keySet().removeIf(name -> OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT)));
    target.addCredentials(headers);
    byte[] body = sent;
    for (int redirects = 0; ; redirects++) {
      checkAllowed(target);
      HttpResponse<byte[]> response = exchange(target, request(target, method, headers, body));
      String location = response.headers().firstValue("location").orElse("");
      int status = response.statusCode();
      if (!redirects(status) || location.isEmpty()) {
        return answer(response);
      }
      if (redirects == MOST_REDIRECTS) {
        throw new HostCallException(
            method + " \"" + target + "\": stopped after " + MOST_REDIRECTS + " redirects");
      }
      HttpTarget next = target.resolve(location);
      if (status < 307 && !method.equals("HEAD")) {
        method = "GET";
        body = null;
        drop(headers, OF_THE_BODY);
      }
      if (!next.sameOrigin(target)) {
        drop(headers, CREDENTIALS);
      }
      target = next;
    }
  }

  private static boolean redirects(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static void drop(Map<String, String> headers, Set<String> names) {
    headers.keySet().removeIf(name -> names.contains(name.toLowerCase(Locale.ROOT)));
  }

  private void checkAllowed(HttpTarget target) {
    for (HostPattern pattern : settings.allowedHosts()) {
      if (pattern.matches(target.host())) {
        return;
      }
    }
    String allowed =
        settings.allowedHosts().isEmpty()
            ? "the manifest allows no hosts"
            : "allowedHosts has "
                + String.join(
                    ", ", settings.allowedHosts().stream().map(HostPattern::toString).toList());
    throw new HostCallException("HTTP request to '" + target + "' is not allowed: " + allowed);
  }

  private static HttpRequest request(
      HttpTarget target, String method, Map<String, String> headers, byte @Nullable [] body) {
    try {
      URI uri = target.uri();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              // Over plain HTTP the newer version would ask each server for an upgrade.
              .version(
                  uri.getScheme().equalsIgnoreCase("https") ? Version.HTTP_2 : Version.HTTP_1_1)
              .method(
                  method,
                  body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
      headers.forEach(request::setHeader);
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new HostCallException(
          "invalid http request: " + Texts.line(method) + " \"" + target + "\": " + e.getMessage(),
          e);
    }
  }

  private HttpResponse<byte[]> exchange(HttpTarget target, HttpRequest request) {
    long limit = settings.maxHttpResponseBytes();
    CompletableFuture<HttpResponse<byte[]>> pending =
        service.client().sendAsync(request, info -> body(request, info, limit));
    try {
      return deadline == null
          ? pending.get()
          : pending.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChicoryInterruptedException("interrupted while waiting for " + target, e);
    } catch (TimeoutException e) {
      throw new ChicoryInterruptedException("waited too long for " + target, e);
    } catch (ExecutionException e) {
      throw failed(target, request, reason(e.getCause()), e.getCause());
    } finally {
      pending.cancel(true);
    }
  }

  /** A response to HEAD announces a body and has none; that of a redirect is nobody's. */
  private static BodySubscriber<byte[]> body(HttpRequest request, ResponseInfo info, long limit) {
    if (redirects(info.statusCode()) && info.headers().firstValue("location").isPresent()) {
      return BodySubscribers.replacing(new byte[0]);
    }
    OptionalLong announced = info.headers().firstValueAsLong("content-length");
    return new BoundedBody(request.method().equals("HEAD") ? 0 : announced.orElse(0), limit);
  }

  private static HostCallException failed(
      HttpTarget target, HttpRequest request, String why, @Nullable Throwable cause) {
    return new HostCallException(request.method() + " \"" + target + "\": " + why, cause);
  }

  /** The JDK leaves the text of a refused connection empty. */
  private static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "no answer";
    }
    String text = cause.getMessage();
    return cause instanceof BodyTooLargeException && text != null
        ? text
        : cause.getClass().getSimpleName() + (text == null ? "" : ": " + text);
  }

  private static HttpAnswer answer(HttpResponse<byte[]> response) {
    Map<String, List<String>> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    headers.remove(":status");
    return new HttpAnswer(response.statusCode(), headers, response.body());
  }
}
