package dev.portside.provenance;

import dev.portside.api.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The outside of a signature packet, RFC 9580 section 5.2: what must be known before a key is
 * looked for, and proof that every part ends within the packet.
 *
 * @param packet the whole packet
 * @param version the format; of any but 4 and 6 nothing else is read
 * @param type what is signed and how
 * @param keyAlgorithm the number of the algorithm of the key
 * @param hash the number of the hash algorithm
 * @param issuer who says to have made it, or null if it does not say
 */
record SignaturePacket(
    Bytes packet, int version, int type, int keyAlgorithm, int hash, @Nullable Issuer issuer) {
  private static final int MOST = 16;
  private static final int CRITICAL = 0x80;
  private static final int ISSUER_KEY_ID = 16;
  private static final int ISSUER_FINGERPRINT = 33;

  /** What may be critical: the times, the issuer, and the user id of the signer. */
  private static final Set<Integer> UNDERSTOOD =
      Set.of(2, 3, ISSUER_KEY_ID, 28, ISSUER_FINGERPRINT);

  /**
   * The key that a signature names.
   *
   * @param keyId its short form, 16 upper-case hexadecimal digits
   * @param fingerprint its full form, empty if only the short form is given
   */
  record Issuer(String keyId, String fingerprint) {
    /** The fullest form there is. */
    String text() {
      return fingerprint.isEmpty() ? keyId : fingerprint;
    }

    /** Whether both may be the same key. */
    private boolean agrees(Issuer other) {
      boolean both = !fingerprint.isEmpty() && !other.fingerprint.isEmpty();
      return keyId.equals(other.keyId) && (!both || fingerprint.equals(other.fingerprint));
    }
  }

  /**
   * Reads the signatures of a document: nothing but signatures, and only such as sign documents.
   */
  static List<SignaturePacket> readAll(Bytes data) throws Malformed {
    List<SignaturePacket> all = new ArrayList<>();
    Packets packets = new Packets(data.toArray());
    for (int i = 0; packets.next(); i++) {
      if (i == MOST) {
        throw new Malformed("there are more than " + MOST + " signatures");
      }
      if (packets.tag() == Packets.SIGNATURE) {
        all.add(read(packets));
      } else if (packets.tag() != Packets.MARKER) {
        throw new Malformed(
            "found a packet of type " + packets.tag() + " where only signatures may be");
      }
    }
    if (all.isEmpty()) {
      throw new Malformed("there is no signature");
    }
    return all;
  }

  private static SignaturePacket read(Packets packets) throws Malformed {
    Slice body = packets.body();
    int version = (int) body.number(1);
    if (version != 4 && version != 6) {
      throw new Malformed(
          "the signature has version "
              + version
              + ", expected 4 or 6: sign again with a current program");
    }
    int type = (int) body.number(1);
    if (type != 0 && type != 1) {
      throw new Malformed(
          String.format("the signature has type 0x%02x: it was not made over a document", type));
    }
    int keyAlgorithm = (int) body.number(1);
    int hash = (int) body.number(1);
    List<Slice> subpackets = readRest(body, version);
    for (Slice subpacket : subpackets) {
      int head = subpacket.peek();
      if (head >= CRITICAL && !UNDERSTOOD.contains(head - CRITICAL)) {
        throw new Malformed(
            "the signature has a critical part of type "
                + (head - CRITICAL)
                + ", which is not understood; ask the signer to sign without it");
      }
    }
    return new SignaturePacket(
        Bytes.copyOf(packets.whole()),
        version,
        type,
        keyAlgorithm,
        hash,
        issuer(subpackets, version));
  }

  /**
   * Checks that every part of a signature in a keyring ends within it, so that the library need not
   * be trusted with lengths.
   */
  static void check(Slice body) throws Malformed {
    int version = (int) body.number(1);
    if (version == 4 || version == 6) {
      body.number(3);
      readRest(body, version);
    }
  }

  /** All subpackets, the type in front. */
  private static List<Slice> readRest(Slice body, int version) throws Malformed {
    List<Slice> subpackets = new ArrayList<>();
    int width = version == 4 ? 2 : 4;
    readArea(body.part(body.number(width)), subpackets);
    readArea(body.part(body.number(width)), subpackets);
    body.number(2);
    if (version == 6) {
      body.part(body.number(1));
    }
    return subpackets;
  }

  private static void readArea(Slice area, List<Slice> subpackets) throws Malformed {
    while (area.remaining() > 0) {
      long length = area.number(1);
      if (length == 255) {
        length = area.number(4);
      } else if (length >= 192) {
        length = ((length - 192) << 8) + area.number(1) + 192;
      }
      Slice subpacket = area.part(length);
      subpacket.peek();
      subpackets.add(subpacket);
    }
  }

  private static @Nullable Issuer issuer(List<Slice> subpackets, int version) throws Malformed {
    Issuer best = null;
    for (Slice subpacket : subpackets) {
      int type = (int) subpacket.number(1) & (CRITICAL - 1);
      if (type == ISSUER_KEY_ID || type == ISSUER_FINGERPRINT) {
        Issuer issuer =
            type == ISSUER_KEY_ID
                ? new Issuer(Texts.hex(subpacket.bytes(8)), "")
                : fingerprinted(subpacket, version);
        if (best != null && !best.agrees(issuer)) {
          throw new Malformed(
              "the signature names two keys, " + best.text() + " and " + issuer.text());
        }
        best = best == null || best.fingerprint.isEmpty() ? issuer : best;
      }
    }
    return best;
  }

  private static Issuer fingerprinted(Slice subpacket, int version) throws Malformed {
    int keyVersion = (int) subpacket.number(1);
    int size = version == 4 ? 20 : 32;
    if (keyVersion != version || subpacket.remaining() != size) {
      throw new Malformed(
          "the signature has version "
              + version
              + ", but names a key of version "
              + keyVersion
              + " by a fingerprint of "
              + subpacket.remaining()
              + " bytes");
    }
    String fingerprint = Texts.hex(subpacket.bytes(size));
    return new Issuer(
        version == 4 ? fingerprint.substring(24) : fingerprint.substring(0, 16), fingerprint);
  }
}
