package dev.portside.runtime.wasm.host;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Where a request goes. What is checked and what is connected to come from one {@link URI}, so no
 * two readings of a text can differ. Immutable.
 */
final class HttpTarget {
  private static final String NOT_IN_A_URI = " \"<>\\^`{|}";

  private final URI uri;
  private final String host;

  private HttpTarget(URI uri, String shown) {
    String scheme = uri.getScheme();
    String name = uri.getHost();
    if (scheme == null || !isHttp(scheme)) {
      throw invalid(shown, "expected http:// or https://");
    }
    if (name == null || name.isEmpty()) {
      throw invalid(shown, "it has no host");
    }
    this.uri = uri;
    this.host = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
  }

  /**
   * Reads an address.
   *
   * @throws HostCallException if it is none, or not one of HTTP
   */
  static HttpTarget of(String url) {
    return new HttpTarget(parse(url), url);
  }

  /** The address that a redirect leads to. */
  HttpTarget resolve(String location) {
    return new HttpTarget(uri.resolve(parse(location)), location);
  }

  URI uri() {
    return uri;
  }

  /** The name or address of the host, without the brackets of IPv6. */
  String host() {
    return host;
  }

  boolean sameOrigin(HttpTarget other) {
    return uri.getScheme().equalsIgnoreCase(other.uri.getScheme())
        && host.equalsIgnoreCase(other.host)
        && port() == other.port();
  }

  private int port() {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().length() == 5 ? 443 : 80;
  }

  /**
   * A name and password in the address are sent as Go sends them, unless the guest sends its own.
   */
  void addCredentials(Map<String, String> headers) {
    String user = uri.getUserInfo();
    if (user != null && headers.keySet().stream().noneMatch("authorization"::equalsIgnoreCase)) {
      headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(Texts.utf8(user)));
    }
  }

  /** Only what RFC 3986 has no place for is escaped, as Go does. */
  private static URI parse(String url) {
    StringBuilder escaped = new StringBuilder(url.length());
    for (byte octet : Texts.utf8(url)) {
      if (octet < 0 || NOT_IN_A_URI.indexOf(octet) >= 0) {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      } else {
        escaped.append((char) octet);
      }
    }
    try {
      return new URI(escaped.toString());
    } catch (URISyntaxException e) {
      throw invalid(url, e.getReason());
    }
  }

  private static boolean isHttp(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    return lower.equals("http") || lower.equals("https");
  }

  private static HostCallException invalid(String url, String why) {
    return new HostCallException(
        "invalid http request: \"" + Texts.line(withoutPassword(url)) + "\" is no address: " + why);
  }

  private static String withoutPassword(String url) {
    int start = url.indexOf("//") + 2;
    int at = url.indexOf('@', start);
    int slash = url.indexOf('/', start);
    return start > 1 && at > 0 && (slash < 0 || at < slash)
        ? url.substring(0, start) + "***@" + url.substring(at + 1)
        : url;
  }

  /** The whole address without a password. */
  @Override
  public String toString() {
    return withoutPassword(uri.toString());
  }
}
