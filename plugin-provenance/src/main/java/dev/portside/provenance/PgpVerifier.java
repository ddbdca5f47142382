package dev.portside.provenance;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.PluginVerifier;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Verifies the provenance of plugins with OpenPGP keys. Stricter than Helm: {@link Signatory} holds
 * the signature and the sums, and the signed metadata must be those of a plugin, so that a signed
 * chart does not pass for one. Whether they are those of the plugin in the archive is for the
 * reader of the archive to compare.
 *
 * <p>Safe for use by several threads. A keyring that cannot be used is a {@link
 * dev.portside.api.PluginException}, what does not verify an {@link InvalidPluginException}: only
 * the second says something about the archive.
 */
public final class PgpVerifier implements PluginVerifier {
  private static final int DEEPEST_METADATA = 100;

  private final Supplier<Signatory> signatory;

  /**
   * A verifier with the user's default keyring ({@link Keyring#defaultFile}) and the clock of the
   * system. The keyring is read for each verification.
   */
  public PgpVerifier() {
    this(() -> Signatory.of(Keyring.of(Keyring.defaultFile(System.getenv())), ""));
  }

  private PgpVerifier(Supplier<Signatory> signatory) {
    this.signatory = signatory;
  }

  /**
   * A verifier.
   *
   * @param keyring whom to trust
   * @param clock the time; what has expired depends on it
   * @return the verifier
   */
  public static PgpVerifier with(Keyring keyring, Clock clock) {
    Signatory signatory = Signatory.of(keyring, "").withClock(clock);
    return new PgpVerifier(() -> signatory);
  }

  @Override
  public Verification verify(String fileName, String sha256, Bytes provenance) {
    return verification(signatory.get().verify(provenance, fileName, sha256));
  }

  /**
   * What the port tells of a file that {@link Signatory} has verified; for hosts that want to know
   * more of it, too, without checking the signature twice.
   *
   * @param file a verified file
   * @return the part of it that does not depend on OpenPGP
   * @throws InvalidPluginException if what was signed is not the metadata of a plugin
   */
  public static Verification verification(VerifiedFile file) {
    try {
      Map<?, ?> metadata = YamlText.readMapping(file.block().metadata(), DEEPEST_METADATA);
      return new Verification(
          file.signer(),
          file.fingerprint(),
          file.signedAt(),
          text(metadata, "Name"),
          text(metadata, "Version"),
          file.findings());
    } catch (Malformed e) {
      throw Refusal.of(
          new Malformed(
              "the signature is good, but what was signed is not the metadata of a plugin: "
                  + e.placed()
                  + "; this is the provenance of something else"));
    }
  }

  private static String text(Map<?, ?> metadata, String key) throws Malformed {
    if (metadata.get(key) instanceof String value && !value.isBlank()) {
      return value;
    }
    throw new Malformed("expected \"" + key + "\"");
  }
}
