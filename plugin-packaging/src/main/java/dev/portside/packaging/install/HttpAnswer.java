package dev.portside.packaging.install;

import dev.portside.packaging.io.Shown;
import java.io.IOException;
import java.net.http.HttpHeaders;

/**
 * What a server answered, after all redirects. Closing it ends the connection, unless all of the
 * body has been read.
 *
 * @param asked the address that was asked for
 * @param from the address that answered
 * @param status from 200 on
 * @param headers of the response
 * @param body not yet read
 */
record HttpAnswer(
    HttpAddress asked, HttpAddress from, int status, HttpHeaders headers, HttpBody body)
    implements AutoCloseable {
  /** The first header of a name, or empty. */
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** How long the body is to be, or -1. */
  long length() throws IOException {
    String value = header("Content-Length");
    if (!value.matches("[0-9]{0,18}")) {
      throw new IOException(this + ": its Content-Length is no size: " + Shown.text(value));
    }
    return value.isEmpty() ? -1 : Long.parseLong(value);
  }

  /** What tells this content from any other at its address (RFC 9110, section 8.8), or empty. */
  String validator() {
    String tag = header("ETag");
    String validator = tag.isEmpty() ? header("Last-Modified") : tag;
    boolean useful =
        !header("Accept-Ranges").equalsIgnoreCase("none")
            && !validator.startsWith("W/")
            && isPlain(validator);
    return useful ? validator : "";
  }

  private static boolean isPlain(String value) {
    return value.chars().allMatch(each -> each >= ' ' && each < 0x7f);
  }

  @Override
  public void close() {
    body.close();
  }

  /** Who was asked, and who answered. */
  @Override
  public String toString() {
    return asked.uri().equals(from.uri()) ? asked.toString() : asked + ", redirected to " + from;
  }
}
