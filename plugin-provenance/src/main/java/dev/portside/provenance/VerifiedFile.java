package dev.portside.provenance;

import static java.util.Objects.requireNonNull;

import dev.portside.api.Finding;
import java.time.Instant;
import java.util.List;

/**
 * A file that is what its provenance says, signed by a key of the keyring.
 *
 * @param fileName the base name under which the provenance lists it
 * @param fileHash its digest with the scheme in front, such as {@code sha256:} and 64 digits
 * @param signer the primary user id of the key, as it is written there
 * @param userIds all user ids of the key that are valid, the primary one first
 * @param fingerprint of the primary key, upper-case hexadecimal digits; what Helm shows
 * @param signingKey the fingerprint of the key that signed: the primary key or a subkey
 * @param signedAt when, as the signature says
 * @param block what was signed
 * @param findings warnings, such as keys that could not be read
 */
public record VerifiedFile(
    String fileName,
    String fileHash,
    String signer,
    List<String> userIds,
    String fingerprint,
    String signingKey,
    Instant signedAt,
    MessageBlock block,
    List<Finding> findings) {
  /** Checks that nothing is null and copies the lists. */
  public VerifiedFile {
    requireNonNull(fileName, "fileName");
    requireNonNull(fileHash, "fileHash");
    requireNonNull(signer, "signer");
    userIds = List.copyOf(userIds);
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(signingKey, "signingKey");
    requireNonNull(signedAt, "signedAt");
    requireNonNull(block, "block");
    findings = List.copyOf(findings);
  }
}
