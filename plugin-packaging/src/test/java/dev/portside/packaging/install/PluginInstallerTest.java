package dev.portside.packaging.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.PluginException;
import dev.portside.packaging.PluginSigning;
import dev.portside.packaging.install.Installation.Change;
import dev.portside.packaging.lock.LockedPlugin;
import dev.portside.packaging.lock.PluginsLock;
import dev.portside.packaging.lock.TreeHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Installing")
class PluginInstallerTest {
  private static final InstallOptions SAFE = InstallOptions.DEFAULT;
  private static final InstallOptions UNVERIFIED = SAFE.withVerify(false);

  @TempDir Path scratch;
  private Fixture at;

  @BeforeEach
  void open() throws IOException {
    at = new Fixture(scratch.toRealPath());
  }

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  @DisplayName("puts files, archive, provenance and lock in place, then runs the hook")
  void installs() throws IOException {
    Path archive = at.signed("1.0.0", "echo 1");
    Installation done = at.installer().install(archive.toString(), SAFE);
    assertEquals(Change.INSTALLED, done.change());
    assertEquals(
        Set.of(
            "/",
            "good/",
            "good/bin/",
            "good/bin/run",
            "good/plugin.yaml",
            "good-1.0.0.tgz",
            "good-1.0.0.tgz.prov",
            "plugins.lock"),
        at.state().keySet());
    assertTrue(Files.isExecutable(at.plugins.resolve("good/bin/run")));
    assertEquals(
        List.of(
            new LockedPlugin(
                "good",
                "1.0.0",
                archive.toString(),
                Fixture.sha256(archive),
                TreeHash.of(at.plugins.resolve("good")),
                "AB12")),
        PluginsLock.read(at.plugins).plugins());
    assertEquals(List.of("install bin plugin.yaml"), at.hooks());
    assertEquals(List.of("verified Ann", "runs install"), at.told);
  }

  @Test
  @DisplayName("refuses a plugin that is there, and changes nothing")
  void refusesSecond() throws IOException {
    at.installer().install(at.signed("1.0.0", "echo 1").toString(), SAFE);
    Map<String, String> before = at.state();
    String second = at.signed("2.0.0", "echo 2").toString();
    assertEquals(
        "plugin already exists: "
            + at.plugins.resolve("good")
            + "; update it, or uninstall it before",
        assertThrows(PluginException.class, () -> at.installer().install(second, SAFE))
            .getMessage());
    assertEquals(before, at.state());
  }

  @Test
  @DisplayName("without a signature that holds leaves nothing, not even the directory")
  void refusesUnverified() throws IOException {
    Path archive = at.archive("1.0.0", "echo 1");
    assertEquals(
        "good-1.0.0.tgz: plugin verification failed: no provenance file (good-1.0.0.tgz.prov)"
            + " found; ask its author for one, or do not ask for verification",
        refusal(archive));
    Files.writeString(PluginSigning.provenanceOf(archive), "signed good 1.0.0 0000");
    assertEquals("good-1.0.0.tgz.prov: a forgery", refusal(archive));
    Files.write(archive, new byte[] {1, 2, 3});
    assertEquals(
        "good-1.0.0.tgz: not a gzip archive: it does not begin with the bytes 1f 8b",
        refusal(archive));
    assertEquals(Map.of(), at.state());
    assertEquals(List.of(), at.hooks());
  }

  private String refusal(Path archive) {
    return String.valueOf(
        assertThrows(
                InvalidPluginException.class,
                () -> at.installer().install(archive.toString(), SAFE))
            .getMessage());
  }

  @Test
  @DisplayName("says what it can install, if it can make nothing of what it is given")
  void refusesUnknownReference() throws IOException {
    assertEquals(
        "cannot tell what \"oci://x/y\" is: expected a directory or an archive (.tgz) that exists,"
            + " or an http or https URL of an archive",
        assertThrows(PluginException.class, () -> at.installer().install("oci://x/y", SAFE))
            .getMessage());
    assertEquals(Map.of(), at.state());
  }

  @Test
  @DisplayName("without verification remembers that")
  void remembersUnverified() throws IOException {
    at.installer().install(at.archive("1.0.0", "echo 1").toString(), UNVERIFIED);
    assertEquals(false, locked().isVerified());
    assertEquals(List.of("runs install"), at.told);
  }

  @Test
  @DisplayName("copies a directory by the rules of archives, or links to it")
  void takesDirectories() throws IOException {
    Path dir = at.plugin("1.0.0", "echo 1");
    Files.createDirectories(dir.resolve(".git"));
    PluginException refused =
        assertThrows(PluginException.class, () -> at.installer().install(dir.toString(), SAFE));
    assertEquals(
        dir
            + " is a directory, and only an archive has a signature; install an archive, or do not"
            + " ask for verification",
        refused.getMessage());
    at.installer().install(dir.toString(), UNVERIFIED);
    assertEquals(
        Set.of(
            "/",
            "good/",
            "good/bin/",
            "good/bin/run",
            "good/plugin.yaml",
            "good-1.0.0.tgz",
            "plugins.lock"),
        at.state().keySet());
    assertEquals(dir.toString(), locked().source());
    at.installer().uninstall("good", SAFE);
    at.installer().install(dir.toString(), SAFE.withLink(true));
    assertEquals("-> " + dir, at.state().get("good"));
    assertTrue(locked().isLink());
    assertEquals(
        "plugin good is a link to " + dir + ": there is nothing to update",
        assertThrows(PluginException.class, () -> at.installer().update("good", SAFE))
            .getMessage());
    at.installer().uninstall("good", SAFE);
    assertTrue(Files.exists(dir.resolve("plugin.yaml")));
    assertEquals(Set.of("/", "plugins.lock"), at.state().keySet());
  }

  @Test
  @DisplayName("in a dry run does all but the change")
  void dryRun() throws IOException {
    Installation would =
        at.installer().install(at.signed("1.0.0", "echo 1").toString(), SAFE.withDryRun(true));
    assertEquals("good", would.plugin().name());
    assertEquals(Map.of(), at.state());
    assertEquals(List.of("verified Ann"), at.told);
  }

  @Test
  @DisplayName("wants the version that was asked for")
  void checksVersion() throws IOException {
    String archive = at.signed("1.0.0", "echo 1").toString();
    assertEquals(
        "the source has version 1.0.0 of plugin good, expected 2.0.0",
        assertThrows(
                PluginException.class,
                () -> at.installer().install(archive, SAFE.withVersion("2.0.0")))
            .getMessage());
    assertEquals(Map.of(), at.state());
  }

  @Test
  @DisplayName("updates from the same place, and leaves nothing of the old version")
  void updates() throws IOException {
    at.installer().install(at.signed("1.0.0", "echo 1").toString(), SAFE);
    assertEquals(Change.UNCHANGED, at.installer().update("good", SAFE).change());
    at.signed("1.1.0", "echo more");
    Installation done = at.installer().update("good", SAFE.withVersion("1.1.0"));
    assertEquals(Change.UPDATED, done.change());
    assertEquals(
        Set.of(
            "/",
            "good/",
            "good/bin/",
            "good/bin/run",
            "good/plugin.yaml",
            "good-1.1.0.tgz",
            "good-1.1.0.tgz.prov",
            "plugins.lock"),
        at.state().keySet());
    assertEquals("1.1.0", locked().version());
    assertEquals(List.of("install bin plugin.yaml", "update bin plugin.yaml"), at.hooks());
  }

  @Test
  @DisplayName("updates no verified plugin to one that is not signed, and repairs one that changed")
  void updatesSafely() throws IOException {
    Path archive = at.signed("1.0.0", "echo 1");
    at.installer().install(archive.toString(), SAFE);
    Path script = at.plugins.resolve("good/bin/run");
    Files.writeString(script, "rm -rf /");
    assertEquals(Change.UPDATED, at.installer().update("good", SAFE).change());
    assertEquals("#!/bin/sh\necho 1\n", Files.readString(script));
    Map<String, String> before = at.state();
    Files.delete(PluginSigning.provenanceOf(archive));
    assertThrows(InvalidPluginException.class, () -> at.installer().update("good", SAFE));
    assertEquals(before, at.state());
  }

  @Test
  @DisplayName("uninstalls after the hook, and not at all if that fails")
  void uninstalls() throws IOException {
    at.installer().install(at.signed("1.0.0", "echo 1").toString(), SAFE);
    assertEquals(Change.UNINSTALLED, at.installer().uninstall("good", SAFE).change());
    assertEquals(Set.of("/", "plugins.lock"), at.state().keySet());
    assertEquals(List.of(), PluginsLock.read(at.plugins).plugins());
    assertEquals("delete bin plugin.yaml", at.hooks().get(1));
    assertEquals(
        "plugin: good not found in " + at.plugins,
        assertThrows(PluginException.class, () -> at.installer().uninstall("good", SAFE))
            .getMessage());
    at.installer().install(at.signed("1.0.0", "echo 1").toString(), SAFE);
    Path manifest = at.plugins.resolve("good/plugin.yaml");
    Files.writeString(manifest, Files.readString(manifest).replace("echo delete", "exit 3 #"));
    assertThrows(PluginException.class, () -> at.installer().uninstall("good", SAFE));
    assertTrue(Files.exists(manifest));
    at.installer().uninstall("good", SAFE.withHooks(false));
    assertEquals(Set.of("/", "plugins.lock"), at.state().keySet());
  }

  @Test
  @DisplayName("uninstalls what nobody can load, and what Helm has installed")
  void uninstallsStrangers() throws IOException {
    Path dir = at.plugin("1.0.0", "echo 1");
    Files.createDirectories(at.plugins);
    Files.move(dir, at.plugins.resolve("good"));
    Files.writeString(at.plugins.resolve("good-1.0.0.tgz"), "");
    at.installer().uninstall("good", SAFE);
    assertEquals(Set.of("/"), at.state().keySet());
    Files.createDirectories(at.plugins.resolve("broken"));
    Files.writeString(at.plugins.resolve("broken/plugin.yaml"), "name: [");
    at.installer().uninstall("broken", SAFE);
    assertEquals(Set.of("/"), at.state().keySet());
  }

  @Test
  @DisplayName("uninstalls what is left of a plugin that somebody has deleted by hand")
  void uninstallsRemains() throws IOException {
    at.installer().install(at.signed("1.0.0", "echo 1").toString(), SAFE);
    new Disk().deleteTree(at.plugins.resolve("good"));
    assertEquals(Change.UNINSTALLED, at.installer().uninstall("good", SAFE).change());
    assertEquals(Set.of("/", "plugins.lock"), at.state().keySet());
    assertEquals(List.of(), PluginsLock.read(at.plugins).plugins());
    assertEquals(List.of("install bin plugin.yaml"), at.hooks());
  }

  @Test
  @DisplayName("holds plugins and lock against each other, the broken and the gone among them")
  void checks() throws IOException {
    assertEquals(List.of(), at.installer().check());
    at.installer().install(at.signed("1.0.0", "echo 1").toString(), SAFE);
    assertEquals(List.of(), at.installer().check());
    Files.createDirectories(at.plugins.resolve("broken"));
    Files.writeString(at.plugins.resolve("broken/plugin.yaml"), "name: [");
    Files.writeString(at.plugins.resolve("good/bin/run"), "rm -rf /");
    List<String> wrong = wrong();
    assertEquals(2, wrong.size(), wrong::toString);
    assertTrue(wrong.get(0).contains("broken/plugin.yaml:1:"), wrong::toString);
    assertTrue(wrong.get(1).contains("its files are not those"), wrong::toString);
    new Disk().deleteTree(at.plugins.resolve("broken"));
    new Disk().deleteTree(at.plugins.resolve("good"));
    assertEquals(
        List.of(
            at.plugins.resolve("good")
                + ": plugin good is locked, but not there; bring it again (portside sync), or"
                + " uninstall it"),
        wrong());
  }

  private List<String> wrong() throws IOException {
    return at.installer().check().stream().map(Finding::toString).toList();
  }

  @Test
  @DisplayName("locks a directory that is not there yet: nothing is in it")
  void locksNothing() throws IOException {
    assertEquals(List.of(), at.installer().lock(SAFE.withDryRun(true)).plugins());
    assertEquals(Map.of(), at.state());
    assertEquals(List.of(), at.installer().lock(SAFE).plugins());
    assertEquals(Set.of("/", "plugins.lock"), at.state().keySet());
  }

  @Test
  @DisplayName("makes the directory what a lock says")
  void syncs() throws IOException {
    Path archive = at.signed("1.0.0", "echo 1");
    at.installer().install(archive.toString(), SAFE);
    Map<String, String> wanted = at.state();
    PluginsLock lock = PluginsLock.read(at.plugins);
    at.clear();
    assertEquals(List.of(Change.INSTALLED), changes(at.installer().sync(lock, SAFE)));
    assertEquals(wanted, at.state());
    assertEquals(List.of(Change.UNCHANGED), changes(at.installer().sync(lock, SAFE)));
    Files.writeString(at.plugins.resolve("good/bin/run"), "rm -rf /");
    assertEquals(List.of(Change.UPDATED), changes(at.installer().sync(lock, SAFE)));
    assertEquals(wanted, at.state());
    assertEquals(
        List.of(Change.UNINSTALLED), changes(at.installer().sync(PluginsLock.EMPTY, SAFE)));
    assertEquals(Set.of("/", "plugins.lock"), at.state().keySet());
    String old = Fixture.sha256(archive);
    at.signed("1.0.0", "echo other");
    assertEquals(
        "plugin good is not what was locked: its archive from "
            + archive
            + " is "
            + Fixture.sha256(archive)
            + ", the lock says "
            + old
            + "; if the change is meant, install it anew",
        assertThrows(PluginException.class, () -> at.installer().sync(lock, SAFE)).getMessage());
    assertEquals(Set.of("/", "plugins.lock"), at.state().keySet());
  }

  private static List<Change> changes(List<Installation> done) {
    return done.stream().map(Installation::change).collect(Collectors.toList());
  }

  @Test
  @DisplayName("locks what others have installed, with the archive if it has the same files")
  void locksStrangers() throws IOException {
    Path archive = at.signed("1.0.0", "echo 1");
    at.installer().install(archive.toString(), SAFE);
    LockedPlugin installed = locked();
    Files.delete(at.plugins.resolve("plugins.lock"));
    LockedPlugin adopted = at.installer().lock(SAFE).plugins().get(0);
    assertEquals(
        new LockedPlugin(
            "good", "1.0.0", "", installed.archive(), installed.tree(), installed.signer()),
        adopted);
    assertEquals(List.of(adopted), PluginsLock.read(at.plugins).plugins());
    Files.writeString(at.plugins.resolve("good/more"), "");
    LockedPlugin changed = at.installer().lock(SAFE).plugins().get(0);
    assertEquals("", changed.archive());
    assertEquals(false, changed.isVerified());
    assertEquals(TreeHash.of(at.plugins.resolve("good")), changed.tree());
  }

  private LockedPlugin locked() throws IOException {
    return PluginsLock.read(at.plugins).find("good").orElseThrow();
  }
}
