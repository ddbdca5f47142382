package dev.portside.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Tells who signed an archive. It sees the name and the digest, never the archive: who reads the
 * bytes hashes them on the way, so there is no second read to race with, and any mechanism of
 * signing fits. A service; the one that is discovered uses the user's default keyring, a host makes
 * its own with the keys it trusts.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface PluginVerifier {
  /**
   * Verifies a provenance file.
   *
   * @param fileName the archive's base name, as the provenance must list it
   * @param sha256 the archive's digest, 64 lower-case hexadecimal digits
   * @param provenance the content of the {@code .prov} file
   * @return who signed what
   * @throws InvalidPluginException if it does not verify, with the reason
   */
  Verification verify(String fileName, String sha256, Bytes provenance);

  /**
   * A signature that holds.
   *
   * @param signer the user id of the key
   * @param fingerprint of the key that signed, upper-case hexadecimal digits
   * @param signedAt when, as the signature says
   * @param name the plugin's name as signed
   * @param version the plugin's version as signed
   * @param findings warnings, such as keys that could not be read
   */
  record Verification(
      String signer,
      String fingerprint,
      Instant signedAt,
      String name,
      String version,
      List<Finding> findings) {
    /** Checks that nothing is null and copies the findings. */
    public Verification {
      requireNonNull(signer, "signer");
      requireNonNull(fingerprint, "fingerprint");
      requireNonNull(signedAt, "signedAt");
      requireNonNull(name, "name");
      requireNonNull(version, "version");
      findings = List.copyOf(findings);
    }
  }
}
