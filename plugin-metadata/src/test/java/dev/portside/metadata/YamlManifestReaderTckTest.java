package dev.portside.metadata;

import dev.portside.api.ManifestReader;
import dev.portside.tck.ManifestReaderTck;

class YamlManifestReaderTckTest extends ManifestReaderTck {
  @Override
  protected ManifestReader reader() {
    return new YamlManifestReader();
  }
}
