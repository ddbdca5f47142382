package dev.portside.packaging.install;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.packaging.ArchiveLimits;
import dev.portside.packaging.PluginSigning;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Plugins from web servers, by {@code http} and {@code https} URLs. The provenance file is looked
 * for at the same URL with {@code .prov} added to its path; a server that answers 404 or 410 for it
 * has none.
 *
 * <ul>
 *   <li>What came is judged by its bytes: whatever begins as gzip is an archive, whatever its URL
 *       ends with and its content type says; all else is refused with what it is. Content encodings
 *       are not asked for and not undone.
 *   <li>The archive's file name is the last segment of the path of the URL asked for, decoded. It
 *       must be one plain name.
 *   <li>User and password in the URL are sent with Basic authentication, to that scheme, host and
 *       port only. They are in no message and no {@link Fetched#origin()}. Messages have no values
 *       of a query either, and an origin has no query, for both may hold tokens: what can be had
 *       only with a query or password cannot be had by its origin alone.
 *   <li>Up to ten redirects are followed, none from {@code https} to {@code http}.
 *   <li>The size is bounded by {@link ArchiveLimits#archiveBytes()}, that of the provenance by
 *       {@link PluginSigning#PROVENANCE_LIMIT}: what is announced to be larger is not read, what
 *       turns out to be is not read on. Connecting, the response header, and each pause within the
 *       body have time limits; there is none for the whole.
 *   <li>A connection that breaks off, a body of another length than announced, status 429 and those
 *       from 500 on lead to another attempt, three in all. An attempt goes on where the last one
 *       ended if the server gave a strong entity tag or a date of modification, and still has the
 *       same; else it begins anew. {@code Retry-After} is obeyed up to 5 seconds; a longer one ends
 *       the fetch. Time limits do, too.
 * </ul>
 *
 * <p>Each fetch has connections and threads of its own, and ends them when it ends, so there is
 * nothing to close. Only on JDK 17 to 20, whose HTTP client cannot be closed, one idle daemon
 * thread and its idle connections stay until the garbage collector has seen the client.
 *
 * <p>Follows Helm's {@code internal/plugin/installer/http_installer.go}, which goes by suffix and
 * content type and has no limits. Immutable; safe for use by several threads.
 */
public final class HttpSource implements PluginSource {
  private final HttpSettings settings;

  private HttpSource(HttpSettings settings) {
    this.settings = settings;
  }

  /**
   * A source with {@link ArchiveLimits#DEFAULT}, 10 seconds to connect, 30 for the response header,
   * 30 without a byte, the proxies of {@link ProxySelector#getDefault()}, and the JDK's trust.
   *
   * @return a new value
   */
  public static HttpSource create() {
    return new HttpSource(HttpSettings.DEFAULT);
  }

  /**
   * The same with another limit for the size of archives.
   *
   * @param value of which {@link ArchiveLimits#archiveBytes()} counts
   * @return a new value
   */
  public HttpSource withLimits(ArchiveLimits value) {
    return new HttpSource(settings.withLimits(requireNonNull(value, "limits")));
  }

  /**
   * The same with another limit for connecting.
   *
   * @param value more than nothing; a longer one than that of {@link #withAnswerTimeout} is of no
   *     use
   * @return a new value
   * @throws IllegalArgumentException if it is zero or negative
   */
  public HttpSource withConnectTimeout(Duration value) {
    return new HttpSource(settings.withTimes(value, settings.answer(), settings.stall()));
  }

  /**
   * The same with another limit for the time from a request to the end of the response header,
   * connecting included.
   *
   * @param value more than nothing
   * @return a new value
   * @throws IllegalArgumentException if it is zero or negative
   */
  public HttpSource withAnswerTimeout(Duration value) {
    return new HttpSource(settings.withTimes(settings.connect(), value, settings.stall()));
  }

  /**
   * The same with another limit for the time in which no byte of a body comes.
   *
   * @param value more than nothing
   * @return a new value
   * @throws IllegalArgumentException if it is zero or negative
   */
  public HttpSource withStallTimeout(Duration value) {
    return new HttpSource(settings.withTimes(settings.connect(), settings.answer(), value));
  }

  /**
   * The same through other proxies.
   *
   * @param value asked for each server
   * @return a new value
   */
  public HttpSource withProxy(ProxySelector value) {
    return new HttpSource(settings.withProxy(requireNonNull(value, "proxy")));
  }

  /**
   * The same with another trust in servers, or with a certificate for those that ask for one.
   *
   * @param value for {@code https}
   * @return a new value
   */
  public HttpSource withTls(SSLContext value) {
    return new HttpSource(settings.withTls(requireNonNull(value, "tls")));
  }

  /** The same with another way to wait between attempts. */
  HttpSource withPause(HttpSettings.Pause value) {
    return new HttpSource(settings.withPause(value));
  }

  /** Accepts what begins with {@code http://} or {@code https://}, in letters of any case. */
  @Override
  public boolean accepts(String reference) {
    return HttpAddress.isHttp(reference);
  }

  @Override
  public Fetched fetch(Request request, Path into, InstallListener listener) throws IOException {
    HttpAddress address = HttpAddress.of(request.reference());
    String fileName = address.fileName();
    Path file = into.resolve("archive");
    try (HttpConversation http = new HttpConversation(settings)) {
      long limit = settings.limits().archiveBytes();
      HttpDownload.Wanted archive = new HttpDownload.Wanted(address, file, limit, true);
      new HttpDownload(http, settings, archive, listener).run();
      Optional<Bytes> provenance =
          request.withProvenance() ? provenance(http, address, into) : Optional.empty();
      return new Archive(file, fileName, provenance, address.origin());
    }
  }

  private Optional<Bytes> provenance(HttpConversation http, HttpAddress archive, Path into)
      throws IOException {
    Path file = into.resolve("provenance");
    HttpAddress address = archive.withSuffix(PluginSigning.PROVENANCE);
    int limit = PluginSigning.PROVENANCE_LIMIT;
    HttpDownload.Wanted wanted = new HttpDownload.Wanted(address, file, limit, false);
    return new HttpDownload(http, settings, wanted, InstallListener.NONE).run()
        ? PluginSigning.readProvenance(file)
        : Optional.empty();
  }
}
