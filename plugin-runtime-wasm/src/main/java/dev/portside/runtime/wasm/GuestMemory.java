package dev.portside.runtime.wasm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.runtime.wasm.kernel.Kernel;

/**
 * The blocks of memory that a guest shares with its host, while a {@link HostFunction} runs. What
 * is written counts against the memory limit of the plug-in; when that is reached the call ends.
 * Blocks are gone after the call of the plug-in; a guest may free them earlier.
 *
 * <p>Usable in the thread of the call, until the function returns: anything else is an {@link
 * IllegalStateException}. A pointer far outside of the memory ends the call, one that is no block
 * reads as empty.
 */
public final class GuestMemory {
  private final Kernel kernel;
  private final Thread owner = Thread.currentThread();
  private boolean closed;

  GuestMemory(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Copies a block.
   *
   * @param block a pointer from the guest, or from here
   * @return its bytes; none for 0
   */
  public byte[] read(long block) {
    return kernel().read(block);
  }

  /**
   * Reads a block as UTF-8.
   *
   * @param block a pointer from the guest, or from here
   * @return its text, with the replacement character for what is not UTF-8; empty for 0
   */
  public String readText(long block) {
    return new String(read(block), UTF_8);
  }

  /**
   * Makes a block.
   *
   * @param content its bytes
   * @return the pointer to it; 0 if there are no bytes
   */
  public long write(byte[] content) {
    return kernel().write(content);
  }

  /**
   * Makes a block with a text in UTF-8.
   *
   * @param content the text
   * @return the pointer to it; 0 if the text is empty
   */
  public long writeText(String content) {
    return write(content.getBytes(UTF_8));
  }

  /**
   * Makes a block of zeros, for the guest to fill.
   *
   * @param length how many bytes
   * @return the pointer to it; 0 if the length is 0 or more than there is room for
   */
  public long allocate(long length) {
    return kernel().alloc(length);
  }

  /**
   * Gives a block back.
   *
   * @param block the pointer; one that is no block is ignored
   */
  public void free(long block) {
    kernel().free(block);
  }

  /**
   * How large a block is.
   *
   * @param block the pointer
   * @return its length in bytes; 0 if it is no block
   */
  public long length(long block) {
    return kernel().length(block);
  }

  void close() {
    closed = true;
  }

  private Kernel kernel() {
    if (closed || Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "the memory of a guest was used "
              + (closed
                  ? "after its host function returned"
                  : "outside of the thread of its call"));
    }
    return kernel;
  }
}
