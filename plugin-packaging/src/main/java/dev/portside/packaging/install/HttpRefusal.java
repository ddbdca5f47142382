package dev.portside.packaging.install;

import dev.portside.api.PluginException;
import dev.portside.packaging.io.Shown;
import java.time.Duration;

/** What to say, and whether to ask again, when a server answers without the file. */
final class HttpRefusal {
  /** Before the next attempt, if the server does not say. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int LONGEST_PAUSE = 5;

  private HttpRefusal() {}

  /**
   * For an answer without the file.
   *
   * @return to be thrown: the server may answer otherwise in a moment
   * @throws PluginException if it will not
   */
  static PassingException of(HttpAnswer answer) {
    int status = answer.status();
    String text = answer + ": " + text(answer) + " (status " + status + ")";
    if (status != 429 && status < 500) {
      throw new PluginException(text, null);
    }
    String after = answer.header("Retry-After");
    if (after.isEmpty()) {
      return new PassingException(text, PAUSE, null);
    }
    if (!after.matches("[0-9]{1,4}") || Integer.parseInt(after) > LONGEST_PAUSE) {
      throw new PluginException(
          text + "; it asks to wait (Retry-After: " + Shown.text(after) + ")", null);
    }
    return new PassingException(text, Duration.ofSeconds(Integer.parseInt(after)), null);
  }

  private static String text(HttpAnswer answer) {
    return switch (answer.status()) {
      case 401 -> unauthorized(answer);
      case 403 ->
          "the server forbids it; check that who asks may have it, and that the link has not"
              + " expired";
      case 404 -> "there is no such file; check the URL";
      case 407 -> "the proxy asks for a password, which cannot be given; use another proxy";
      case 410 -> "the file was there and is gone; look for another version";
      case 429 -> "the server has had too many requests";
      default ->
          answer.status() >= 500
              ? "the server fails"
              : "the server sends something else than the whole file; check the URL";
    };
  }

  private static String unauthorized(HttpAnswer answer) {
    if (!answer.from().authorization().isEmpty()) {
      return "the server does not accept the credentials in the URL; check them";
    }
    return answer.asked().authorization().isEmpty()
        ? "the server asks who you are; put it into the URL: https://USER:PASSWORD@HOST/..."
        : "the credentials in the URL are for another server and were not sent to this one; ask"
            + " for its URL itself";
  }
}
