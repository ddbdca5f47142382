package dev.portside.cli;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;
import dev.portside.metadata.YamlManifestReader;
import dev.portside.packaging.PluginArchive;
import dev.portside.packaging.PluginSigning;
import dev.portside.packaging.VerifiedPlugin;
import dev.portside.provenance.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: whether an archive is what somebody trusted has signed. */
@Command(
    name = "verify",
    description = "Tell who signed a plugin's archive, and whether it still is what was signed.",
    footer = {
      "",
      "The exit code is 0 if the archive is verified, 1 if it is not, 2 for a wrong command line,",
      "and 3 if nobody can tell, as without a keyring. The reason is on standard error."
    })
final class VerifyCommand extends PluginCommand {
  /** Neither verified nor refused: something that was needed for a verdict could not be had. */
  static final int CANNOT_TELL = 3;

  private static final String KEYRING = "--keyring";

  @Parameters(index = "0", paramLabel = "TGZ", description = "The archive; TGZ.prov is beside it.")
  private Path archive = Path.of("");

  @Option(
      names = KEYRING,
      paramLabel = "FILE",
      description = {
        "Whose signatures count: keys as gpg --export writes them",
        "(default: pubring.gpg in $GNUPGHOME, then in ~/.gnupg)."
      })
  private @Nullable Path keyring;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES} (default: text).")
  private ListFormat format = ListFormat.TEXT;

  VerifyCommand(PortsideCommand parent) {
    super(parent);
  }

  /** The command for a line that needs no picocli, as that would make it; null for all others. */
  static @Nullable VerifyCommand plain(Shell shell, String... args) {
    PlainLine line = PlainLine.read("verify", Set.of(KEYRING), args);
    if (line == null) {
      return null;
    }
    VerifyCommand command = new VerifyCommand(new PortsideCommand(shell));
    String file = line.values().get(KEYRING);
    command.keyring = file == null ? null : Path.of(file);
    command.archive = Path.of(line.operand());
    return command;
  }

  @Override
  int call(Session session) {
    if (Files.isDirectory(archive) || !PluginArchive.isTarball(archive.toString())) {
      throw new UsageException(
          "verify expects a packed plugin (.tgz or .tar.gz), found \"" + archive + "\"");
    }
    try {
      VerifyReport report = verified(session);
      report.warnings().forEach(session.failures()::warn);
      print(session, report);
      return 0;
    } catch (InvalidPluginException e) {
      return refused(session, e, "not-verified", Failures.FAILED);
    } catch (IOException | RuntimeException | Error e) {
      return refused(session, e, "cannot-tell", CANNOT_TELL);
    }
  }

  private VerifyReport verified(Session session) throws IOException {
    if (!Files.exists(archive)) {
      throw new NoSuchFileException(archive.toString());
    }
    Path provenance = PluginSigning.provenanceOf(archive);
    if (!Files.exists(provenance)) {
      throw new InvalidPluginException(
          Finding.error(
              Position.of(provenance.toString()),
              "",
              "no such file; the archive is not signed, or was copied without it"));
    }
    Path trusted = keyring == null ? Keyring.defaultFile(session.shell().env()) : keyring;
    OpenPgpVerifier verifier = new OpenPgpVerifier(trusted);
    VerifiedPlugin plugin =
        PluginSigning.with(session.manager(), new YamlManifestReader())
            .withVerifier(verifier)
            .verifyPlugin(archive);
    return VerifyReport.verified(plugin, verifier.file());
  }

  private int refused(Session session, Throwable failure, String verdict, int code) {
    session.failures().report(failure);
    print(session, VerifyReport.refused(verdict, session.failures().text(failure)));
    return code;
  }

  private void print(Session session, VerifyReport report) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("path", archive.toString());
    form.putAll(report.form());
    boolean isJson = format == ListFormat.JSON;
    session
        .shell()
        .out()
        .print(isJson ? new Json().pretty(form) + System.lineSeparator() : report.text());
  }
}
