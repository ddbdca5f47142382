package dev.portside.provenance;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * OpenPGP keys, public or secret, as {@code gpg --export} writes them: binary or armored. Who holds
 * a ring trusts its keys; user ids are names for people, and nothing follows from what they say.
 *
 * <p>Immutable and safe for use by several threads. A ring made from a file with secret keys holds
 * these as they are there, locked if they are locked.
 */
public final class Keyring {
  /** Far beyond any ring of use; the limit keeps a wrong file from filling the memory. */
  private static final int LARGEST_FILE = 8 << 20;

  private static final int MOST_KEYS = 10_000;

  private final String source;
  private final List<KeyBlock> blocks;
  private final Map<String, List<KeyBlock>> byKeyId = new HashMap<>();
  private final List<Finding> findings;

  private Keyring(String source, List<KeyBlock> blocks, List<Finding> findings) {
    this.source = source;
    this.blocks = List.copyOf(blocks);
    this.findings = List.copyOf(findings);
    for (KeyBlock block : blocks) {
      for (String id : block.keyIds()) {
        byKeyId.computeIfAbsent(id, key -> new ArrayList<>()).add(block);
      }
    }
  }

  /**
   * A key, for people.
   *
   * @param fingerprint of the primary key, upper-case hexadecimal digits
   * @param userIds all its user ids as they are written, valid or not
   * @param isSecret whether the ring has the secret part
   */
  public record Key(String fingerprint, List<String> userIds, boolean isSecret) {
    /** Copies the user ids. */
    public Key {
      userIds = List.copyOf(userIds);
    }
  }

  /**
   * Reads a keyring file.
   *
   * @param file at most 8 MiB
   * @return its keys; those that cannot be read are {@link #findings()}
   * @throws PluginException if the file cannot be read, or is no keyring, with what it is and what
   *     to do
   */
  public static Keyring of(Path file) {
    if (!Files.exists(file)) {
      throw new PluginException(
          "there is no keyring " + file + "; make one: gpg --export KEY >" + file, null);
    }
    try {
      return of(Bytes.readFile(file, LARGEST_FILE), file.toString());
    } catch (IOException e) {
      throw new PluginException("cannot read the keyring " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a keyring.
   *
   * @param content what {@code gpg --export} writes, with or without {@code --armor}
   * @param source how messages name it
   * @return its keys; those that cannot be read are {@link #findings()}
   * @throws PluginException if it is no keyring, with what it is and what to do
   */
  public static Keyring of(Bytes content, String source) {
    List<KeyBlock> blocks = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    try {
      new KeyringReader(source, blocks, findings, MOST_KEYS).read(content.toArray());
    } catch (Malformed e) {
      throw new PluginException("cannot use the keyring " + source + ": " + e.placed(), null);
    }
    return new Keyring(source, blocks, findings);
  }

  /**
   * The keyring that Helm uses if none is named: {@code pubring.gpg} in {@code $GNUPGHOME}, or in
   * {@code .gnupg} in the home directory. Current versions of gpg do not write this file on their
   * own.
   *
   * @param environment the environment of the process
   * @return the file, there or not
   */
  public static Path defaultFile(Map<String, String> environment) {
    String gnupg = environment.getOrDefault("GNUPGHOME", "");
    if (!gnupg.isEmpty()) {
      return Path.of(gnupg, "pubring.gpg");
    }
    String home = environment.getOrDefault("HOME", "");
    return Path.of(
        home.isEmpty() ? System.getProperty("user.home") : home, ".gnupg", "pubring.gpg");
  }

  /**
   * What could not be read.
   *
   * @return a warning for each key that was skipped
   */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * The keys, in the order of the file.
   *
   * @return each primary key once for each time it is there
   */
  public List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    for (KeyBlock block : blocks) {
      keys.add(new Key(block.fingerprint(), block.userIds(), block.isSecret()));
    }
    return keys;
  }

  /** How messages name this ring. */
  String source() {
    return source;
  }

  /** All keys as they were read. */
  List<KeyBlock> blocks() {
    return blocks;
  }

  /** The keys that have a fingerprint or key id, for themselves or for a subkey. */
  List<KeyBlock> withId(String id) {
    return byKeyId.getOrDefault(id, List.of());
  }

  /** The keys for a message: the fingerprint and one user id of each. */
  String listed() {
    if (blocks.isEmpty()) {
      return "no keys at all";
    }
    List<String> all = new ArrayList<>();
    for (KeyBlock block : blocks) {
      all.add(describe(block));
    }
    return Texts.list(all);
  }

  /** A key for a message. */
  static String describe(KeyBlock block) {
    String name = block.userIds().isEmpty() ? "no user id" : block.userIds().get(0);
    return block.fingerprint() + " (" + Texts.printable(name) + ")";
  }

  /** Where it is from and how many keys it has; never a key. */
  @Override
  public String toString() {
    return source + ": " + blocks.size() + " keys";
  }
}
