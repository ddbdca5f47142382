package dev.portside.cli;

import dev.portside.metadata.YamlManifestReader;
import dev.portside.packaging.install.InstallOptions;
import dev.portside.packaging.install.PluginInstaller;
import dev.portside.provenance.Keyring;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands share that change the directory of plugins. */
final class InstallerOptions {
  @Option(
      names = "--verify",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = "Demand the signature of somebody trusted (default: true).")
  private boolean verify = true;

  @Option(
      names = "--keyring",
      paramLabel = "FILE",
      description = {
        "Whose signatures count: keys as gpg --export writes them",
        "(default: pubring.gpg in $GNUPGHOME, then in ~/.gnupg)."
      })
  private @Nullable Path keyring;

  @Option(
      names = "--hooks",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = "Run the plugin's hook (default: true).")
  private boolean hooks = true;

  @Option(names = "--dry-run", description = "Do all but the change itself.")
  private boolean dryRun;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES} (default: text).")
  private ListFormat format = ListFormat.TEXT;

  boolean verify() {
    return verify;
  }

  boolean isDryRun() {
    return dryRun;
  }

  boolean isJson() {
    return format == ListFormat.JSON;
  }

  InstallOptions options() {
    return InstallOptions.DEFAULT.withVerify(verify).withHooks(hooks).withDryRun(dryRun);
  }

  OpenPgpVerifier verifier(Session session) {
    return new OpenPgpVerifier(
        keyring == null ? Keyring.defaultFile(session.shell().env()) : keyring);
  }

  /** An installer for the first directory of plugins, and who tells what it does. */
  PluginInstaller installer(Session session, InstallReport report) {
    return PluginInstaller.builder(session.firstBase(), session.manager(), new YamlManifestReader())
        .verifier(report.verifier())
        .listener(report)
        .hookOptions(session.options(session.shell().stdio()))
        .build();
  }
}
