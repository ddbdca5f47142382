package dev.portside.cli;

import dev.portside.api.PluginSigner;
import dev.portside.provenance.Keyring;
import dev.portside.provenance.Passphrase;
import dev.portside.provenance.PgpSigner;
import dev.portside.provenance.Signatory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** With which key a command signs, and how the key is unlocked. */
final class SigningOptions {
  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "Which key signs: a part of its user id, its id or fingerprint (default: the only one).")
  private @Nullable String key;

  @Option(
      names = "--keyring",
      paramLabel = "FILE",
      description = {
        "Secret keys, as gpg --export-secret-keys writes them",
        "(default: pubring.gpg in $GNUPGHOME, then in ~/.gnupg)."
      })
  private @Nullable Path keyring;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = {
        "Passphrase of a locked key; - is standard input.",
        "Without it, a terminal is asked."
      })
  private @Nullable String passphraseFile;

  /** Whether one of them was given. */
  boolean isGiven() {
    return key != null || keyring != null || passphraseFile != null;
  }

  /** A signer with this key. The keyring is read now, the passphrase if the key is locked. */
  PluginSigner signer(Shell shell) {
    Path ring = keyring == null ? Keyring.defaultFile(shell.env()) : keyring;
    Signatory signatory = Signatory.of(Keyring.of(ring), key == null ? "" : key);
    return PgpSigner.with(signatory.withPassphrase(passphrase(shell)));
  }

  private Passphrase passphrase(Shell shell) {
    return passphraseFile == null
        ? new PassphrasePrompt(shell)
        : passphraseFile.equals("-")
            ? PassphrasePrompt.from(shell.in())
            : Passphrase.file(Path.of(passphraseFile));
  }
}
