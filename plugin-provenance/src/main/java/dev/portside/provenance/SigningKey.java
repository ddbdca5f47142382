package dev.portside.provenance;

import dev.portside.api.Bytes;
import dev.portside.api.PluginException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPKey.OpenPGPSecretKey;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/** The secret key to sign with: one that a verifier will accept, not just any that can. */
final class SigningKey {
  private final KeyBlock block;
  private final OpenPGPSecretKey key;

  private SigningKey(KeyBlock block, OpenPGPSecretKey key) {
    this.block = block;
    this.key = key;
  }

  /**
   * Chooses a key: the subkey that an id names, else the newest that may sign, subkeys first, as
   * gpg does.
   *
   * @param id a part of a user id, a key id or a fingerprint, or empty
   * @throws PluginException if none, or more than one key has that id, or it cannot sign
   */
  static SigningKey choose(Keyring ring, String id, Instant now) {
    KeyBlock block = find(ring, id);
    OpenPGPKey key;
    List<OpenPGPComponentKey> able;
    try {
      key = new OpenPgp().key(block.secretRing());
      able = able(block, Date.from(now));
    } catch (IOException | PGPException | RuntimeException e) {
      throw new PluginException("cannot read the key " + Keyring.describe(block) + ": " + e, e);
    }
    able.sort(
        Comparator.comparing(OpenPGPComponentKey::isPrimaryKey)
            .thenComparing(
                candidate -> candidate.getCreationTime().toInstant(), Comparator.reverseOrder()));
    return choose(block, key, able, hexOf(id));
  }

  /** The parts that a verifier accepts. */
  private static List<OpenPGPComponentKey> able(KeyBlock block, Date now)
      throws IOException, PGPException {
    OpenPgp openPgp = new OpenPgp();
    OpenPGPCertificate whole = openPgp.certificate(List.of(block));
    List<OpenPGPComponentKey> able = new ArrayList<>();
    for (OpenPGPComponentKey candidate :
        openPgp.keeping(whole, UserIds.of(whole, now).decisive()).getSigningKeys(now)) {
      if (KeyRules.hold(candidate, now)) {
        able.add(candidate);
      }
    }
    return able;
  }

  private static KeyBlock find(Keyring ring, String id) {
    List<KeyBlock> matching = matching(ring, id);
    List<KeyBlock> secret = matching.stream().filter(KeyBlock::isSecret).toList();
    if (secret.size() == 1) {
      return secret.get(0);
    }
    String which = id.isEmpty() ? "" : " for " + Texts.quoted(id);
    if (secret.size() > 1) {
      throw new PluginException(
          "the keyring "
              + ring.source()
              + " has more than one secret key"
              + which
              + ": "
              + Texts.list(secret.stream().map(Keyring::describe).toList())
              + "; name one by its fingerprint",
          null);
    }
    throw new PluginException(
        matching.isEmpty()
            ? "the keyring " + ring.source() + " has no key" + which + "; it has " + ring.listed()
            : "the keyring "
                + ring.source()
                + " has only the public part of the key"
                + which
                + "; export the secret part: gpg --export-secret-keys KEY >FILE",
        null);
  }

  /** The keys that an id names best: whole user ids and fingerprints before parts of user ids. */
  private static List<KeyBlock> matching(Keyring ring, String id) {
    String hex = hexOf(id);
    List<Predicate<KeyBlock>> ways =
        List.of(
            block -> id.isEmpty() || block.keyIds().contains(hex) || block.userIds().contains(id),
            block -> block.userIds().stream().anyMatch(userId -> userId.endsWith("<" + id + ">")),
            block -> block.userIds().stream().anyMatch(userId -> userId.contains(id)));
    for (Predicate<KeyBlock> way : ways) {
      List<KeyBlock> found = ring.blocks().stream().filter(way).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** A key id or fingerprint as a person writes it, or empty. */
  private static String hexOf(String id) {
    String hex = id.replace(" ", "").replaceFirst("^0[xX]", "").toUpperCase(Locale.ROOT);
    return hex.matches("[0-9A-F]{16,64}") ? hex : "";
  }

  private static SigningKey choose(
      KeyBlock block, OpenPGPKey key, List<OpenPGPComponentKey> able, String hex) {
    boolean any = hex.isEmpty() || hex.equals(block.fingerprint()) || hex.equals(block.keyId());
    List<String> elsewhere = new ArrayList<>();
    for (OpenPGPComponentKey candidate : able) {
      PGPPublicKey raw = candidate.getPGPPublicKey();
      String fingerprint = Texts.hex(raw.getFingerprint());
      if (any || hex.equals(fingerprint) || hex.equals(Texts.hex(raw.getKeyID()))) {
        OpenPGPSecretKey secret = key.getSecretKey(candidate.getKeyIdentifier());
        if (secret != null && !secret.getPGPSecretKey().isPrivateKeyEmpty()) {
          return new SigningKey(block, secret);
        }
        elsewhere.add(fingerprint);
      }
    }
    throw new PluginException(
        elsewhere.isEmpty()
            ? "the key "
                + (any ? "" : hex + " of ")
                + Keyring.describe(block)
                + " has no part that may sign now: none is marked for signing, or all have expired"
                + " or are revoked; add one: gpg --quick-add-key FINGERPRINT default sign"
            : "the secret part of "
                + Texts.list(elsewhere)
                + " is not in the file: gpg keeps it elsewhere (another machine, a card); export it"
                + " where it is, or add a signing subkey",
        null);
  }

  /** Signs a text and writes the file. */
  Bytes sign(Cleartext message, Passphrase passphrase, Instant now) throws Malformed {
    PGPKeyPair pair = unlock(passphrase);
    try {
      PGPPublicKey publicKey = pair.getPublicKey();
      HashAlgorithm hash = HashAlgorithm.SHA512;
      PGPSignatureGenerator generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(publicKey.getAlgorithm(), hash.id()), publicKey);
      generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, pair.getPrivateKey());
      PGPSignatureSubpacketGenerator subpackets = new PGPSignatureSubpacketGenerator();
      subpackets.setSignatureCreationTime(true, Date.from(now));
      subpackets.setIssuerFingerprint(false, publicKey);
      if (publicKey.getVersion() == 4) {
        subpackets.setIssuerKeyID(false, publicKey.getKeyID());
      }
      generator.setHashedSubpackets(subpackets.generate());
      generator.update(message.signedBytes());
      return message.write(hash.label(), generator.generate().getEncoded());
    } catch (IOException | PGPException | RuntimeException e) {
      throw new PluginException(
          "the key " + Keyring.describe(block) + " cannot sign: " + e.getMessage(), e);
    }
  }

  private PGPKeyPair unlock(Passphrase passphrase) {
    char[] secret = key.isLocked() ? passphrase.ask(Keyring.describe(block)) : new char[0];
    try {
      return key.unlock(secret).getKeyPair();
    } catch (PGPException | RuntimeException e) {
      throw new PluginException(
          key.isLocked()
              ? "cannot unlock the key "
                  + Keyring.describe(block)
                  + ": the passphrase is wrong ("
                  + e.getMessage()
                  + ")"
              : "cannot read the secret part of the key " + Keyring.describe(block) + ": " + e,
          e);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }
}
