package dev.portside.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** The call took longer than it may, and was ended. */
public final class PluginTimeoutException extends PluginCallException {
  private static final long serialVersionUID = 1L;

  private final Duration limit;

  /**
   * An exception.
   *
   * @param plugin the plugin's name
   * @param limit how long the call was allowed to take
   * @param detail the end of the plugin's standard error; may be empty
   * @param usage what the call had used
   */
  public PluginTimeoutException(String plugin, Duration limit, String detail, Usage usage) {
    super(
        plugin,
        "was ended after its timeout of " + seconds(limit) + tail(detail.strip()),
        usage,
        null);
    this.limit = requireNonNull(limit, "limit");
  }

  /**
   * How long the call was allowed to take.
   *
   * @return the timeout
   */
  public Duration limit() {
    return limit;
  }

  private static String seconds(Duration limit) {
    int fraction = limit.toNanosPart();
    if (fraction == 0) {
      return limit.toSeconds() + " s";
    }
    return fraction % 1_000_000 == 0 ? limit.toMillis() + " ms" : limit.toNanos() + " ns";
  }

  private static String tail(String detail) {
    return detail.isEmpty() ? "" : "; the end of its standard error:\n" + detail;
  }
}
