package dev.portside.provenance;

import dev.portside.api.Bytes;
import dev.portside.api.PluginVerifier;
import dev.portside.tck.PluginVerifierTck;

final class PgpVerifierTckTest extends PluginVerifierTck {
  private static final TestKey KEY = TestKey.ann();
  private static final Bytes PROVENANCE = Sample.prov(KEY);

  @Override
  protected PluginVerifier verifier() {
    return PgpVerifier.with(KEY.ring(), TestKey.CLOCK);
  }

  @Override
  protected Signed signed() {
    return new Signed(Sample.FILE, Sample.SHA256, PROVENANCE);
  }
}
