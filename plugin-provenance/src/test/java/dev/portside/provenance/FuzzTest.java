package dev.portside.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.PluginException;
import dev.portside.api.PluginVerifier.Verification;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any bytes are read, or refused with an error of ours, in no time. */
final class FuzzTest {
  private static final Duration NO_TIME = Duration.ofSeconds(5);
  private static final TestKey KEY = TestKey.ann().subkey(true, none -> {});
  private static final Bytes PROVENANCE = Sample.prov(KEY);
  private static final Bytes SIGNATURES =
      TestKey.join(
          Bytes.copyOf(KEY.sign("a")), Bytes.copyOf(new byte[] {(byte) 0xca, 3, 'P', 'G', 'P'}));
  private static final Bytes RING = TestKey.join(TestKey.ann().publicRing(), KEY.publicRing());
  private static final Bytes ARMORED =
      Bytes.utf8("Ann\n" + Armor.write("PUBLIC KEY BLOCK", RING.toArray()) + "\nand Bob\n");
  private static final Verification TOLD = Sample.verify(KEY, PROVENANCE);

  /** Something that may be refused. */
  private interface Reading {
    void run() throws Malformed;
  }

  private static void read(Reading reading) {
    assertTimeout(
        NO_TIME,
        () -> {
          try {
            reading.run();
          } catch (Malformed | PluginException e) {
            assertEquals(false, String.valueOf(e.getMessage()).isBlank(), "a reason");
          }
        });
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Mutation.some();
  }

  @Property
  @Label("the frame of a signed message: what is read is read again when it is written again")
  void frame(@ForAll("mutations") List<Mutation> mutations) {
    Bytes file = Mutation.apply(PROVENANCE, mutations);
    read(() -> {
      Cleartext first = Cleartext.read(file);
      Bytes written = first.write("SHA512", first.signatures().toArray());
      Cleartext second = Cleartext.read(written);
      assertEquals(first.text(), second.text());
      assertEquals(first.signatures(), second.signatures());
    });
  }

  @Property
  @Label("any bytes as provenance, signatures, block and keyring")
  void anything(@ForAll byte[] bytes) {
    Bytes any = Bytes.copyOf(bytes);
    read(() -> Cleartext.read(any));
    read(() -> SignaturePacket.readAll(any));
    read(() -> MessageBlock.parse(any));
    read(() -> Keyring.of(any, "ring"));
  }

  @Property
  @Label("a changed provenance is refused, or tells what it told before")
  void provenance(@ForAll("mutations") List<Mutation> mutations) {
    Bytes file = Mutation.apply(PROVENANCE, mutations);
    assertTimeout(
        NO_TIME,
        () -> {
          try {
            assertEquals(TOLD, Sample.verify(KEY, file));
          } catch (InvalidPluginException e) {
            assertEquals(false, String.valueOf(e.getMessage()).isBlank(), "a reason");
          }
        });
  }

  @Property
  @Label("signature packets")
  void signatures(@ForAll("mutations") List<Mutation> mutations) {
    Bytes packets = Mutation.apply(SIGNATURES, mutations);
    read(() -> SignaturePacket.readAll(packets));
    read(() -> Sample.verify(KEY, Sample.prov(Sample.TEXT, packets.toArray())));
  }

  @Property
  @Label("keyrings, binary")
  void binaryKeyring(@ForAll("mutations") List<Mutation> mutations) {
    keyring(Mutation.apply(RING, mutations));
  }

  @Property
  @Label("keyrings, armored")
  void armoredKeyring(@ForAll("mutations") List<Mutation> mutations) {
    keyring(Mutation.apply(ARMORED, mutations));
  }

  private static void keyring(Bytes file) {
    read(() -> {
      Keyring ring = Keyring.of(file, "ring");
      PgpVerifier verifier = PgpVerifier.with(ring, TestKey.CLOCK);
      verifier.verify(Sample.FILE, Sample.SHA256, PROVENANCE);
    });
  }

  @Property
  @Label("message blocks")
  void block(@ForAll("mutations") List<Mutation> mutations) {
    Bytes text = Mutation.apply(Bytes.utf8(Sample.TEXT), mutations);
    read(() -> {
      MessageBlock block = MessageBlock.parse(text);
      assertEquals(block.sums(), MessageBlock.parse(block.write()).sums());
    });
  }
}
