package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Any bytes are read, or refused with an error of ours that has a reason, in no time, and with
 * limits so low that what is beyond them would be noticed.
 */
final class ReaderFuzzTest {
  private static final Duration NO_TIME = Duration.ofSeconds(10);
  private static final ArchiveLimits LIMITS =
      ArchiveLimits.DEFAULT.withBytes(1 << 20, 1 << 20, 1 << 20).withEntries(50);
  private static final byte[] TAR =
      TestArchive.good()
          .pax('g', "comment", "0123")
          .pax('x', "path", "good/" + "d".repeat(120))
          .file("cut", "content")
          .entry("@", 'L', "good/" + "f".repeat(120) + "\0")
          .file("cut", "")
          .directory("good/d/")
          .end("")
          .tar();
  private static final byte[] TGZ = TestArchive.gzip(TAR);

  /** At some place, from 0 to 1, some bytes go and others come. */
  record Mutation(double place, int removed, Bytes added) {}

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    Arbitrary<byte[]> added =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(8),
            Arbitraries.of(
                new byte[512],
                TestArchive.header("good/x", '0', 512),
                TestArchive.header("x", 'x', 20),
                "\200\0\0\0\0\0\0\0\377".getBytes(ISO_8859_1),
                "18 size=99999999\n".getBytes(UTF_8),
                "../".getBytes(UTF_8)));
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(0, 9),
            added.map(Bytes::copyOf))
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static byte[] apply(byte[] original, List<Mutation> mutations, boolean keepLength) {
    byte[] bytes = original;
    for (Mutation mutation : mutations) {
      int place = (int) (mutation.place() * bytes.length);
      int removed = keepLength ? mutation.added().size() : mutation.removed();
      int rest = Math.min(bytes.length, place + removed);
      ByteArrayOutputStream changed = new ByteArrayOutputStream();
      changed.write(bytes, 0, place);
      changed.writeBytes(mutation.added().toArray());
      changed.write(bytes, rest, bytes.length - rest);
      bytes = changed.toByteArray();
    }
    return bytes;
  }

  private static void read(byte[] archive) {
    assertTimeout(
        NO_TIME,
        () -> {
          try {
            PluginArchive found = TestArchive.read(archive, LIMITS);
            assertEquals(archive.length, found.size(), "read to the end");
            assertEquals(true, found.entries() <= 50);
          } catch (InvalidPluginException e) {
            assertEquals(true, e.getMessage().length() > TestArchive.FILE.length() + 2);
            assertEquals(true, e.getMessage().chars().noneMatch(Character::isISOControl));
          }
        });
  }

  @Property
  @Label("any bytes as gzip")
  void anything(@ForAll byte[] bytes) {
    read(bytes);
  }

  @Property
  @Label("any bytes as tar")
  void anyTar(@ForAll byte[] bytes) {
    read(TestArchive.gzip(bytes));
  }

  @Property
  @Label("a changed gzip file")
  void gzip(@ForAll("mutations") List<Mutation> mutations) {
    read(apply(TGZ, mutations, false));
  }

  @Property
  @Label("a changed tar archive")
  void tar(@ForAll("mutations") List<Mutation> mutations) {
    read(TestArchive.gzip(apply(TAR, mutations, false)));
  }

  @Property
  @Label("a changed header with its checksum put right")
  void header(@ForAll("mutations") List<Mutation> mutations) {
    byte[] header = apply(TestArchive.header("good/x", '0', 3), mutations, true);
    byte[] whole = Arrays.copyOf(header, 512);
    read(TestArchive.good().raw(TestArchive.changed(whole, 0, ""), "abc").tgz());
  }

  @Property
  @Label("a changed extended header")
  void extended(@ForAll("mutations") List<Mutation> mutations) {
    String records =
        TestArchive.record("path", "good/y")
            + TestArchive.record("size", "3")
            + TestArchive.record("mtime", "1.5");
    byte[] changed = apply(records.getBytes(ISO_8859_1), mutations, false);
    String text = new String(changed, ISO_8859_1);
    read(TestArchive.good().entry("p", 'x', text).file("good/x", "abc").tgz());
  }
}
