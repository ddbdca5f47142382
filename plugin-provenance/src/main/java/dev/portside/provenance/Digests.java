package dev.portside.provenance;

import dev.portside.api.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as provenance files write it. Follows Helm's {@code pkg/provenance/sign.go}. */
public final class Digests {
  private static final int BUFFER = 1 << 16;

  private Digests() {}

  /**
   * The digest of a stream, read to its end and left open; memory does not depend on its length.
   *
   * @param in the stream
   * @return 64 lower-case hexadecimal digits
   * @throws IOException as the stream does
   */
  public static String digest(InputStream in) throws IOException {
    MessageDigest sha256 = start("SHA-256");
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      sha256.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  /**
   * The digest of bytes.
   *
   * @param bytes the bytes
   * @return 64 lower-case hexadecimal digits
   */
  public static String digest(Bytes bytes) {
    return HexFormat.of().formatHex(start("SHA-256").digest(bytes.toArray()));
  }

  /**
   * The digest of a file, of any size.
   *
   * @param file the file
   * @return 64 lower-case hexadecimal digits
   * @throws IOException if it cannot be read
   */
  public static String digestFile(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return digest(in);
    }
  }

  /** A digest that every JDK has. */
  static MessageDigest start(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks " + algorithm, e);
    }
  }
}
