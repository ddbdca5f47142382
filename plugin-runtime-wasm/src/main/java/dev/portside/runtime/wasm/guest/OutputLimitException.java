package dev.portside.runtime.wasm.guest;

/** An answer that is longer than it may be; it was not copied. */
public final class OutputLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long length;

  OutputLimitException(long length, long allowed) {
    super("an answer of " + length + " bytes, " + allowed + " are allowed");
    this.length = length;
  }

  /**
   * How long the answer is.
   *
   * @return bytes
   */
  public long length() {
    return length;
  }
}
