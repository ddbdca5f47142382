package dev.portside.cli;

import dev.portside.api.Bytes;
import dev.portside.api.PluginVerifier;
import dev.portside.provenance.Keyring;
import dev.portside.provenance.PgpVerifier;
import dev.portside.provenance.Signatory;
import dev.portside.provenance.VerifiedFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Verifies with a keyring, which is read once there is something to verify, and keeps what OpenPGP
 * tells beyond what every mechanism of signing does.
 */
final class OpenPgpVerifier implements PluginVerifier {
  private final Path keyring;
  private @Nullable Signatory signatory;
  private @Nullable VerifiedFile file;

  OpenPgpVerifier(Path keyring) {
    this.keyring = keyring;
  }

  @Override
  public synchronized Verification verify(String fileName, String sha256, Bytes provenance) {
    if (signatory == null) {
      signatory = Signatory.of(Keyring.of(keyring), "");
    }
    file = signatory.verify(provenance, fileName, sha256);
    return PgpVerifier.verification(file);
  }

  /** What was verified last. */
  synchronized VerifiedFile file() {
    if (file == null) {
      throw new IllegalStateException("nothing is verified");
    }
    return file;
  }
}
