package dev.portside.provenance;

import java.time.Instant;
import java.util.Date;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureException;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPCertificateComponent;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPPrimaryKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPSignatureChain;
import org.jspecify.annotations.Nullable;

/**
 * What a key says about itself. The signatures of others, of which the library makes no difference
 * where it looks for the latest, are left out; so is what does not hold.
 */
final class SelfSignatures {
  private SelfSignatures() {}

  /** The latest that binds a user id or a subkey at a time, or null. */
  static @Nullable OpenPGPComponentSignature binding(
      OpenPGPCertificateComponent component, Date at) {
    return latest(component, at, false);
  }

  /** The latest of a primary key on itself at a time, or null. */
  static @Nullable OpenPGPComponentSignature direct(OpenPGPPrimaryKey key, Date at) {
    return latest(key, at, true);
  }

  /** Whether a component was revoked by a time, whatever was signed later: so Helm has it. */
  static boolean isRevoked(OpenPGPCertificateComponent component, Date at) {
    for (OpenPGPSignatureChain chain : component.getSignatureChains().getRevocations()) {
      if (chain.isEffectiveAt(at) && holds(chain)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable OpenPGPComponentSignature latest(
      OpenPGPCertificateComponent component, Date at, boolean direct) {
    OpenPGPComponentSignature latest = null;
    for (OpenPGPSignatureChain chain : component.getSignatureChains().getCertifications()) {
      OpenPGPComponentSignature signature = chain.getSignature();
      boolean isDirect = signature.getSignature().getSignatureType() == PGPSignature.DIRECT_KEY;
      if (isDirect == direct
          && chain.isEffectiveAt(at)
          && (latest == null || made(signature).compareTo(made(latest)) > 0)
          && holds(chain)) {
        latest = signature;
      }
    }
    return latest;
  }

  private static Instant made(OpenPGPComponentSignature signature) {
    return signature.getCreationTime().toInstant();
  }

  /** Made by the key itself, and rightly: a signature by others has no key to be checked with. */
  private static boolean holds(OpenPGPSignatureChain chain) {
    try {
      return chain.isValid();
    } catch (PGPSignatureException e) {
      return false;
    }
  }
}
