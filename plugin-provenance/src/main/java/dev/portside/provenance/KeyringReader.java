package dev.portside.provenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.Position;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a keyring key by key. What frames the keys must be right to the last byte; a key that is
 * wrong inside is reported and skipped, as there are keys of every age in a ring.
 */
final class KeyringReader {
  private static final String EXPORT = "export the keys: gpg --export KEY >FILE";

  private static final String MINIMAL = "gpg --export --export-options export-clean KEY >FILE";

  /** A key with some thousand signatures of others is known; one with more was flooded. */
  private static final int MOST_PACKETS = 10_000;

  private final String source;
  private final List<KeyBlock> blocks;
  private final List<Finding> findings;
  private final int most;
  private int count;

  KeyringReader(String source, List<KeyBlock> blocks, List<Finding> findings, int most) {
    this.source = source;
    this.blocks = blocks;
    this.findings = findings;
    this.most = most;
  }

  /** Reads a whole file. */
  void read(byte[] file) throws Malformed {
    if (file.length == 0) {
      return;
    }
    if ((file[0] & 0x80) != 0) {
      readPackets(file);
    } else {
      readText(file);
    }
  }

  private void readText(byte[] file) throws Malformed {
    String start = new String(file, 0, Math.min(file.length, 16), ISO_8859_1);
    if (start.startsWith("KBXf", 8)) {
      throw new Malformed("it is a keybox, gpg's own format; " + EXPORT);
    }
    if (start.startsWith("ssh-")) {
      throw new Malformed("it is an SSH key, which cannot sign provenance; " + EXPORT);
    }
    Lines lines = Lines.of(file);
    int before = count;
    while (lines.hasNext()) {
      String line = lines.next("a key");
      for (String label : List.of("PUBLIC KEY BLOCK", "PRIVATE KEY BLOCK")) {
        if (line.equals(Armor.head(label))) {
          readPackets(Armor.read(lines, label));
        }
      }
    }
    if (count == before) {
      throw new Malformed(
          "it is not a keyring, it begins with " + Texts.quoted(start) + "; " + EXPORT);
    }
  }

  private void readPackets(byte[] data) throws Malformed {
    Packets packets = new Packets(data);
    int start = 0;
    int size = 0;
    boolean secret = false;
    String broken = "";
    while (packets.next()) {
      boolean first = packets.tag() == Packets.PUBLIC_KEY || packets.tag() == Packets.SECRET_KEY;
      if (first && packets.start() > 0) {
        add(Arrays.copyOfRange(data, start, packets.start()), secret, broken);
        broken = "";
      }
      if (first) {
        start = packets.start();
        size = 0;
        secret = packets.tag() == Packets.SECRET_KEY;
      } else if (packets.start() == 0) {
        throw new Malformed(
            "it begins with a packet of type " + packets.tag() + ", not with a key; " + EXPORT);
      }
      if (++size > MOST_PACKETS) {
        broken = "it has more than " + MOST_PACKETS + " packets; " + MINIMAL;
      }
      broken = broken.isEmpty() ? check(packets) : broken;
    }
    if (data.length > 0) {
      add(Arrays.copyOfRange(data, start, data.length), secret, broken);
    }
  }

  private static String check(Packets packets) {
    try {
      if (packets.tag() == Packets.SIGNATURE) {
        SignaturePacket.check(packets.body());
      }
      return "";
    } catch (Malformed e) {
      return e.reason();
    }
  }

  private void add(byte[] packets, boolean secret, String broken) throws Malformed {
    if (++count > most) {
      throw new Malformed("it has more than " + most + " keys");
    }
    try {
      if (!broken.isEmpty()) {
        throw new Malformed(broken);
      }
      blocks.add(new KeyBlock(Bytes.copyOf(packets), secret));
    } catch (Malformed e) {
      findings.add(
          Finding.warning(
              Position.of(source),
              "",
              "key " + count + " of the ring cannot be read and is skipped: " + e.reason()));
    }
  }
}
