package dev.portside.api;

import java.util.Map;
import java.util.function.Function;

/**
 * Between a message and its JSON form. Implementations are stateless and safe for use by several
 * threads.
 *
 * @param <T> the message
 */
public interface Codec<T> {
  /**
   * The JSON form of a message.
   *
   * @param message the message
   * @return names to text, numbers, booleans, null, lists and maps of these, in a stable order
   * @throws IllegalArgumentException if something of the message would be lost
   */
  Map<String, ?> write(T message);

  /**
   * The message of a JSON form.
   *
   * @param in a reader in dialect {@link TreeReader#JSON}; what does not fit is reported to it
   * @return the message; of no use if the reader has failed
   */
  T read(TreeReader in);

  /**
   * A codec of two functions.
   *
   * @param write see {@link #write}
   * @param read see {@link #read}
   * @param <T> the message
   * @return the codec
   */
  static <T> Codec<T> of(
      Function<? super T, ? extends Map<String, ?>> write,
      Function<? super TreeReader, ? extends T> read) {
    return new Codec<>() {
      @Override
      public Map<String, ?> write(T message) {
        return write.apply(message);
      }

      @Override
      public T read(TreeReader in) {
        return read.apply(in);
      }
    };
  }
}
