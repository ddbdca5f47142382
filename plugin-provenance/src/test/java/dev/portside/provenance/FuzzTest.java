package dev.portside.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.portside.api.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Any bytes are read, or refused with an error of ours that has a reason, in no time: {@link
 * ProvenanceReaders} has what is read and what must be true of it.
 */
final class FuzzTest {
  private static final Duration NO_TIME = Duration.ofSeconds(5);

  @Provide
  Arbitrary<String> readers() {
    return Arbitraries.of(ProvenanceReaders.READINGS.keySet().stream().sorted().toList());
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Mutation.some();
  }

  private static void read(String reader, byte[] bytes) {
    for (Function<byte[], String> reading : ProvenanceReaders.READINGS.get(reader)) {
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
  void changed(@ForAll("readers") String reader, @ForAll("mutations") List<Mutation> mutations) {
    for (byte[] sample : ProvenanceReaders.SAMPLES.get(reader)) {
      read(reader, Mutation.apply(Bytes.copyOf(sample), mutations).toArray());
    }
  }

  @Property(tries = 1)
  @Label("each sample is taken in one of the ways that its reader has")
  void samplesAreTaken() {
    ProvenanceReaders.SAMPLES.forEach((reader, samples) -> {
      for (byte[] sample : samples) {
        List<String> reasons =
            ProvenanceReaders.READINGS.get(reader).stream()
                .map(reading -> reading.apply(sample))
                .toList();
        assertEquals(true, reasons.contains(""), reasons::toString);
      }
    });
  }
}
