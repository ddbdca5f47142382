package dev.portside.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.portside.api.Bytes;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Any bytes are read, or refused with an error of ours that has a reason, in no time: {@link
 * ArchiveReaders} has what is read and what must be true of it.
 */
final class ReaderFuzzTest {
  private static final Duration NO_TIME = Duration.ofSeconds(10);

  /** At some place, from 0 to 1, some bytes go and others come. */
  record Mutation(double place, int removed, Bytes added) {}

  @Provide
  Arbitrary<String> readers() {
    return Arbitraries.of(ArchiveReaders.READINGS.keySet().stream().sorted().toList());
  }

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

  /** A mutation that keeps the length takes out as much as it puts in: fields stay in place. */
  private static byte[] apply(byte[] original, List<Mutation> mutations, boolean keepsLength) {
    byte[] bytes = original;
    for (Mutation mutation : mutations) {
      int place = (int) (mutation.place() * bytes.length);
      int removed = keepsLength ? mutation.added().size() : mutation.removed();
      int rest = Math.min(bytes.length, place + removed);
      ByteArrayOutputStream changed = new ByteArrayOutputStream();
      changed.write(bytes, 0, place);
      changed.writeBytes(mutation.added().toArray());
      changed.write(bytes, rest, bytes.length - rest);
      bytes = changed.toByteArray();
    }
    return bytes;
  }

  private static void read(String reader, byte[] bytes) {
    for (Function<byte[], String> reading : ArchiveReaders.READINGS.get(reader)) {
      assertTimeout(NO_TIME, () -> reading.apply(bytes));
    }
  }

  @Property
  @Label("any bytes")
  void anything(@ForAll("readers") String reader, @ForAll byte[] bytes) {
    read(reader, bytes);
  }

  @Property
  @Label("a sample that was changed")
  void changed(
      @ForAll("readers") String reader,
      @ForAll("mutations") List<Mutation> mutations,
      @ForAll boolean keepsLength) {
    for (byte[] sample : ArchiveReaders.SAMPLES.get(reader)) {
      read(reader, apply(sample, mutations, keepsLength));
    }
  }

  @Property(tries = 1)
  @Label("each sample is taken in one of the ways that its reader has")
  void samplesAreTaken() {
    ArchiveReaders.SAMPLES.forEach((reader, samples) -> {
      for (byte[] sample : samples) {
        List<String> reasons =
            ArchiveReaders.READINGS.get(reader).stream()
                .map(reading -> reading.apply(sample))
                .toList();
        assertEquals(true, reasons.contains(""), reasons::toString);
      }
    });
  }
}
