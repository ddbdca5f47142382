package dev.portside.provenance;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.PluginException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Signs and verifies files of any kind. Follows Helm's type of the same name in {@code
 * pkg/provenance}; what it signs, Helm, gpg and sq verify, and it accepts no signature that Helm
 * refuses.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Signatory {
  private final Keyring own;
  private final String id;
  private final Keyring trusted;
  private final Passphrase passphrase;
  private final Clock clock;

  private Signatory(Keyring own, String id, Keyring trusted, Passphrase passphrase, Clock clock) {
    this.own = own;
    this.id = id;
    this.trusted = trusted;
    this.passphrase = passphrase;
    this.clock = clock;
  }

  /**
   * A signatory that signs with a key of a ring and trusts all of the ring.
   *
   * @param keyring the keys
   * @param id the key to sign with: a part of its user id, a key id, or a fingerprint; empty for
   *     the only secret key there is. It is looked for when something is to be signed.
   * @return the signatory, with the clock of the system and no passphrase
   */
  public static Signatory of(Keyring keyring, String id) {
    return new Signatory(keyring, id, keyring, Passphrase.none(), Clock.systemUTC());
  }

  /**
   * A signatory that signs with the only secret key of a file and trusts a keyring.
   *
   * @param keyFile a secret key
   * @param keyring whom to trust
   * @return the signatory, with the clock of the system and no passphrase
   * @throws PluginException if one of the files cannot be read
   */
  public static Signatory ofFiles(Path keyFile, Path keyring) {
    return new Signatory(
        Keyring.of(keyFile), "", Keyring.of(keyring), Passphrase.none(), Clock.systemUTC());
  }

  /**
   * The same with a passphrase.
   *
   * @param passphrase asked when the key is locked
   * @return a new signatory
   */
  public Signatory withPassphrase(Passphrase passphrase) {
    return new Signatory(own, id, trusted, passphrase, clock);
  }

  /**
   * The same with a clock: what expired and what is not yet valid depends on it.
   *
   * @param clock the time
   * @return a new signatory
   */
  public Signatory withClock(Clock clock) {
    return new Signatory(own, id, trusted, passphrase, clock);
  }

  /**
   * Signs a text in the clear: type 0x01, SHA-512, with time and fingerprint of the key. Line ends
   * and blanks at the end of lines are not signed, and written as a line feed.
   *
   * @param text in UTF-8, without control characters but tabs and line ends
   * @return the signed message
   * @throws PluginException if there is no key that can sign, with what there is, or the text
   *     cannot be signed
   */
  public Bytes clearSign(Bytes text) {
    try {
      Cleartext message = Cleartext.unsigned(text);
      return SigningKey.choose(own, id, clock.instant()).sign(message, passphrase, clock.instant());
    } catch (Malformed e) {
      throw new PluginException("cannot sign: " + e.placed(), null);
    }
  }

  /**
   * Signs a message block.
   *
   * @param block metadata and sums
   * @return the content of the provenance file
   * @throws PluginException as {@link #clearSign(Bytes)}
   */
  public Bytes clearSign(MessageBlock block) {
    return clearSign(block.write());
  }

  /**
   * Verifies a file by its name and digest. What the metadata say is not looked at.
   *
   * @param provenance the content of the provenance file
   * @param fileName the base name of the file, as the provenance must list it
   * @param sha256 its digest, 64 lower-case hexadecimal digits
   * @return who signed what
   * @throws InvalidPluginException if it does not verify, with the reason and what to do
   */
  public VerifiedFile verify(Bytes provenance, String fileName, String sha256) {
    Cleartext message;
    try {
      message = Cleartext.read(provenance);
    } catch (Malformed e) {
      throw Refusal.of(
          new Malformed(
              e.line(),
              e.reason()
                  + "; a provenance file is one signed message and nothing else: get it again"));
    }
    try {
      SignatureCheck.Signer signer = new SignatureCheck(trusted, clock.instant(), message).check();
      MessageBlock block = MessageBlock.read(message.content());
      String hash = listed(block.sums(), fileName, sha256);
      return new VerifiedFile(
          fileName,
          hash,
          signer.userIds().get(0),
          signer.userIds(),
          signer.fingerprint(),
          signer.signingKey(),
          signer.signedAt(),
          block,
          trusted.findings());
    } catch (Malformed e) {
      throw Refusal.of(e);
    }
  }

  /**
   * Verifies a file, which is read once, from front to back.
   *
   * @param file the file, of any size
   * @param provenance its provenance file
   * @return who signed what
   * @throws InvalidPluginException if it does not verify, with the reason and what to do
   * @throws IOException if one of the files cannot be read
   */
  public VerifiedFile verify(Path file, Path provenance) throws IOException {
    Bytes content = Bytes.readFile(provenance, Cleartext.LARGEST_FILE);
    return verify(content, String.valueOf(file.getFileName()), Digests.digestFile(file));
  }

  private static String listed(SumCollection sums, String fileName, String sha256)
      throws Malformed {
    Map<String, String> files = sums.files();
    String listed = files.get(fileName);
    if (listed == null) {
      throw new Malformed(
          "the provenance is not for a file "
              + Texts.quoted(fileName)
              + ", it lists "
              + (files.isEmpty() ? "none" : Texts.printable(Texts.list(files.keySet())))
              + "; give the file the name under which it was signed");
    }
    String actual = SumCollection.SHA256 + sha256;
    if (listed.equals(actual) && SumCollection.isDigest(sha256)) {
      return listed;
    }
    boolean comparable =
        listed.startsWith(SumCollection.SHA256)
            && SumCollection.isDigest(listed.substring(SumCollection.SHA256.length()));
    throw new Malformed(
        comparable
            ? "the file "
                + Texts.quoted(fileName)
                + " is not the one that was signed: it has "
                + Texts.printable(actual)
                + ", signed was "
                + listed
                + "; get the file again"
            : "the sum of "
                + Texts.quoted(fileName)
                + " is "
                + Texts.quoted(listed)
                + ", expected sha256: and 64 lower-case hexadecimal digits; it must be signed"
                + " again");
  }
}
