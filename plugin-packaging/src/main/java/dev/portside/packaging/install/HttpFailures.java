package dev.portside.packaging.install;

import dev.portside.packaging.io.Shown;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What to say when no answer comes, or comes too slowly. */
final class HttpFailures {
  private HttpFailures() {}

  /** The failure of a request before its response header was there. */
  static IOException unanswered(HttpAddress at, @Nullable Throwable cause, HttpSettings settings) {
    if (cause instanceof HttpConnectTimeoutException) {
      return late(
          at + ": no connection", settings.connect(), "is the host reachable, or a proxy needed?");
    }
    if (cause instanceof ConnectException) {
      String why = isUnresolved(cause) ? "its name is not known" : "it refuses the connection";
      return new IOException(
          at + ": cannot reach the host, " + why + "; check host and port of the URL", cause);
    }
    if (cause instanceof SSLException) {
      return new IOException(
          at
              + ": no secure connection: "
              + reason(cause)
              + "; check that the certificate is for this host, and trusted by this Java",
          cause);
    }
    if (cause instanceof IOException) {
      return lost(at.toString(), cause);
    }
    return new IOException(at + ": the answer cannot be understood: " + reason(cause), cause);
  }

  /** No response header came in time. */
  static IOException noAnswer(HttpAddress at, HttpSettings settings) {
    return late(at + ": no answer", settings.answer(), "try again later.");
  }

  /** The body came to a halt. */
  static IOException stalled(String at, Duration limit) {
    return late(at + ": no byte came", limit, "try again later.");
  }

  private static HttpTimeoutException late(String what, Duration limit, String advice) {
    return new HttpTimeoutException(
        what
            + " within "
            + HttpSettings.text(limit)
            + "; "
            + advice
            + " A host may raise the limit (HttpSource).");
  }

  /** The connection ended before the answer did. */
  static PassingException lost(String at, Throwable cause) {
    return new PassingException(
        at + ": the connection broke off: " + reason(cause), Duration.ZERO, cause);
  }

  /** To be thrown after an interrupt, which whoever comes next is to see, too. */
  static InterruptedIOException interrupted(Object at) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException(at + ": interrupted while fetching");
  }

  /** The JDK leaves some texts empty. */
  private static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "no reason given";
    }
    String text = cause.getMessage();
    return text == null ? cause.getClass().getSimpleName() : Shown.text(text);
  }

  private static boolean isUnresolved(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }
}
