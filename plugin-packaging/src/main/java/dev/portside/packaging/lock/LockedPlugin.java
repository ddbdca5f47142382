package dev.portside.packaging.lock;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Metadata;
import dev.portside.packaging.io.Shown;

/**
 * One line of {@code plugins.lock}: a plugin as it was installed. Empty stands for what there is
 * not.
 *
 * @param name the plugin's {@linkplain Metadata#isValidName name}, which is that of its directory,
 *     too
 * @param version its {@linkplain Metadata#isValidVersion version}, or empty
 * @param source where it came from, as {@code install} takes it, without credentials; any text of
 *     at most 4096 characters, or empty if nobody knows
 * @param archive SHA-256 of the archive, 64 lower-case hexadecimal digits, or empty for a directory
 * @param tree {@linkplain TreeHash hash of the installed files}, 64 lower-case hexadecimal digits,
 *     or empty for a link to a directory elsewhere, whose files may change
 * @param signer fingerprint of the key that signed, upper-case hexadecimal digits, or empty if
 *     nothing was verified
 */
public record LockedPlugin(
    String name, String version, String source, String archive, String tree, String signer) {
  private static final int LONGEST = 4096;

  /**
   * Checks each part, and that they fit: a link has no archive, and where there is no archive
   * nothing was verified.
   *
   * @throws IllegalArgumentException if one is not as described
   */
  public LockedPlugin {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(source, "source");
    requireNonNull(archive, "archive");
    requireNonNull(tree, "tree");
    requireNonNull(signer, "signer");
    check(Metadata.isValidName(name), "name", name);
    check(version.isEmpty() || Metadata.isValidVersion(version), "version", version);
    check(source.length() <= LONGEST, "source", source);
    check(archive.isEmpty() || isDigest(archive), "archive", archive);
    check(tree.isEmpty() || isDigest(tree), "tree", tree);
    check(signer.isEmpty() || isFingerprint(signer), "signer", signer);
    if (tree.isEmpty() && !archive.isEmpty()) {
      throw new IllegalArgumentException("a link comes from no archive");
    }
    if (archive.isEmpty() && !signer.isEmpty()) {
      throw new IllegalArgumentException("what comes from no archive has no signer");
    }
  }

  private static void check(boolean isGood, String part, String value) {
    if (!isGood) {
      throw new IllegalArgumentException(
          "plugins.lock cannot hold the " + part + " " + Shown.quoted(value));
    }
  }

  /** Whether this is SHA-256 as 64 lower-case hexadecimal digits. */
  static boolean isDigest(String text) {
    boolean isDigest = text.length() == 64;
    for (int i = 0; isDigest && i < text.length(); i++) {
      isDigest = EscapedText.isLowerHex(text.charAt(i));
    }
    return isDigest;
  }

  /** Whether these are upper-case hexadecimal digits, at most as many as SHA-512 has. */
  static boolean isFingerprint(String text) {
    boolean isFingerprint = !text.isEmpty() && text.length() <= 128;
    for (int i = 0; isFingerprint && i < text.length(); i++) {
      char c = text.charAt(i);
      isFingerprint = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
    }
    return isFingerprint;
  }

  /**
   * Whether a signature was verified when it was installed.
   *
   * @return false if that was skipped, or there was nothing to verify
   */
  public boolean isVerified() {
    return !signer.isEmpty();
  }

  /**
   * Whether this is a link to a directory elsewhere, as for development.
   *
   * @return true if no hash holds its files
   */
  public boolean isLink() {
    return tree.isEmpty();
  }
}
