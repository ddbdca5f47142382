package dev.portside.cli;

import dev.portside.api.ManifestReader;
import dev.portside.api.PluginException;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.packaging.PluginPackager;
import dev.portside.packaging.PluginSigning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code package}: from a plugin's directory to an archive, and its provenance file. */
@Command(
    name = "package",
    description = {
      "Pack a plugin's directory into NAME-VERSION.tgz.",
      "The same files give the same bytes everywhere; SOURCE_DATE_EPOCH sets their time."
    })
final class PackageCommand extends PluginCommand {
  @Parameters(index = "0", paramLabel = "DIR", description = "The plugin's directory.")
  private Path dir = Path.of("");

  @Option(
      names = {"-d", "--destination"},
      paramLabel = "DIR",
      description = "Where the archive goes; made if need be (default: the current directory).")
  private Path destination = Path.of("");

  @Option(names = "--sign", description = "Sign it, too: writes NAME-VERSION.tgz.prov beside it.")
  private boolean sign;

  @Mixin private final SigningOptions signing = new SigningOptions();

  PackageCommand(PortsideCommand parent) {
    super(parent);
  }

  @Override
  int call(Session session) throws IOException {
    if (!sign && signing.isGiven()) {
      throw new UsageException("--key, --keyring and --passphrase-file need --sign");
    }
    if (Files.isRegularFile(dir)) {
      throw new UsageException("package expects a plugin's directory, found the file " + dir);
    }
    Shell shell = session.shell();
    ManifestReader reader = new YamlManifestReader();
    PluginPackager packager = packager(reader, shell);
    PluginSigning signer = sign ? signer(session, reader) : null; // before anything is written
    Files.createDirectories(destination.toAbsolutePath());
    Path archive = destination.resolve(packager.createPluginTarball(dir, destination).fileName());
    if (signer != null) {
      shell.out().println(SignCommand.signed(sign(signer, archive)));
    }
    String name = Visible.line(archive.normalize().toString());
    shell.out().println("Successfully packaged plugin and saved it to: " + name);
    return 0;
  }

  private static PluginPackager packager(ManifestReader reader, Shell shell) {
    try {
      return PluginPackager.with(reader).withTimeFrom(shell.env());
    } catch (IllegalArgumentException e) {
      throw new PluginException(String.valueOf(e.getMessage()), e);
    }
  }

  private PluginSigning signer(Session session, ManifestReader reader) {
    return PluginSigning.with(session.manager(), reader)
        .withSigner(signing.signer(session.shell()));
  }

  /** An archive that was to be signed and is not does not stay. */
  private static Path sign(PluginSigning signer, Path archive) throws IOException {
    try {
      return signer.signPlugin(archive);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(archive);
      throw e;
    }
  }
}
