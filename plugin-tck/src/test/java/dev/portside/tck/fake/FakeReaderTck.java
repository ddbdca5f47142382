package dev.portside.tck.fake;

import dev.portside.api.ManifestReader;
import dev.portside.tck.ManifestReaderTck;
import java.time.Duration;
import java.util.function.Supplier;

/** The kit on {@link FakeReader}, correct or the one of the moment. */
public class FakeReaderTck extends ManifestReaderTck {
  static Supplier<ManifestReader> reader = FakeReader::new;

  @Override
  protected ManifestReader reader() {
    return reader.get();
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(4);
  }
}
