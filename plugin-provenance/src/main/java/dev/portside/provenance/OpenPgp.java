package dev.portside.provenance;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPUserId;
import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.OpenPGPImplementation;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;

/**
 * The library with our rules: its lightweight operators, which need no security provider, and its
 * policy of today's algorithms, with 2048 bits for RSA. Made for each verification, since what the
 * library makes is not for several threads.
 */
final class OpenPgp {
  static final int SMALLEST_RSA = 2048;

  /** Deprecated, but in old keys. */
  static final int RSA_SIGN_ONLY = 3;

  private final OpenPGPImplementation implementation = new BcOpenPGPImplementation();
  private final OpenPGPDefaultPolicy policy = new OpenPGPDefaultPolicy();

  OpenPgp() {
    policy.acceptPublicKeyAlgorithmWithMinimalStrength(
        PublicKeyAlgorithmTags.RSA_GENERAL, SMALLEST_RSA);
    policy.acceptPublicKeyAlgorithmWithMinimalStrength(RSA_SIGN_ONLY, SMALLEST_RSA);
  }

  OpenPGPImplementation implementation() {
    return implementation;
  }

  OpenPGPDefaultPolicy policy() {
    return policy;
  }

  /** A key, from every copy of it that a ring has: only one of them may know of a revocation. */
  OpenPGPCertificate certificate(List<KeyBlock> copies) throws IOException, PGPException {
    PGPPublicKeyRing all = copies.get(0).publicRing();
    for (KeyBlock copy : copies.subList(1, copies.size())) {
      all = PGPPublicKeyRing.join(all, copy.publicRing());
    }
    return new OpenPGPCertificate(all, implementation, policy);
  }

  /**
   * The same key with those of its user ids only that count, if there are any. The library asks the
   * first user id what a key may do, even if it is revoked and another one holds.
   */
  OpenPGPCertificate keeping(OpenPGPCertificate certificate, List<String> userIds) {
    if (userIds.isEmpty() || userIds.size() == certificate.getAllUserIds().size()) {
      return certificate;
    }
    PGPPublicKeyRing ring = certificate.getPGPPublicKeyRing();
    PGPPublicKey primary = ring.getPublicKey();
    for (OpenPGPUserId userId : certificate.getAllUserIds()) {
      if (!userIds.contains(userId.getUserId())) {
        PGPPublicKey without = PGPPublicKey.removeCertification(primary, userId.getUserId());
        primary = without == null ? primary : without;
      }
    }
    return new OpenPGPCertificate(
        PGPPublicKeyRing.insertPublicKey(ring, primary), implementation, policy);
  }

  OpenPGPKey key(PGPSecretKeyRing ring) {
    return new OpenPGPKey(ring, implementation, policy);
  }

  static PGPSignature signature(SignaturePacket packet) throws IOException, PGPException {
    return new PGPSignature(new BCPGInputStream(packet.packet().stream()));
  }
}
