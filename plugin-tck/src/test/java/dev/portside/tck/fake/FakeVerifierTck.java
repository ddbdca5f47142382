package dev.portside.tck.fake;

import dev.portside.api.PluginVerifier;
import dev.portside.tck.PluginVerifierTck;
import java.util.function.Supplier;

/** The kit on {@link FakeVerifier}, correct or the one of the moment. */
class FakeVerifierTck extends PluginVerifierTck {
  static Supplier<PluginVerifier> verifier = FakeVerifier::new;

  @Override
  protected PluginVerifier verifier() {
    return verifier.get();
  }

  @Override
  protected Signed signed() {
    return new Signed(FakeVerifier.FILE, FakeVerifier.DIGEST, FakeVerifier.sign());
  }
}
