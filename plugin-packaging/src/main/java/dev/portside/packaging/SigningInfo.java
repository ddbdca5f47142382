package dev.portside.packaging;

import static java.util.Objects.requireNonNull;

import dev.portside.api.PluginVerifier.Verification;
import java.util.Optional;

/**
 * What is known about the signature of an installed plugin, and why.
 *
 * @param status in a word or two
 * @param verification who signed: there if and only if the status is {@link SigningStatus#SIGNED}
 * @param reason why it is not signed, what to do, for people; empty if it is
 */
public record SigningInfo(
    SigningStatus status, Optional<Verification> verification, String reason) {
  /**
   * Checks that nothing is null and that nothing is called signed without a verification.
   *
   * @throws IllegalArgumentException if status and verification disagree
   */
  public SigningInfo {
    requireNonNull(status, "status");
    requireNonNull(verification, "verification");
    requireNonNull(reason, "reason");
    if (verification.isPresent() != (status == SigningStatus.SIGNED)) {
      throw new IllegalArgumentException("signed is what has been verified, and nothing else");
    }
  }

  static SigningInfo signed(Verification verification) {
    return new SigningInfo(SigningStatus.SIGNED, Optional.of(verification), "");
  }

  static SigningInfo not(SigningStatus status, String reason) {
    return new SigningInfo(status, Optional.empty(), reason);
  }

  /**
   * Whether a signature has been verified.
   *
   * @return true for {@link SigningStatus#SIGNED}
   */
  public boolean isSigned() {
    return status == SigningStatus.SIGNED;
  }
}
