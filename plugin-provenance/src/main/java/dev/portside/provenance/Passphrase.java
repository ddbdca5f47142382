package dev.portside.provenance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portside.api.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where the passphrase of a locked key comes from. It is asked only when a key is locked, and what
 * it gives is wiped after use. May be called by several threads.
 */
@FunctionalInterface
public interface Passphrase {
  /**
   * Gives the passphrase.
   *
   * @param key for people: user id and fingerprint of the key
   * @return the passphrase, which the caller overwrites; a new array each time
   */
  char[] ask(String key);

  /**
   * No passphrase: a locked key is an error that says so.
   *
   * @return always the same refusal
   */
  static Passphrase none() {
    return key -> {
      throw new PluginException(
          "the key " + key + " is locked, and no passphrase was given; give the passphrase", null);
    };
  }

  /**
   * A file with a passphrase in UTF-8; one line end at its end does not count. It is read when it
   * is asked for.
   *
   * @param file the file, at most 64 KiB
   * @return the passphrase in it
   */
  static Passphrase file(Path file) {
    return key -> {
      try (InputStream in = Files.newInputStream(file)) {
        return read(in);
      } catch (IOException e) {
        throw new PluginException("cannot read the passphrase file " + file + ": " + e, e);
      }
    };
  }

  /**
   * Reads a passphrase in UTF-8 from a stream, to its end and at most 64 KiB; one line end at its
   * end does not count. The stream stays open.
   *
   * @param in the stream
   * @return the passphrase
   * @throws IOException as the stream does
   */
  static char[] read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(1 << 16);
    int length = bytes.length;
    length -= length > 0 && bytes[length - 1] == '\n' ? 1 : 0;
    length -= length > 0 && length < bytes.length && bytes[length - 1] == '\r' ? 1 : 0;
    CharBuffer chars = UTF_8.decode(ByteBuffer.wrap(bytes, 0, length));
    char[] passphrase = Arrays.copyOf(chars.array(), chars.limit());
    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(chars.array(), '\0');
    return passphrase;
  }
}
