package dev.portside.api;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a call used, as far as its runtime knows. Immutable; grows by withers. */
public final class Usage {
  /** Nothing is known. */
  public static final Usage UNKNOWN = new Usage(null, -1, -1, -1);

  private final @Nullable Integer exitCode;
  private final long bytesIn;
  private final long bytesOut;
  private final long peakMemory;

  private Usage(@Nullable Integer exitCode, long bytesIn, long bytesOut, long peakMemory) {
    this.exitCode = exitCode;
    this.bytesIn = bytesIn;
    this.bytesOut = bytesOut;
    this.peakMemory = peakMemory;
  }

  /**
   * The exit code of the plugin's program or guest.
   *
   * @return the code; above 128 a process may have been ended by signal (code - 128)
   */
  public OptionalInt exitCode() {
    return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
  }

  /**
   * Bytes that were handed to the plugin, message and standard input together.
   *
   * @return the number, empty where the streams were the host's own
   */
  public OptionalLong bytesIn() {
    return optional(bytesIn);
  }

  /**
   * Bytes that came back from the plugin, answer and standard output together.
   *
   * @return the number, empty where the streams were the host's own
   */
  public OptionalLong bytesOut() {
    return optional(bytesOut);
  }

  /**
   * The most memory that the plugin held.
   *
   * @return bytes
   */
  public OptionalLong peakMemory() {
    return optional(peakMemory);
  }

  /**
   * A copy with an exit code.
   *
   * @param code the exit code
   * @return the copy
   */
  public Usage withExitCode(int code) {
    return new Usage(code, bytesIn, bytesOut, peakMemory);
  }

  /**
   * A copy with a count of what went in.
   *
   * @param count bytes, not negative
   * @return the copy
   */
  public Usage withBytesIn(long count) {
    return new Usage(exitCode, notNegative(count), bytesOut, peakMemory);
  }

  /**
   * A copy with a count of what came out.
   *
   * @param count bytes, not negative
   * @return the copy
   */
  public Usage withBytesOut(long count) {
    return new Usage(exitCode, bytesIn, notNegative(count), peakMemory);
  }

  /**
   * A copy with a peak of memory.
   *
   * @param bytes not negative
   * @return the copy
   */
  public Usage withPeakMemory(long bytes) {
    return new Usage(exitCode, bytesIn, bytesOut, notNegative(bytes));
  }

  private static OptionalLong optional(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static long notNegative(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("expected a count, found " + value);
    }
    return value;
  }

  /** What is known, for logs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("usage[");
    append(text, "exitCode", exitCode == null ? -1 : exitCode, exitCode != null);
    append(text, "bytesIn", bytesIn, bytesIn >= 0);
    append(text, "bytesOut", bytesOut, bytesOut >= 0);
    append(text, "peakMemory", peakMemory, peakMemory >= 0);
    return text.append(']').toString();
  }

  private static void append(StringBuilder text, String name, long value, boolean known) {
    if (known) {
      text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ");
      text.append(name).append('=').append(value);
    }
  }
}
