package dev.portside.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keys of two people who do not exist, made for these tests with gpg: {@code ada} has two user ids
 * and no passphrase, {@code lock} has the passphrase {@link #PASSPHRASE}. They never expire.
 */
final class Keys {
  static final String ADA = "FB792C0F6035543E2899E57EFCF74A71C99617E8";
  static final String LOCK = "9C4F14EDB0D4A3F4178F1B71F54580F0A7B241B8";
  static final String PASSPHRASE = "swörd fish";

  private Keys() {}

  /** A file with the secret key of one. */
  static String secret(Path dir, String name) throws IOException {
    return copy(dir, name + ".secret.asc");
  }

  /** A file with the public key of one. */
  static String open(Path dir, String name) throws IOException {
    return copy(dir, name + ".public.asc");
  }

  private static String copy(Path dir, String name) throws IOException {
    Path file = dir.resolve(name);
    try (InputStream key = requireNonNull(Keys.class.getResourceAsStream(name), name)) {
      Files.write(file, key.readAllBytes());
    }
    return file.toString();
  }
}
