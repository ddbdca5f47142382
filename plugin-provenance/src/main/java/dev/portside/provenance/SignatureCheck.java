package dev.portside.provenance;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureException;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;

/**
 * Whether a text is signed by a key of a ring. Every signature by a known key must hold, now and
 * when it was made; signatures by unknown keys say nothing, and one at least must be by a known
 * key.
 */
final class SignatureCheck {
  private final OpenPgp openPgp = new OpenPgp();
  private final Keyring keyring;
  private final Date now;
  private final Cleartext message;
  private final byte[] signed;

  SignatureCheck(Keyring keyring, Instant now, Cleartext message) {
    this.keyring = keyring;
    this.now = Date.from(now);
    this.message = message;
    this.signed = message.signedBytes();
  }

  /**
   * Who signed.
   *
   * @param userIds those that are valid now, the primary one first
   * @param fingerprint of the primary key
   * @param signingKey the fingerprint of the key that signed
   * @param signedAt when
   */
  record Signer(List<String> userIds, String fingerprint, String signingKey, Instant signedAt) {}

  /**
   * Checks all signatures.
   *
   * @return the first that holds
   * @throws Malformed if one does not hold, or none is by a known key
   */
  Signer check() throws Malformed {
    List<String> unknown = new ArrayList<>();
    Signer first = null;
    for (SignaturePacket packet : SignaturePacket.readAll(message.signatures())) {
      SignaturePacket.Issuer issuer = packet.issuer();
      if (issuer == null) {
        throw new Malformed(
            "the signature does not name its key, so none can be looked for; sign again with a"
                + " current program");
      }
      List<KeyBlock> issuers = keyring.withId(issuer.text());
      if (issuers.isEmpty()) {
        unknown.add(issuer.text());
      } else {
        Signer signer = check(packet, issuers);
        first = first == null ? signer : first;
      }
    }
    if (first == null) {
      throw new Malformed(
          "signed with the key "
              + Texts.list(unknown)
              + ", which the keyring "
              + keyring.source()
              + " does not have; it has "
              + keyring.listed()
              + ". If you trust that key, get it from its owner and add it to the keyring");
    }
    return first;
  }

  /** One of the keys must have made it; they are several if a stranger took over a subkey. */
  private Signer check(SignaturePacket packet, List<KeyBlock> issuers) throws Malformed {
    checkHash(packet);
    Map<String, List<KeyBlock>> copies = new LinkedHashMap<>();
    for (KeyBlock block : issuers) {
      copies.put(block.fingerprint(), keyring.withId(block.fingerprint()));
    }
    Malformed reason = null;
    for (List<KeyBlock> certificate : copies.values()) {
      try {
        return check(packet, openPgp.certificate(certificate));
      } catch (Malformed e) {
        reason = reason == null ? e : reason;
      } catch (IOException | PGPException | RuntimeException e) {
        reason = new Malformed("the signature cannot be read: " + Texts.printable("" + e));
      }
    }
    throw reason == null ? new Malformed("the signature is by no key") : reason;
  }

  private void checkHash(SignaturePacket packet) throws Malformed {
    HashAlgorithm hash = HashAlgorithm.of(packet.hash());
    if (hash == null) {
      throw new Malformed(
          "the signature uses the hash "
              + HashAlgorithm.nameOf(packet.hash())
              + ", which protects nothing today; sign again with one of "
              + HashAlgorithm.names());
    }
    int needed = neededBits(packet.keyAlgorithm());
    if (hash.bits() < needed) {
      throw new Malformed(
          "the signature uses the hash "
              + hash.label()
              + ", but its kind of key needs one of "
              + needed
              + " bits; sign again with SHA512");
    }
    if (!message.hashes().isEmpty() && !message.hashes().contains(hash.label())) {
      throw new Malformed(
          "the signature uses the hash "
              + hash.label()
              + ", but the head of the file names "
              + message.hashes()
              + ": the head was changed");
    }
  }

  /** RFC 9580 section 5.2.3: verifiers must refuse less. */
  private static int neededBits(int keyAlgorithm) {
    return switch (keyAlgorithm) {
      case PublicKeyAlgorithmTags.EDDSA_LEGACY, PublicKeyAlgorithmTags.Ed25519 -> 256;
      case PublicKeyAlgorithmTags.Ed448 -> 512;
      default -> 0;
    };
  }

  private Signer check(SignaturePacket packet, OpenPGPCertificate whole)
      throws Malformed, IOException, PGPException {
    UserIds userIds = UserIds.of(whole, now);
    OpenPGPCertificate certificate = openPgp.keeping(whole, userIds.decisive());
    PGPSignature signature = OpenPgp.signature(packet);
    OpenPGPComponentKey key = keyOf(packet, certificate);
    signature.init(
        openPgp.implementation().pgpContentVerifierBuilderProvider(), key.getPGPPublicKey());
    signature.update(signed);
    OpenPGPDocumentSignature document = new OpenPGPDocumentSignature(signature, key);
    Diagnosis diagnosis = new Diagnosis(openPgp, document, now);
    boolean correct = document.verify();
    if (!correct) {
      throw new Malformed(diagnosis.incorrect(packet, signed));
    }
    Optional<String> invalid = invalid(document);
    if (invalid.isPresent() || userIds.valid().isEmpty()) {
      throw new Malformed(diagnosis.invalid(invalid.orElse("")));
    }
    return new Signer(
        userIds.valid(),
        Texts.hex(certificate.getFingerprint()),
        Texts.hex(key.getPGPPublicKey().getFingerprint()),
        signature.getCreationTime().toInstant());
  }

  private static OpenPGPComponentKey keyOf(SignaturePacket packet, OpenPGPCertificate certificate)
      throws Malformed {
    SignaturePacket.Issuer issuer = packet.issuer();
    for (OpenPGPComponentKey key : certificate.getKeys()) {
      String fingerprint = Texts.hex(key.getPGPPublicKey().getFingerprint());
      String keyId = Texts.hex(key.getPGPPublicKey().getKeyID());
      if (issuer != null && (issuer.text().equals(fingerprint) || issuer.text().equals(keyId))) {
        return key;
      }
    }
    throw new Malformed("the signature is by no key");
  }

  /** The library's word, if it is no, at both times that matter. */
  private Optional<String> invalid(OpenPGPDocumentSignature document) {
    try {
      boolean valid =
          document.isEffectiveAt(now)
              && document.isValidAt(document.getCreationTime(), openPgp.policy())
              && document.isValidAt(now, openPgp.policy())
              && KeyRules.hold(document.getIssuer(), document.getCreationTime())
              && KeyRules.hold(document.getIssuer(), now);
      return valid ? Optional.empty() : Optional.of("");
    } catch (PGPSignatureException e) {
      return Optional.of(Texts.printable(String.valueOf(e.getMessage())));
    }
  }
}
