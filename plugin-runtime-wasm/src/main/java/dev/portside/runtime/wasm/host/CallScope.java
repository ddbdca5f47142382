package dev.portside.runtime.wasm.host;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Stdio;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call brings for its guest, and what the guest leaves behind: closing the scope frees it
 * all, whatever happened. For one thread at a time; only {@link #close} is safe to call twice.
 */
public final class CallScope implements AutoCloseable {
  /** More than an error text shows in any case: that is cut between lines, not here. */
  private static final int TAIL = 32 * 1024;

  private final Map<String, String> environment;
  private final Stdio stdio;
  private final @Nullable Long deadline;
  private final Deque<Runnable> cleanups = new ArrayDeque<>();

  private final GuestOutput out;
  private final GuestOutput err;
  private @Nullable GuestInput in;
  private @Nullable HttpAnswer answer;

  private CallScope(Builder builder) {
    environment = Map.copyOf(builder.environment);
    stdio = builder.stdio;
    deadline = builder.deadline;
    out = new GuestOutput(stdio::out, 0);
    err = new GuestOutput(stdio::err, TAIL);
  }

  /**
   * A scope with nothing in it: no variables, no streams, no deadline.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what a call brings. For one thread. */
  public static final class Builder {
    private Map<String, String> environment = Map.of();
    private Stdio stdio = Stdio.none();
    private @Nullable Long deadline;

    private Builder() {}

    /**
     * The variables that the guest sees, and no others.
     *
     * @param value names to values
     * @return this
     */
    public Builder environment(Map<String, String> value) {
      environment = requireNonNull(value);
      return this;
    }

    /**
     * The standard streams. None is closed by the call.
     *
     * @param value the streams
     * @return this
     */
    public Builder stdio(Stdio value) {
      stdio = requireNonNull(value);
      return this;
    }

    /**
     * When waiting ends. Nothing here interrupts the thread; a wait for the network asks for it.
     *
     * @param nanoTime a reading of {@link System#nanoTime} in the future
     * @return this
     */
    public Builder deadline(long nanoTime) {
      deadline = nanoTime;
      return this;
    }

    /**
     * The scope. It opens and makes nothing before the guest asks.
     *
     * @return it
     */
    public CallScope build() {
      return new CallScope(this);
    }
  }

  /**
   * The variables of the call, for the key of a snapshot whose guest has read them.
   *
   * @return names to values
   */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * How much the guest read from standard input.
   *
   * @return in bytes
   */
  public long bytesIn() {
    return in == null ? 0 : in.count();
  }

  /**
   * How much the guest wrote to standard output and standard error.
   *
   * @return in bytes
   */
  public long bytesOut() {
    return out.count() + err.count();
  }

  /**
   * The end of what the guest wrote to standard error.
   *
   * @return the last 32 KiB at most, read as UTF-8; empty if it wrote nothing
   */
  public String stderrTail() {
    return err.tail();
  }

  /** Ends what the guest left: open files, its temporary directory, a waiting reader. */
  @Override
  public void close() {
    while (!cleanups.isEmpty()) {
      cleanups.pop().run();
    }
  }

  void onClose(Runnable cleanup) {
    cleanups.push(cleanup);
  }

  @Nullable Long deadline() {
    return deadline;
  }

  GuestInput in() {
    GuestInput current = in;
    if (current == null) {
      current = GuestInput.of(stdio);
      onClose(current::close);
      in = current;
    }
    return current;
  }

  GuestOutput out() {
    return out;
  }

  GuestOutput err() {
    return err;
  }

  @Nullable HttpAnswer answer() {
    return answer;
  }

  void answer(HttpAnswer value) {
    answer = value;
  }
}
