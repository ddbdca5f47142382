package dev.portside.packaging.install;

import dev.portside.api.Bytes;
import dev.portside.api.PluginException;
import dev.portside.packaging.io.Shown;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * An {@code http} or {@code https} URL taken apart once: what is asked for, who asks, and what may
 * be shown. Credentials are in {@link #authorization} and nowhere else; there is no fragment.
 * Immutable.
 */
final class HttpAddress {
  private static final int LONGEST = 200;

  private final URI uri;
  private final String authorization;

  private HttpAddress(URI uri, String authorization) {
    this.uri = uri;
    this.authorization = authorization;
  }

  /** Whether a reference begins as such a URL does, in letters of any case. */
  static boolean isHttp(String reference) {
    return reference.regionMatches(true, 0, "http://", 0, 7)
        || reference.regionMatches(true, 0, "https://", 0, 8);
  }

  /** The address that a user wrote. It may hold a password, so an error does not repeat it. */
  static HttpAddress of(String reference) {
    try {
      return of(new URI(reference));
    } catch (URISyntaxException e) {
      throw new PluginException(
          "the URL cannot be read: "
              + problem(e)
              + "; expected https://HOST/NAME-VERSION.tgz or the like, with %20 for a blank",
          null);
    }
  }

  /** The address that a server at this one names instead, with the rules for redirects. */
  HttpAddress redirectedTo(String location) {
    HttpAddress next;
    try {
      next = of(uri.resolve(new URI(location)));
    } catch (URISyntaxException e) {
      throw new PluginException(
          this + ": the server redirects to what is no URL: " + problem(e), null);
    }
    if (isSecure() && !next.isSecure()) {
      throw new PluginException(
          this
              + ": the server redirects to "
              + next
              + ", which anybody on the way can read and change; ask for that URL itself if that"
              + " is what you want",
          null);
    }
    return next.authorization.isEmpty() && isSameServer(next)
        ? new HttpAddress(next.uri, authorization)
        : next;
  }

  private static HttpAddress of(URI any) throws URISyntaxException {
    URI ascii = new URI(any.toASCIIString());
    String scheme = ascii.getScheme() == null ? "" : ascii.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new URISyntaxException("", "it is neither http nor https");
    }
    if (ascii.getHost() == null || ascii.getPort() > 0xffff) {
      throw new URISyntaxException("", "its host or port is missing or malformed");
    }
    String port = ascii.getPort() < 0 ? "" : ":" + ascii.getPort();
    String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
    String user = ascii.getRawUserInfo();
    return new HttpAddress(
        new URI(scheme + "://" + ascii.getHost() + port + path + query),
        user == null ? "" : basic(user));
  }

  /** The JDK's reason, without the URL that the JDK adds. */
  private static String problem(URISyntaxException e) {
    return e.getReason() + (e.getIndex() < 0 ? "" : " at index " + e.getIndex());
  }

  private static String basic(String userInfo) {
    byte[] pair = decode(userInfo.contains(":") ? userInfo : userInfo + ":");
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Undoes percent encoding, whose form {@link URI} has checked. */
  private static byte[] decode(String ascii) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < ascii.length(); i++) {
      if (ascii.charAt(i) == '%') {
        bytes.write(Integer.parseInt(ascii, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(ascii.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  /** What to ask for. */
  URI uri() {
    return uri;
  }

  /** The value of the header of that name, or empty. */
  String authorization() {
    return authorization;
  }

  boolean isSecure() {
    return uri.getScheme().equals("https");
  }

  private boolean isSameServer(HttpAddress other) {
    return uri.getScheme().equals(other.uri.getScheme())
        && uri.getHost().equalsIgnoreCase(other.uri.getHost())
        && port() == other.port();
  }

  private int port() {
    return uri.getPort() >= 0 ? uri.getPort() : isSecure() ? 443 : 80;
  }

  /** The same place with something added to its path. */
  HttpAddress withSuffix(String suffix) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new HttpAddress(URI.create(origin() + suffix + query), authorization);
  }

  /** The URL without credentials, and without the query, which may hold some. */
  String origin() {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  /**
   * The last segment of the path, decoded: a name that is one name on every system.
   *
   * @throws PluginException if it is none
   */
  String fileName() {
    String path = uri.getRawPath();
    String segment = path.substring(path.lastIndexOf('/') + 1);
    if (segment.isEmpty()) {
      throw new PluginException(
          this
              + ": the URL ends without the name of a file; give that of the archive itself, such"
              + " as https://HOST/NAME-VERSION.tgz",
          null);
    }
    Optional<String> name = Bytes.copyOf(decode(segment)).strictText();
    if (name.isEmpty() || !isPlain(name.get())) {
      throw new PluginException(
          this
              + ": its last part is no plain file name: it is . or .., is not UTF-8, or has a"
              + " slash, a backslash, a colon or an invisible character; give the archive another"
              + " name on the server",
          null);
    }
    return name.get();
  }

  private static boolean isPlain(String name) {
    return !name.equals(".")
        && !name.equals("..")
        && name.codePoints().noneMatch(HttpAddress::isAmiss);
  }

  private static boolean isAmiss(int point) {
    return !Shown.isVisible(point) || point == '/' || point == '\\' || point == ':';
  }

  /** What may be shown: visible ASCII, no credentials, no values of the query, not too long. */
  @Override
  public String toString() {
    String shown = origin();
    if (shown.length() > LONGEST) {
      return shown.substring(0, LONGEST) + "...";
    }
    return uri.getRawQuery() == null ? shown : shown + "?...";
  }
}
