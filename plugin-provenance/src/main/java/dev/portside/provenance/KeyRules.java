package dev.portside.provenance;

import java.util.Date;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPPrimaryKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPUserId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a key beyond what the library asks, with the user ids that count. Where a
 * self-signature is silent the library takes the word of another one, and there Helm does not
 * follow.
 */
final class KeyRules {
  private KeyRules() {}

  /** Whether a key that the library takes may sign at a time, as Helm sees it, too. */
  static boolean hold(OpenPGPComponentKey key, Date at) {
    return expiry(key, at) == null
        && isMarked(key, at)
        && !SelfSignatures.isRevoked(key, at)
        && !SelfSignatures.isRevoked(key.getCertificate().getPrimaryKey(), at);
  }

  /**
   * A subkey must be marked for signing by its own binding: only then does the library ask it to
   * bind back. Without that, anybody could bind another's subkey as an own one. A primary key must
   * be marked by every user id that it has by then; that of a key of version 6 may be so by its
   * signature on itself.
   */
  static boolean isMarked(OpenPGPComponentKey key, Date at) {
    if (!key.isPrimaryKey()) {
      return signs(SelfSignatures.binding(key, at));
    }
    OpenPGPPrimaryKey primary = key.getCertificate().getPrimaryKey();
    if (key.getVersion() != 4) {
      return signs(SelfSignatures.direct(primary, at));
    }
    boolean marked = false;
    for (OpenPGPUserId userId : primary.getUserIDs()) {
      OpenPGPComponentSignature binding = SelfSignatures.binding(userId, at);
      if (binding != null && !signs(binding)) {
        return false;
      }
      marked |= binding != null;
    }
    return marked;
  }

  private static boolean signs(@Nullable OpenPGPComponentSignature binding) {
    PGPSignatureSubpacketVector hashed =
        binding == null ? null : binding.getSignature().getHashedSubPackets();
    return hashed != null && (hashed.getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
  }

  /**
   * When the primary key expired, if it has by then: the binding of each user id that counts, and a
   * signature on the key itself.
   */
  static @Nullable Date expiry(OpenPGPComponentKey key, Date at) {
    OpenPGPPrimaryKey primary = key.getCertificate().getPrimaryKey();
    Date expiry = expired(SelfSignatures.direct(primary, at), at);
    for (OpenPGPUserId userId : primary.getUserIDs()) {
      expiry = expiry == null ? expired(SelfSignatures.binding(userId, at), at) : expiry;
    }
    return expiry;
  }

  private static @Nullable Date expired(@Nullable OpenPGPComponentSignature binding, Date at) {
    Date expiry = binding == null ? null : binding.getKeyExpirationTime();
    boolean passed = expiry != null && !at.toInstant().isBefore(expiry.toInstant());
    return passed ? expiry : null;
  }
}
