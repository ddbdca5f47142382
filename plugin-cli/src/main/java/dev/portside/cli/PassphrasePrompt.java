package dev.portside.cli;

import dev.portside.api.PluginException;
import dev.portside.provenance.Passphrase;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;

/** Asks for the passphrase of a locked key on the terminal, which does not show it. */
final class PassphrasePrompt implements Passphrase {
  private final Shell shell;

  PassphrasePrompt(Shell shell) {
    this.shell = shell;
  }

  /** A passphrase that somebody else pipes in. */
  static Passphrase from(InputStream in) {
    return key -> {
      try {
        return Passphrase.read(in);
      } catch (IOException e) {
        throw new PluginException(
            "cannot read the passphrase from standard input: " + Failures.reason(e), e);
      }
    };
  }

  @Override
  public char[] ask(String key) {
    // From Java 22 on there may be a console where there is no terminal, and it would echo.
    Console console = shell.isInTerminal() ? System.console() : null;
    char[] passphrase =
        console == null ? null : console.readPassword("Passphrase of %s: ", Visible.line(key));
    if (passphrase == null) {
      throw new PluginException(
          "the key "
              + key
              + " is locked, and there is no terminal to ask for its passphrase; give it with"
              + " --passphrase-file FILE, or - for standard input",
          null);
    }
    return passphrase;
  }
}
