package dev.portside.tck.fake;

import dev.portside.api.Bytes;
import dev.portside.api.Manifest;
import dev.portside.api.ManifestReader;
import org.jspecify.annotations.NullUnmarked;

/** Does nothing at all. */
@NullUnmarked
final class IdleReader implements ManifestReader {
  @Override
  public Manifest read(Bytes content, String source) {
    return null;
  }
}
