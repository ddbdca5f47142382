package dev.portside.provenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.portside.api.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;

/** An OpenPGP key made at a fixed time, with whatever is to be wrong with it. */
final class TestKey {
  static final Instant MADE = Instant.parse("2025-01-01T00:00:00Z");
  static final Instant SIGNED = Instant.parse("2025-01-05T00:00:00Z");
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final int DAY = 24 * 60 * 60;
  static final String ANN = "Ann Example <ann@example.test>";

  private final PGPKeyPair primary;
  private final List<PGPKeyPair> subpairs = new ArrayList<>();
  private final List<PGPPublicKey> subkeys = new ArrayList<>();
  private PGPPublicKey publicKey;

  private TestKey(PGPKeyPair primary) {
    this.primary = primary;
    this.publicKey = primary.getPublicKey();
  }

  /** How a pair is made. */
  interface Kind {
    PGPKeyPair generate(PGPKeyPairGenerator generator) throws PGPException;
  }

  /** Subpackets to add, or to change. */
  interface Subpackets extends Consumer<PGPSignatureSubpacketGenerator> {
    /** Both. */
    default Subpackets and(Subpackets more) {
      return all -> {
        accept(all);
        more.accept(all);
      };
    }
  }

  /** A key with nothing but itself. */
  static TestKey bare(int version, Kind kind) {
    return new TestKey(pair(version, kind));
  }

  /** Ann's key that may sign, Ed25519. */
  static TestKey ann() {
    return bare(4, PGPKeyPairGenerator::generateLegacyEd25519KeyPair)
        .userId(ANN, flags(KeyFlags.SIGN_DATA | KeyFlags.CERTIFY_OTHER));
  }

  /** Says that this key has made the signature. */
  Subpackets issuer() {
    return all -> all.setIssuerFingerprint(false, publicKey);
  }

  static Subpackets flags(int flags) {
    return subpackets -> subpackets.setKeyFlags(true, flags);
  }

  private static PGPKeyPair pair(int version, Kind kind) {
    try {
      return kind.generate(new BcPGPKeyPairGeneratorProvider().get(version, Date.from(MADE)));
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Binds a user id on the day the key was made. */
  TestKey userId(String userId, Subpackets subpackets) {
    return userId(userId, MADE, HashAlgorithmTags.SHA512, this, subpackets);
  }

  /** Binds a user id. */
  TestKey userId(String userId, Instant at, int hash, TestKey by, Subpackets subpackets) {
    return run(() -> {
      PGPSignatureGenerator generator =
          by.generator(by.primary, PGPSignature.POSITIVE_CERTIFICATION, hash, at, subpackets);
      publicKey =
          PGPPublicKey.addCertification(
              publicKey, userId, generator.generateCertification(userId, publicKey));
    });
  }

  /** Signs the key itself, where keys of version 6 say what they are for. */
  TestKey direct(Subpackets subpackets) {
    return run(() -> {
      PGPSignatureGenerator generator =
          generator(primary, PGPSignature.DIRECT_KEY, HashAlgorithmTags.SHA512, MADE, subpackets);
      publicKey =
          PGPPublicKey.addCertification(publicKey, generator.generateCertification(publicKey));
    });
  }

  /** Revokes a user id. */
  TestKey revokeUserId(String userId, Instant at) {
    return run(() -> {
      PGPSignatureGenerator generator =
          generator(
              primary,
              PGPSignature.CERTIFICATION_REVOCATION,
              HashAlgorithmTags.SHA512,
              at,
              subpackets -> subpackets.setRevocationReason(false, (byte) 32, ""));
      publicKey =
          PGPPublicKey.addCertification(
              publicKey, userId, generator.generateCertification(userId, publicKey));
    });
  }

  /** Revokes the key. */
  TestKey revoke(int reason, String why, Instant at) {
    return run(() -> {
      PGPSignatureGenerator generator =
          generator(
              primary,
              PGPSignature.KEY_REVOCATION,
              HashAlgorithmTags.SHA512,
              at,
              subpackets -> subpackets.setRevocationReason(false, (byte) reason, why));
      publicKey =
          PGPPublicKey.addCertification(publicKey, generator.generateCertification(publicKey));
    });
  }

  /** Adds a signing subkey that the primary key binds, and it the primary key if asked for. */
  TestKey subkey(boolean bindsBack, Subpackets subpackets) {
    return run(() -> {
      PGPKeyPair pair = pair(primary.getPublicKey().getVersion(), TestKey::ed25519);
      PGPPublicKey sub = asSubkey(pair);
      PGPSignature back =
          generator(
                  new PGPKeyPair(sub, pair.getPrivateKey()),
                  PGPSignature.PRIMARYKEY_BINDING,
                  HashAlgorithmTags.SHA512,
                  MADE,
                  none -> {})
              .generateCertification(publicKey, sub);
      PGPSignatureGenerator generator =
          generator(
              primary,
              PGPSignature.SUBKEY_BINDING,
              HashAlgorithmTags.SHA512,
              MADE,
              all -> {
                all.setKeyFlags(true, KeyFlags.SIGN_DATA);
                if (bindsBack) {
                  embed(all, back);
                }
                subpackets.accept(all);
              });
      subpairs.add(new PGPKeyPair(sub, pair.getPrivateKey()));
      subkeys.add(
          PGPPublicKey.addCertification(sub, generator.generateCertification(publicKey, sub)));
    });
  }

  /** Takes over a subkey of another key, with its binding. */
  TestKey graft(TestKey other) {
    subpairs.addAll(other.subpairs);
    subkeys.addAll(other.subkeys);
    return this;
  }

  /** Revokes the last subkey. */
  TestKey revokeSubkey(Instant at) {
    return run(() -> {
      int last = subkeys.size() - 1;
      PGPSignatureGenerator generator =
          generator(
              primary,
              PGPSignature.SUBKEY_REVOCATION,
              HashAlgorithmTags.SHA512,
              at,
              all -> all.setRevocationReason(false, (byte) 3, "left"));
      subkeys.set(
          last,
          PGPPublicKey.addCertification(
              subkeys.get(last), generator.generateCertification(publicKey, subkeys.get(last))));
    });
  }

  private static PGPPublicKey asSubkey(PGPKeyPair pair) throws IOException, PGPException {
    return pair.asSubkey(new BcKeyFingerprintCalculator()).getPublicKey();
  }

  private static void embed(PGPSignatureSubpacketGenerator all, PGPSignature back) {
    try {
      all.addEmbeddedSignature(true, back);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static PGPKeyPair ed25519(PGPKeyPairGenerator generator) throws PGPException {
    return generator.generateEd25519KeyPair();
  }

  /** A signature of a text on the fifth day. */
  byte[] sign(String text) {
    return sign(text, 1, HashAlgorithmTags.SHA512, SIGNED, none -> {});
  }

  /** A signature of a text by the last subkey, or by the primary key if there is none. */
  byte[] sign(String text, int type, int hash, Instant at, Subpackets subpackets) {
    byte[][] signature = new byte[1][];
    run(() -> {
      PGPKeyPair pair = subpairs.isEmpty() ? primary : subpairs.get(subpairs.size() - 1);
      PGPSignatureGenerator generator = generator(pair, type, hash, at, subpackets);
      generator.update(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
      signature[0] = generator.generate().getEncoded();
    });
    return signature[0];
  }

  private PGPSignatureGenerator generator(
      PGPKeyPair pair, int type, int hash, Instant at, Subpackets subpackets) throws PGPException {
    PGPPublicKey key = pair.getPublicKey();
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(new BcPGPContentSignerBuilder(key.getAlgorithm(), hash), key);
    generator.init(type, pair.getPrivateKey());
    PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
    hashed.setSignatureCreationTime(true, Date.from(at));
    hashed.setIssuerFingerprint(false, key);
    subpackets.accept(hashed);
    generator.setHashedSubpackets(hashed.generate());
    return generator;
  }

  String fingerprint() {
    return Texts.hex(publicKey.getFingerprint());
  }

  String subkeyFingerprint() {
    return Texts.hex(subkeys.get(subkeys.size() - 1).getFingerprint());
  }

  /** The public part. */
  Bytes publicRing() {
    byte[][] encoded = new byte[1][];
    run(() -> {
      List<PGPPublicKey> keys = new ArrayList<>(List.of(publicKey));
      keys.addAll(subkeys);
      encoded[0] = new PGPPublicKeyRing(keys).getEncoded();
    });
    return Bytes.copyOf(encoded[0]);
  }

  /** With the secret part, locked unless the passphrase is empty. */
  Bytes secretRing(String passphrase) {
    byte[][] encoded = new byte[1][];
    run(() -> {
      List<PGPSecretKey> keys = new ArrayList<>();
      keys.add(secret(primary, publicKey, true, passphrase));
      for (int i = 0; i < subkeys.size(); i++) {
        keys.add(secret(subpairs.get(i), subkeys.get(i), false, passphrase));
      }
      encoded[0] = new PGPSecretKeyRing(keys).getEncoded();
    });
    return Bytes.copyOf(encoded[0]);
  }

  private static PGPSecretKey secret(
      PGPKeyPair pair, PGPPublicKey key, boolean master, String passphrase) throws PGPException {
    PBESecretKeyEncryptor encryptor =
        passphrase.isEmpty()
            ? null
            : new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.CAST5)
                .build(passphrase.toCharArray());
    return new PGPSecretKey(
        pair.getPrivateKey(),
        key,
        new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
        master,
        encryptor);
  }

  /** The public part as a ring. */
  Keyring ring() {
    return Keyring.of(publicRing(), "test.gpg");
  }

  /** Several things, one after the other. */
  static Bytes join(Bytes... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Bytes part : parts) {
      all.writeBytes(part.toArray());
    }
    return Bytes.copyOf(all.toByteArray());
  }

  private interface Step {
    void run() throws IOException, PGPException;
  }

  private TestKey run(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException | PGPException e) {
      throw new IllegalStateException(e);
    }
  }
}
