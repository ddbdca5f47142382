package dev.portside.provenance;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Bytes;
import dev.portside.api.PluginSigner;

/** Signs with an OpenPGP key. Safe for use by several threads. */
public final class PgpSigner implements PluginSigner {
  private final Signatory signatory;

  private PgpSigner(Signatory signatory) {
    this.signatory = requireNonNull(signatory, "signatory");
  }

  /**
   * A signer.
   *
   * @param signatory key, passphrase and clock
   * @return the signer
   */
  public static PgpSigner with(Signatory signatory) {
    return new PgpSigner(signatory);
  }

  @Override
  public Bytes sign(Bytes messageBlock) {
    return signatory.clearSign(messageBlock);
  }
}
