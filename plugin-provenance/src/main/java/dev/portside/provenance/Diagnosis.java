package dev.portside.provenance;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.RevocationReason;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureException;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPCertificateComponent;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPSignatureChain;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;
import org.jspecify.annotations.Nullable;

/**
 * Why a signature by a known key does not hold, and what to do. It decides nothing: whoever asks
 * has been told already that the signature does not hold.
 */
final class Diagnosis {
  private static final String NEW_SIGNATURE = "; ask the signer to sign again with a valid key";

  private final OpenPgp openPgp;
  private final OpenPGPDocumentSignature signature;
  private final OpenPGPComponentKey key;
  private final OpenPGPCertificate certificate;
  private final Date now;

  Diagnosis(OpenPgp openPgp, OpenPGPDocumentSignature signature, Date now) {
    this.openPgp = openPgp;
    this.signature = signature;
    this.key = signature.getIssuer();
    this.certificate = key.getCertificate();
    this.now = now;
  }

  /**
   * The text or the signature was changed. The two bytes of the hash that a signature shows tell
   * which, unless they were changed, too.
   */
  String incorrect(SignaturePacket packet, byte[] signed) {
    String made = "the signature with the key " + named(key) + " is broken: ";
    HashAlgorithm hash = HashAlgorithm.of(packet.hash());
    if (hash == null || packet.version() != 4) {
      return made + "the text or the signature was changed after signing; get the file again";
    }
    MessageDigest digest = Digests.start(hash.jdkName());
    digest.update(signed);
    byte[] sum = digest.digest(signature.getSignature().getSignatureTrailer());
    byte[] shown = signature.getSignature().getDigestPrefix();
    boolean same = shown.length == 2 && sum[0] == shown[0] && sum[1] == shown[1];
    return made
        + (same
            ? "the text is as it was signed, the signature itself was damaged"
            : "the text was changed after signing")
        + "; get the file again";
  }

  /** The signature is right, but does not count. */
  String invalid(String library) {
    String signed = "signed with the key " + named(key) + ", ";
    String why = weak();
    why = why != null ? why : times();
    why = why != null ? why : component(certificate.getPrimaryKey(), "the key");
    why = why != null || key.isPrimaryKey() ? why : component(key, "its signing subkey");
    why = why != null ? why : uses();
    return why != null
        ? signed + why
        : signed + "but the signature is not valid: " + library + NEW_SIGNATURE;
  }

  private @Nullable String weak() {
    PGPPublicKey raw = key.getPGPPublicKey();
    if (!openPgp.policy().isAcceptablePublicKey(raw)) {
      return "which is weak: "
          + algorithm(raw.getAlgorithm())
          + " with "
          + raw.getBitStrength()
          + " bits; RSA needs "
          + OpenPgp.SMALLEST_RSA
          + ", or use Ed25519; ask the signer for a new key";
    }
    return null;
  }

  private static String algorithm(int number) {
    return switch (number) {
      case PublicKeyAlgorithmTags.RSA_GENERAL, OpenPgp.RSA_SIGN_ONLY -> "RSA";
      case PublicKeyAlgorithmTags.DSA -> "DSA";
      default -> "algorithm " + number;
    };
  }

  private @Nullable String times() {
    Instant made = signature.getCreationTime().toInstant();
    if (made.isAfter(now.toInstant())) {
      return "but at " + made + ", and now is " + now.toInstant() + "; check the clock";
    }
    Date until = signature.getExpirationTime();
    if (until != null && hasPassed(until)) {
      return "but the signature has expired at " + until.toInstant() + NEW_SIGNATURE;
    }
    if (made.isBefore(key.getCreationTime().toInstant())) {
      return "but before that key was made, at "
          + key.getCreationTime().toInstant()
          + NEW_SIGNATURE;
    }
    return null;
  }

  private boolean hasPassed(Date until) {
    return !now.toInstant().isBefore(until.toInstant());
  }

  private @Nullable String component(OpenPGPComponentKey component, String name) {
    OpenPGPSignatureChain revocation = component.getSignatureChains().getRevocationAt(now);
    if (revocation != null && holds(revocation)) {
      return "but " + name + " was revoked " + reason(revocation) + NEW_SIGNATURE;
    }
    OpenPGPComponentSignature binding = component.getLatestSelfSignature(now);
    if (binding == null) {
      return "but nothing binds " + name + " to an owner; export it again with gpg --export";
    }
    Date until = binding.getKeyExpirationTime();
    if (until != null && hasPassed(until)) {
      return expired(name, until);
    }
    if (!component.isBoundAt(now)) {
      return "but the self-signature of " + name + " does not hold: " + unbound(binding);
    }
    if (!component.isBoundAt(signature.getCreationTime())) {
      return "but at "
          + signature.getCreationTime().toInstant()
          + " "
          + name
          + " was not valid, or its signatures on itself are newer: get the key with all of them (gpg"
          + " --export-options no-export-clean), or"
          + NEW_SIGNATURE.substring(1);
    }
    return null;
  }

  private static String expired(String name, Date expiry) {
    return "but "
        + name
        + " has expired at "
        + expiry.toInstant()
        + "; if its owner has extended it, get the key again, else"
        + NEW_SIGNATURE.substring(1);
  }

  private @Nullable String uses() {
    Date expiry = KeyRules.expiry(key, now);
    if (expiry != null) {
      return expired("the key", expiry);
    }
    if (!key.isSigningKey(now) || !KeyRules.isMarked(key, now)) {
      return "but that key is not marked for signing" + NEW_SIGNATURE;
    }
    if (certificate.getValidUserIds(now).isEmpty()) {
      return "but no user id of that key is valid: revoked, expired or never signed"
          + NEW_SIGNATURE;
    }
    return null;
  }

  private String unbound(OpenPGPComponentSignature binding) {
    try {
      binding.verify(
          openPgp.implementation().pgpContentVerifierBuilderProvider(), openPgp.policy());
      return "what it is bound by is not valid" + NEW_SIGNATURE;
    } catch (PGPSignatureException e) {
      return Texts.printable(String.valueOf(e.getMessage())) + NEW_SIGNATURE;
    }
  }

  private static boolean holds(OpenPGPSignatureChain chain) {
    try {
      return chain.isValid();
    } catch (PGPSignatureException e) {
      return false;
    }
  }

  private static String reason(OpenPGPSignatureChain chain) {
    OpenPGPComponentSignature revocation = chain.getRevocation();
    PGPSignature raw = revocation.getSignature();
    RevocationReason reason =
        (RevocationReason)
            raw.getHashedSubPackets().getSubpacket(SignatureSubpacketTags.REVOCATION_REASON);
    String text = "at " + raw.getCreationTime().toInstant();
    if (reason == null) {
      return text + ", for no reason given";
    }
    String description = reason.getRevocationDescription();
    return text
        + switch (reason.getRevocationReason()) {
          case 1 -> ", because another key takes its place";
          case 2 -> ", because it was compromised";
          case 3 -> ", because it is no longer used";
          case 32 -> ", because its user id is no longer right";
          default -> ", for no reason given";
        }
        + (description.isEmpty() ? "" : " (" + Texts.printable(description) + ")");
  }

  private static String named(OpenPGPCertificateComponent component) {
    OpenPGPCertificate certificate = component.getCertificate();
    String name = Texts.hex(certificate.getFingerprint());
    return certificate.getAllUserIds().isEmpty()
        ? name
        : name + " (" + Texts.printable(certificate.getAllUserIds().get(0).getUserId()) + ")";
  }
}
