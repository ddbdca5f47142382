package dev.portside.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call gets beside its message. Immutable; a host may keep one for many calls. Follows the
 * streams and {@code Env} of {@code Input} in Helm's {@code internal/plugin/plugin.go}.
 */
public final class CallOptions {
  /** No streams, no variables, no timeout. */
  public static final CallOptions NONE = new CallOptions(Stdio.none(), Map.of(), null);

  private final Stdio stdio;
  private final Map<String, String> env;
  private final @Nullable Duration timeout;

  private CallOptions(Stdio stdio, Map<String, String> env, @Nullable Duration timeout) {
    this.stdio = stdio;
    this.env = env;
    this.timeout = timeout;
  }

  /**
   * The standard streams.
   *
   * @return {@link Stdio#none()} unless set
   */
  public Stdio stdio() {
    return stdio;
  }

  /**
   * Variables for the plugin.
   *
   * @return names to values; none unless set
   */
  public Map<String, String> env() {
    return env;
  }

  /**
   * How long the call may take, start-up included.
   *
   * @return the time, or empty for as long as it takes
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * A copy with other streams.
   *
   * @param value the streams
   * @return the copy
   */
  public CallOptions withStdio(Stdio value) {
    return new CallOptions(requireNonNull(value), env, timeout);
  }

  /**
   * A copy with other variables. For a process they win over the host's own environment; a runtime
   * that isolates its plugins gives them these and no others.
   *
   * @param value names to values
   * @return the copy
   */
  public CallOptions withEnv(Map<String, String> value) {
    return new CallOptions(stdio, Map.copyOf(value), timeout);
  }

  /**
   * A copy with a timeout.
   *
   * @param value more than nothing
   * @return the copy
   */
  public CallOptions withTimeout(Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("expected a timeout of more than nothing, found " + value);
    }
    return new CallOptions(stdio, env, value);
  }
}
