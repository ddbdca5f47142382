package dev.portside.cli;

import dev.portside.metadata.YamlManifestReader;
import dev.portside.packaging.PluginSigning;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sign}: the provenance file for an archive that is there already. */
@Command(
    name = "sign",
    description = "Sign a plugin's archive: writes TGZ.prov beside it, for Helm, gpg and sq, too.")
final class SignCommand extends PluginCommand {
  @Parameters(index = "0", paramLabel = "TGZ", description = "The archive; it is not changed.")
  private Path archive = Path.of("");

  @Mixin private final SigningOptions signing = new SigningOptions();

  SignCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) throws IOException {
    Shell shell = session.shell();
    Path provenance =
        PluginSigning.with(session.manager(), new YamlManifestReader())
            .withSigner(signing.signer(shell))
            .signPlugin(archive);
    shell.out().println(signed(provenance));
    return 0;
  }

  /** As Helm says it. */
  static String signed(Path provenance) {
    return "Successfully signed. Signature written to: "
        + Visible.line(provenance.normalize().toString());
  }
}
