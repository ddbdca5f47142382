package dev.portside.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portside.api.Bytes;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.ManifestReader;
import dev.portside.api.PluginException;
import dev.portside.api.PluginVerifier;
import dev.portside.api.PluginVerifier.Verification;
import dev.portside.api.host.PluginManager;
import dev.portside.metadata.YamlManifestReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Signing and verifying")
class PluginSigningTest {
  private static final ManifestReader READER = new YamlManifestReader();
  private static final PluginArchive GOOD = TestArchive.read(TestArchive.good().tgz());

  @TempDir Path scratch;
  private final PluginManager manager = PluginManager.discovered();
  private final PluginSigning signing = PluginSigning.with(manager, READER);
  private Path file;

  @BeforeEach
  void makeArchive() throws IOException {
    file = Files.write(scratch.resolve(TestArchive.FILE), TestArchive.good().tgz());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** A verifier for one provenance, which vouches for a name and a version. */
  private static PluginVerifier vouching(String name, String version) {
    return (fileName, sha256, provenance) -> {
      assertEquals("signed " + fileName + " " + sha256, provenance.text());
      return new Verification("Ann", "AB12", Instant.EPOCH, name, version, List.of());
    };
  }

  private static Bytes provenance(PluginArchive archive) {
    return Bytes.utf8("signed " + archive.fileName() + " " + archive.sha256());
  }

  @Test
  @DisplayName("gives the signer the metadata, and name and digest of the archive, as Helm does")
  void givesTheBlock() throws IOException {
    Path written = signing.withSigner(block -> block).signPlugin(file);
    assertEquals(scratch.resolve("good-1.0.0.tgz.prov"), written);
    assertEquals(
        """
        APIVersion: v1
        Config:
          IgnoreFlags: false
          LongHelp: ""
          ShortHelp: ""
          Usage: ""
        Name: good
        Runtime: subprocess
        RuntimeConfig:
          PlatformCommand:
          - Architecture: ""
            Args: null
            Command: echo
            OperatingSystem: ""
          PlatformHooks: null
          ProtocolCommands: null
        SourceURL: ""
        Type: cli/v1
        Version: 1.0.0

        ...
        files:
          good-1.0.0.tgz: sha256:%s
        """
            .formatted(GOOD.sha256()),
        Files.readString(written));
  }

  @Test
  @DisplayName("tells who signed what")
  void verifies() throws IOException {
    Files.writeString(PluginSigning.provenanceOf(file), provenance(GOOD).text());
    VerifiedPlugin verified = signing.withVerifier(vouching("good", "1.0.0")).verifyPlugin(file);
    assertEquals("Ann", verified.verification().signer());
    assertEquals(GOOD.sha256(), verified.archive().sha256());
    assertEquals("good", verified.manifest().name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other|1.0.0|the signed name is \"other\", but plugin.yaml in the archive says \"good\"",
        "good|1.0.1|the signed version is \"1.0.1\", but plugin.yaml in the archive says \"1.0.0\"",
        "''|''|the signed name is \"\", but plugin.yaml in the archive says \"good\"",
      })
  @DisplayName("refuses a signature for something else, a chart or another plugin")
  void refusesForeignSignatures(String name, String version, String error) {
    PluginSigning verifying = signing.withVerifier(vouching(name, version));
    assertEquals(
        "good-1.0.0.tgz.prov: " + error + "; this provenance is for something else",
        assertThrows(
                InvalidPluginException.class, () -> verifying.verifyPlugin(GOOD, provenance(GOOD)))
            .getMessage());
  }

  @Test
  @DisplayName("hands on the reason of the verifier")
  void handsOnReasons() {
    InvalidPluginException reason = new InvalidPluginException(List.of());
    PluginSigning verifying =
        signing.withVerifier((fileName, sha256, provenance) -> {
          throw reason;
        });
    assertSame(
        reason,
        assertThrows(
            InvalidPluginException.class, () -> verifying.verifyPlugin(GOOD, Bytes.EMPTY)));
  }

  @Test
  @DisplayName("says which module is missing, before it reads anything")
  void namesTheMissingModule() throws IOException {
    Files.delete(file);
    String rest = ": add the module plugin-provenance, or hand one of your own to PluginSigning";
    assertEquals(
        "no PluginSigner" + rest,
        assertThrows(PluginException.class, () -> signing.signPlugin(file)).getMessage());
    assertEquals(
        "no PluginVerifier" + rest,
        assertThrows(PluginException.class, () -> signing.verifyPlugin(file)).getMessage());
  }

  @Test
  @DisplayName("wants a provenance file of a sane size")
  void wantsProvenance() throws IOException {
    PluginSigning verifying = signing.withVerifier(vouching("good", "1.0.0"));
    Path missing = PluginSigning.provenanceOf(file);
    assertEquals(
        missing + ": no provenance file: without it nothing can be verified",
        assertThrows(NoSuchFileException.class, () -> verifying.verifyPlugin(file)).getMessage());
    Files.write(missing, new byte[(1 << 20) + 1]);
    assertEquals(
        "good-1.0.0.tgz.prov: the provenance file is larger than 1048576 bytes",
        assertThrows(InvalidPluginException.class, () -> verifying.verifyPlugin(file))
            .getMessage());
  }

  @Test
  @DisplayName("asks no signer about an archive that is refused")
  void asksLast() {
    PluginArchive bad =
        TestArchive.read(TestArchive.empty().file("other/plugin.yaml", TestArchive.MANIFEST).tgz());
    PluginSigning failing =
        signing.withSigner(block -> {
          throw new AssertionError("asked");
        });
    assertThrows(InvalidPluginException.class, () -> failing.signPlugin(bad));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "good/|name: other~version: 1.0.0|good-1.0.0.tgz|the plugin is called \"other\", but its directory in the archive is \"good\"; expected the same name",
        "''|name: good~version: 1.0.0|evil-1.0.0.tgz|the archive is called \"evil-1.0.0.tgz\", but the plugin \"good\"; expected \"good-1.0.0.tgz\"",
        "''|name: good~version: 1.0.0|..-1.0.0.tgz|the archive is called \"..-1.0.0.tgz\"; expected letters, digits, '.', '_', '+' and '-', a letter or digit first",
        "''|name: good~version: 1.0.0|-1.0.0.tgz|the archive is called \"-1.0.0.tgz\"; expected letters, digits, '.', '_', '+' and '-', a letter or digit first",
        "''|name: good~version: 1.0.0|a: b.tgz|the archive is called \"a: b.tgz\"; expected letters, digits, '.', '_', '+' and '-', a letter or digit first",
        "''|name: good~version: 1.0.0~---~name: x|a.tgz|:3:1: a second YAML document, which Helm skips; expected one in an archive",
        "''|name: good~...~x|a.tgz|:3:1: a second YAML document, which Helm skips; expected one in an archive",
      })
  @DisplayName("refuses names that disagree, and manifests of two documents")
  void refusesNames(String folder, String manifest, String fileName, String error)
      throws IOException {
    String text = manifest.replace("~", "\n") + "\ncommand: x\n";
    byte[] bytes = TestArchive.empty().file(folder + "plugin.yaml", text).tgz();
    PluginArchive archive =
        PluginArchive.read(new ByteArrayInputStream(bytes), fileName, ArchiveLimits.DEFAULT);
    String message =
        assertThrows(InvalidPluginException.class, () -> archive.manifest(READER)).getMessage();
    String place = fileName + ": " + folder + "plugin.yaml";
    assertEquals(place + (error.startsWith(":") ? "" : ": ") + error, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\nname: good\n",
        "%YAML 1.1\n---\nname: good\n",
        "# c\n\n--- # x\nname: good\n...\n",
        "\ufeffname: good\n",
        "name: good\ndescription: |\n  ---\n  ...\n",
      })
  @DisplayName("takes a manifest of one document, however it is marked")
  void takesOneDocument(String manifest) {
    byte[] bytes = TestArchive.empty().file("plugin.yaml", TestArchive.utf8(manifest)).tgz();
    assertEquals("good", TestArchive.read(bytes).manifest(READER).name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"helm-good_0.18.1_Linux_x86_64.tar.gz", "good-linux-amd64.tgz", "g.gz"})
  @DisplayName("takes archives that are called otherwise than Helm would")
  void takesOtherNames(String fileName) throws IOException {
    PluginArchive archive =
        PluginArchive.read(
            new ByteArrayInputStream(TestArchive.good().tgz()), fileName, ArchiveLimits.DEFAULT);
    assertEquals("good", archive.manifest(READER).name());
  }

  @Test
  @DisplayName("refuses a version too long for a file name")
  void refusesLongVersions() {
    String text = TestArchive.MANIFEST.replace("1.0.0", "1.0.0-" + "a".repeat(123));
    PluginArchive archive = TestArchive.read(TestArchive.empty().file("plugin.yaml", text).tgz());
    assertEquals(
        "good-1.0.0.tgz: plugin.yaml: the plugin's version has 129 characters, expected at most"
            + " 128",
        assertThrows(InvalidPluginException.class, () -> archive.manifest(READER)).getMessage());
  }
}
