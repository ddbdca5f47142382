package dev.portside.provenance;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.PrimaryUserID;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPUserId;

/**
 * The user ids of a key, which carry what the key may do and until when.
 *
 * @param valid those that are bound and were never revoked, the primary one first
 * @param decisive those whose word counts, even if it is that the key has expired: what is marked
 *     as primary, else all that were never revoked
 */
record UserIds(List<String> valid, List<String> decisive) {
  /** Finds out which user ids of a key are valid at a time. */
  static UserIds of(OpenPGPCertificate certificate, Date at) {
    List<String> valid = new ArrayList<>();
    List<String> held = new ArrayList<>();
    List<String> primary = new ArrayList<>();
    for (OpenPGPUserId userId : certificate.getAllUserIds()) {
      OpenPGPComponentSignature binding = SelfSignatures.binding(userId, at);
      if (binding != null && !SelfSignatures.isRevoked(userId, at)) {
        held.add(userId.getUserId());
        if (isPrimary(binding)) {
          primary.add(userId.getUserId());
        }
        if (userId.isBoundAt(at)) {
          valid.add(userId.getUserId());
        }
      }
    }
    OpenPGPUserId first = certificate.getPrimaryUserId(at);
    if (first != null && valid.remove(first.getUserId())) {
      valid.add(0, first.getUserId());
    }
    return new UserIds(valid, primary.isEmpty() ? held : primary);
  }

  private static boolean isPrimary(OpenPGPComponentSignature binding) {
    return binding
                .getSignature()
                .getHashedSubPackets()
                .getSubpacket(SignatureSubpacketTags.PRIMARY_USER_ID)
            instanceof PrimaryUserID primary
        && primary.isPrimaryUserID();
  }
}
