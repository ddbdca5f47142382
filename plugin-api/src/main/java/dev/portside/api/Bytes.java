package dev.portside.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Immutable bytes with value equality. Safe for use by several threads. */
public final class Bytes {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] data;

  private Bytes(byte[] data) {
    this.data = data;
  }

  /**
   * Copies an array.
   *
   * @param data the array; later changes to it are not seen
   * @return its bytes
   */
  public static Bytes copyOf(byte[] data) {
    return data.length == 0 ? EMPTY : new Bytes(data.clone());
  }

  /**
   * Encodes text.
   *
   * @param text any text; unpaired surrogates become {@code ?}
   * @return its UTF-8 bytes
   */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(UTF_8));
  }

  /**
   * Reads a stream to its end and leaves it open. The caller bounds the stream.
   *
   * @param in the stream
   * @return all its bytes
   * @throws IOException as the stream does
   */
  public static Bytes readAll(InputStream in) throws IOException {
    return new Bytes(in.readAllBytes());
  }

  /**
   * Reads a file that must not be larger than a limit; no more than the limit is ever held.
   *
   * @param file the file
   * @param limit how many bytes it may have
   * @return its bytes
   * @throws IOException if it cannot be read, or has more than {@code limit} bytes
   */
  public static Bytes readFile(Path file, int limit) throws IOException {
    try (InputStream in = open(file)) {
      byte[] read = in.readNBytes(limit);
      if (read.length == limit && in.read() >= 0) {
        throw new IOException(file + " is larger than the limit of " + limit + " bytes");
      }
      return new Bytes(read);
    }
  }

  /** A plain stream where it will do: the classes of a channel cost a cold process 1 ms. */
  private static InputStream open(Path file) throws IOException {
    if (file.getFileSystem().equals(FileSystems.getDefault())) {
      try {
        return new FileInputStream(file.toFile());
      } catch (FileNotFoundException e) {
        // It does not say why; what follows will.
      }
    }
    return Files.newInputStream(file);
  }

  /**
   * How many.
   *
   * @return the number of bytes
   */
  public int size() {
    return data.length;
  }

  /**
   * A copy.
   *
   * @return a new array
   */
  public byte[] toArray() {
    return data.clone();
  }

  /**
   * The bytes as a stream that never fails and need not be closed.
   *
   * @return a new stream
   */
  public InputStream stream() {
    return new ByteArrayInputStream(data);
  }

  /**
   * Writes all bytes and leaves the stream open.
   *
   * @param out where to
   * @throws IOException as the stream does
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(data);
  }

  /**
   * Decodes UTF-8; what is malformed becomes U+FFFD.
   *
   * @return the text
   */
  public String text() {
    return new String(data, UTF_8);
  }

  /**
   * Decodes UTF-8 without loss.
   *
   * @return the text, or empty if these bytes are not well-formed UTF-8
   */
  public Optional<String> strictText() {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(data, bytes.data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }

  /** The size only: content may be secret, or long. */
  @Override
  public String toString() {
    return data.length + " bytes";
  }
}
