package dev.portside.provenance;

import dev.portside.api.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyRing;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/**
 * One key of a keyring with its subkeys, as bytes. It is parsed anew for each use: what the library
 * makes of it carries the state of a verification and is for one thread.
 */
final class KeyBlock {
  private final Bytes packets;
  private final boolean secret;
  private final String fingerprint;
  private final List<String> userIds = new ArrayList<>();
  private final List<String> keyIds = new ArrayList<>();

  /**
   * Reads a key.
   *
   * @throws Malformed if it cannot be read, or is not all of the bytes
   */
  KeyBlock(Bytes packets, boolean secret) throws Malformed {
    this.packets = packets;
    this.secret = secret;
    try {
      PGPPublicKeyRing ring = publicRing();
      this.fingerprint = Texts.hex(ring.getPublicKey().getFingerprint());
      ring.getPublicKey().getUserIDs().forEachRemaining(userIds::add);
      for (PGPPublicKey key : ring) {
        keyIds.add(Texts.hex(key.getFingerprint()));
        keyIds.add(Texts.hex(key.getKeyID()));
      }
    } catch (IOException | PGPException | RuntimeException e) {
      throw new Malformed(Texts.printable(String.valueOf(e.getMessage())));
    }
  }

  /** Whether the secret part is there, too. */
  boolean isSecret() {
    return secret;
  }

  /** The fingerprint of the primary key, upper-case hexadecimal digits. */
  String fingerprint() {
    return fingerprint;
  }

  /** The key id of the primary key. */
  String keyId() {
    return keyIds.get(1);
  }

  /** All user ids, valid or not. */
  List<String> userIds() {
    return userIds;
  }

  /** Ids and fingerprints of the primary key and the subkeys, valid or not. */
  List<String> keyIds() {
    return keyIds;
  }

  /** Parses the public part. */
  PGPPublicKeyRing publicRing() throws IOException, PGPException {
    return secret ? secretRing().toCertificate() : (PGPPublicKeyRing) ring();
  }

  /** Parses a key whose secret part is there. */
  PGPSecretKeyRing secretRing() throws IOException, PGPException {
    return (PGPSecretKeyRing) ring();
  }

  private PGPKeyRing ring() throws IOException, PGPException {
    BCPGInputStream in = new BCPGInputStream(packets.stream());
    BcKeyFingerprintCalculator calculator = new BcKeyFingerprintCalculator();
    PGPKeyRing ring =
        secret ? new PGPSecretKeyRing(in, calculator) : new PGPPublicKeyRing(in, calculator);
    if (in.read() >= 0) {
      throw new IOException("a packet that does not belong to a key");
    }
    return ring;
  }
}
