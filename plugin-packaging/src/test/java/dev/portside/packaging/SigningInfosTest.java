package dev.portside.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.ManifestReader;
import dev.portside.api.Metadata;
import dev.portside.api.Plugin;
import dev.portside.api.PluginException;
import dev.portside.api.PluginVerifier;
import dev.portside.api.PluginVerifier.Verification;
import dev.portside.api.Position;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import dev.portside.api.type.CliV1;
import dev.portside.metadata.YamlManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Signing information of installed plugins")
class SigningInfosTest {
  private static final ManifestReader READER = new YamlManifestReader();
  private static final Verification ANN =
      new Verification("Ann", "AB12", Instant.EPOCH, "good", "1.0.0", List.of());

  /** Trusts what begins with "signed" and lists the file. */
  private static final PluginVerifier VERIFIER =
      (fileName, sha256, provenance) -> {
        boolean holds =
            provenance.text().equals("signed\n  " + fileName + ": sha256:" + sha256 + "\n");
        if (!holds) {
          throw new InvalidPluginException(
              Finding.error(Position.of(fileName + ".prov"), "", "does not hold"));
        }
        return ANN;
      };

  @TempDir Path scratch;
  private final PluginManager manager = PluginManager.discovered();
  private final SigningInfos infos =
      SigningInfos.with(PluginSigning.with(manager, READER).withVerifier(VERIFIER));
  private Path plugins;
  private Path archive;
  private Path provenance;

  @BeforeEach
  void install() throws IOException {
    plugins = Files.createDirectory(scratch.resolve("plugins"));
    Path good = Files.createDirectory(plugins.resolve("good"));
    Files.writeString(good.resolve(PluginManager.MANIFEST), TestArchive.MANIFEST);
    archive = plugins.resolve("good-1.0.0.tgz");
    provenance = plugins.resolve("good-1.0.0.tgz.prov");
    put(TestArchive.good());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private void put(TestArchive content) throws IOException {
    byte[] bytes = content.tgz();
    Files.write(archive, bytes);
    Files.writeString(
        provenance, "signed\n  good-1.0.0.tgz: sha256:" + TestArchive.read(bytes).sha256() + "\n");
  }

  private Metadata good() {
    try (Plugins all = manager.loadAll(plugins)) {
      return all.loaded().get(0).metadata();
    }
  }

  private SigningInfo info() {
    return infos.getPluginSigningInfo(plugins, good());
  }

  private void assertInfo(SigningStatus status, String reason) {
    assertEquals(new SigningInfo(status, Optional.empty(), reason), info());
  }

  @Test
  @DisplayName("call signed what was verified, and tell who signed")
  void tellsSigner() {
    assertEquals(new SigningInfo(SigningStatus.SIGNED, Optional.of(ANN), ""), info());
    assertTrue(info().isSigned());
    assertEquals("signed", info().status().toString());
  }

  @Test
  @DisplayName("call unsigned what has no archive or no provenance beside it")
  void tellsUnsigned() throws IOException {
    Files.delete(provenance);
    assertInfo(
        SigningStatus.UNSIGNED, "there is no " + provenance + ", which would be its signature");
    Files.delete(archive);
    assertInfo(SigningStatus.UNSIGNED, "there is no " + archive + ", which it would come from");
    assertEquals("unsigned", info().status().toString());
  }

  @Test
  @DisplayName("call a link local dev, whatever is beside it")
  void tellsLink() throws IOException {
    Path good = plugins.resolve("good");
    Files.move(good, scratch.resolve("elsewhere"));
    Files.createSymbolicLink(good, scratch.resolve("elsewhere"));
    assertInfo(SigningStatus.LOCAL_DEV, good + " is a link to a directory elsewhere");
    assertEquals("local dev", info().status().toString());
  }

  @Test
  @DisplayName("call a forged or damaged provenance invalid, never signed")
  void tellsForged() throws IOException {
    Files.writeString(provenance, Files.readString(provenance).replace("signed", "forged"));
    assertInfo(SigningStatus.INVALID_PROVENANCE, "good-1.0.0.tgz.prov: does not hold");
    Files.writeString(provenance, "no provenance");
    assertInfo(SigningStatus.INVALID_PROVENANCE, "good-1.0.0.tgz.prov: does not hold");
    Files.write(provenance, new byte[(1 << 20) + 1]);
    assertInfo(
        SigningStatus.INVALID_PROVENANCE,
        "good-1.0.0.tgz.prov: the provenance file is larger than 1048576 bytes");
    assertEquals("invalid provenance", info().status().toString());
  }

  @Test
  @DisplayName("call the provenance of something else mismatched: other bytes, name or version")
  void tellsMismatched() throws IOException {
    String signed = Files.readString(provenance);
    put(TestArchive.good().file("good/more", ""));
    Files.writeString(provenance, signed);
    assertInfo(SigningStatus.MISMATCHED_PROVENANCE, "good-1.0.0.tgz.prov: does not hold");

    byte[] flipped = TestArchive.good().tgz();
    flipped[flipped.length - 6] ^= 1;
    Files.write(archive, flipped);
    assertEquals(SigningStatus.MISMATCHED_PROVENANCE, info().status());

    put(TestArchive.good());
    Files.writeString(provenance, signed.replace("good", "other"));
    assertInfo(SigningStatus.MISMATCHED_PROVENANCE, "good-1.0.0.tgz.prov: does not hold");
    assertEquals("mismatched provenance", info().status().toString());
  }

  @Test
  @DisplayName("call mismatched what is signed, but as another version than is installed")
  void tellsOtherVersion() throws IOException {
    Path manifest = plugins.resolve("good/plugin.yaml");
    Files.writeString(manifest, TestArchive.MANIFEST.replace("1.0.0", "2.0.0"));
    Files.move(archive, plugins.resolve("good-2.0.0.tgz"));
    String signed = Files.readString(provenance).replace("1.0.0", "2.0.0");
    Files.writeString(plugins.resolve("good-2.0.0.tgz.prov"), signed);
    assertInfo(
        SigningStatus.MISMATCHED_PROVENANCE,
        "good-2.0.0.tgz is signed, but holds \"good\" of version \"1.0.0\"");
  }

  @Test
  @DisplayName("say unknown, and why, where it cannot be told")
  void tellsUnknown() throws IOException {
    PluginSigning signing = PluginSigning.with(manager, READER);
    Metadata good = good();
    assertEquals(
        SigningInfo.not(
            SigningStatus.UNKNOWN,
            "no PluginVerifier: add the module plugin-provenance, or hand one of your own to"
                + " PluginSigning"),
        SigningInfos.with(signing).getPluginSigningInfo(plugins, good));
    PluginVerifier keyless =
        (fileName, sha256, content) -> {
          throw new PluginException("no keyring", null);
        };
    assertEquals(
        SigningInfo.not(SigningStatus.UNKNOWN, "no keyring"),
        SigningInfos.with(signing.withVerifier(keyless)).getPluginSigningInfo(plugins, good));
    Path none = scratch.resolve("none");
    assertEquals(
        SigningInfo.not(SigningStatus.UNKNOWN, "there is no " + none.resolve("good")),
        infos.getPluginSigningInfo(none, good));
    Files.delete(archive);
    Files.createDirectory(archive);
    assertInfo(SigningStatus.UNKNOWN, "cannot be read: " + archive + ": expected a file");
    assertEquals("unknown", info().status().toString());
  }

  @Test
  @DisplayName("are had for all plugins that loaded, where they loaded from; the first of a name")
  void tellsAll() throws IOException {
    Path more = Files.createDirectories(scratch.resolve("more/good")).getParent();
    Files.copy(plugins.resolve("good/plugin.yaml"), more.resolve("good/plugin.yaml"));
    try (Plugins all = manager.loadAll(more, plugins);
        Plugins one = manager.loadAll(plugins)) {
      assertEquals(2, all.loaded().size());
      assertEquals(
          SigningStatus.UNSIGNED,
          infos.getSigningInfoForPlugins(all.loaded()).get("good").status());
      assertEquals(
          Map.of("good", SigningInfo.signed(ANN)), infos.getSigningInfoForPlugins(one.loaded()));
    }
    try (Plugin function =
        manager.function(
            CliV1.TYPE, CliV1.Settings.NONE, "f", input -> new CliV1.Output(Bytes.EMPTY))) {
      assertEquals(
          Map.of("f", SigningInfo.not(SigningStatus.UNKNOWN, "it is in no directory of plugins")),
          infos.getSigningInfoForPlugins(List.of(function)));
    }
  }

  @Test
  @DisplayName("cannot say signed without a verification")
  void cannotLie() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SigningInfo(SigningStatus.SIGNED, Optional.empty(), ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SigningInfo(SigningStatus.UNKNOWN, Optional.of(ANN), ""));
  }
}
