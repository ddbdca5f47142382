package dev.portside.packaging.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Plugin;
import dev.portside.api.host.PluginManager;
import dev.portside.api.host.Plugins;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("Loading with the lock required")
class LockCheckTest {
  private static final String A = "a".repeat(64);
  private static final String AGAIN =
      "; install the plugin again, or, if this is as you want it, lock it anew: portside lock";

  @TempDir Path scratch;
  private Path plugins;
  private Path good;

  @BeforeEach
  void install() throws IOException {
    plugins = Files.createDirectory(scratch.resolve("plugins"));
    good = plant("good");
    lock(PluginsLock.EMPTY.with(locked("good", TreeHash.of(good))));
  }

  private Path plant(String name) throws IOException {
    Path dir = Files.createDirectory(plugins.resolve(name));
    Files.writeString(
        dir.resolve(PluginManager.MANIFEST),
        """
        apiVersion: v1
        name: good
        version: 1.0.0
        type: cli/v1
        runtime: subprocess
        runtimeConfig:
          platformCommand:
            - command: echo
        """
            .replace("good", name));
    Path lib = Files.createDirectories(dir.resolve("bin/lib"));
    Files.writeString(lib.resolve("code"), "code");
    Files.createSymbolicLink(lib.resolve("link"), Path.of("code"));
    return dir;
  }

  private static LockedPlugin locked(String name, String tree) {
    return new LockedPlugin(name, "1.0.0", "s", tree.isEmpty() ? "" : A, tree, "");
  }

  private void lock(PluginsLock lock) throws IOException {
    Files.writeString(plugins.resolve(PluginsLock.FILE), lock.toString());
  }

  private static PluginManager manager(LockCheck check) {
    return PluginManager.builder()
        .discover(LockCheckTest.class.getClassLoader())
        .check(check)
        .build();
  }

  private static void load(LockCheck check, Path dir) {
    try (PluginManager manager = manager(check);
        Plugin plugin = manager.load(dir)) {
      assertEquals(dir, plugin.dir().orElseThrow());
    }
  }

  private static void assertRefused(LockCheck check, Path dir, String error) {
    assertEquals(
        dir.resolve(PluginManager.MANIFEST) + ": " + error,
        assertThrows(InvalidPluginException.class, () -> load(check, dir)).getMessage());
  }

  private static void assertRefused(Path dir, String error) {
    assertRefused(LockCheck.with(LockPolicy.REFUSE), dir, error);
  }

  @Test
  @DisplayName("loads what is as it was installed, by whatever path")
  void loads() throws IOException {
    LockCheck check = LockCheck.with(LockPolicy.REFUSE);
    load(check, good);
    load(check, good.resolve("."));
    load(check, good.resolve("bin/.."));
    load(check, plugins.resolve("../plugins/good"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), plugins);
    load(check, link.resolve("good"));
  }

  /** Changes an installed plugin. */
  interface Change {
    void apply(Path dir) throws IOException;
  }

  static final List<Change> CHANGES =
      List.of(
          dir -> Files.writeString(dir.resolve("bin/lib/code"), "coda"),
          dir -> Files.writeString(dir.resolve("bin/lib/more"), ""),
          dir -> Files.writeString(dir.resolve(".hidden"), ""),
          dir -> Files.createDirectory(dir.resolve("empty")),
          dir -> Files.delete(dir.resolve("bin/lib/link")),
          dir -> {
            Files.delete(dir.resolve("bin/lib/link"));
            Files.createSymbolicLink(dir.resolve("bin/lib/link"), Path.of("../lib/code"));
          },
          dir -> {
            Files.delete(dir.resolve("bin/lib/link"));
            Files.writeString(dir.resolve("bin/lib/link"), "code");
          },
          dir ->
              Files.setPosixFilePermissions(
                  dir.resolve("bin/lib/code"), PosixFilePermissions.fromString("rwxr--r--")),
          dir -> Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx")),
          dir ->
              Files.writeString(
                  dir.resolve("plugin.yaml"), Files.readString(dir.resolve("plugin.yaml")) + "\n"));

  @ParameterizedTest
  @FieldSource("CHANGES")
  @DisplayName("refuses a plugin whose files have changed, warns of it, or says nothing")
  void seesChanges(Change change) throws IOException {
    String before = TreeHash.of(good);
    change.apply(good);
    String error =
        "its files are not those that were installed: found the hash sha256:"
            + TreeHash.of(good)
            + ", expected sha256:"
            + before
            + AGAIN;
    assertRefused(good, error);
    String place = good.resolve(PluginManager.MANIFEST).toString();
    assertEquals(List.of(place + ": warning: " + error), warnings(LockPolicy.WARN));
    assertEquals(List.of(), warnings(LockPolicy.OFF));
  }

  /** What is said about the one plugin, which loads. */
  private List<String> warnings(LockPolicy policy) {
    try (PluginManager manager = manager(LockCheck.with(policy));
        Plugins loaded = manager.loadAll(plugins)) {
      assertEquals(1, loaded.loaded().size());
      return loaded.findings().stream().map(Finding::toString).toList();
    }
  }

  @Test
  @DisplayName("refuses plugins where there is no lock, or one that cannot be used")
  void needsLock() throws IOException {
    Path file = plugins.resolve(PluginsLock.FILE);
    String none =
        "there is no %s, so nobody knows what was installed; install the plugin, or lock"
            + " what is there: portside lock";
    Path link = Files.createSymbolicLink(scratch.resolve("good"), good);
    assertRefused(link, none.formatted(scratch.resolve(PluginsLock.FILE)));
    Files.delete(file);
    assertRefused(good, none.formatted(file));
    Files.writeString(file, "x\n\n");
    assertRefused(
        good,
        "the lock cannot be used: "
            + file
            + ":1:1: found \"x\", expected a first line that begins with \"# plugins.lock format 1\";"
            + " restore the file, or write it anew: portside lock");
    Files.delete(file);
    Files.createSymbolicLink(file, file.getFileName());
    String message =
        assertThrows(
                InvalidPluginException.class, () -> load(LockCheck.with(LockPolicy.REFUSE), good))
            .getMessage();
    String place = good.resolve(PluginManager.MANIFEST) + ": the lock cannot be read: " + file;
    assertEquals(place + ": Too many levels", message.substring(0, place.length() + 17));
    assertTrue(message.endsWith("; restore the file, or write it anew: portside lock"), message);
  }

  @Test
  @DisplayName(
      "refuses plugins that nobody installed, copies of those that were, and other versions")
  void refusesOthers() throws IOException {
    lock(PluginsLock.EMPTY);
    assertRefused(
        good,
        "the plugin \"good\" is not in "
            + plugins.resolve(PluginsLock.FILE)
            + ", so it was not installed as others are; install it, or lock it as it is: portside"
            + " lock");
    lock(PluginsLock.EMPTY.with(new LockedPlugin("good", "1.0.1", "", A, TreeHash.of(good), "AB")));
    assertRefused(good, "its version is \"1.0.0\", but installed was \"1.0.1\"" + AGAIN);
    lock(PluginsLock.EMPTY.with(locked("good", TreeHash.of(good))));
    Path copy = Files.move(good, plugins.resolve("copy\u202e"));
    assertRefused(
        copy,
        "the plugin \"good\" is in a directory called \"copy\\u{202e}\", but was installed in"
            + " \"good\"; remove this one, or give it that name");
  }

  @Test
  @DisplayName("refuses links, those that were installed so and those in the place of files")
  void refusesLinks() throws IOException {
    Path elsewhere = Files.move(good, scratch.resolve("good"));
    Files.createSymbolicLink(good, elsewhere);
    assertRefused(good, "its directory is a symbolic link, but files were installed there" + AGAIN);
    lock(PluginsLock.EMPTY.with(locked("good", "")));
    assertRefused(
        good,
        "it is a link to a directory elsewhere, whose files may change at any time; expected files"
            + " of its own: install it from an archive, or as a copy");
    assertEquals(1, warnings(LockPolicy.WARN).size());
  }

  @Test
  @DisplayName("refuses what was not verified, if verified plugins are wanted")
  void wantsVerified() throws IOException {
    LockCheck check = LockCheck.with(LockPolicy.REFUSE).requireVerified();
    assertRefused(
        check,
        good,
        "no signature was verified when it was installed, and only verified plugins are wanted here;"
            + " install it again from an archive that is signed");
    lock(PluginsLock.EMPTY.with(new LockedPlugin("good", "1.0.0", "", A, TreeHash.of(good), "AB")));
    load(check, good);
  }

  @Test
  @DisplayName("refuses what cannot be hashed, and says why")
  void needsHash() throws IOException {
    Path pipe = good.resolve("bin/pipe");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(pipe));
    }
    assertRefused(
        good,
        "its files cannot be compared with those installed: "
            + pipe
            + ": expected a file, directory or symbolic link, found a pipe, socket or device; remove"
            + " it"
            + AGAIN);
  }

  @Test
  @DisplayName("sees a lock that is replaced, and tells plugins apart")
  void readsAgain() throws IOException {
    LockCheck check = LockCheck.with(LockPolicy.REFUSE);
    Path other = plant("other");
    load(check, good);
    assertThrows(InvalidPluginException.class, () -> load(check, other));
    Path part = scratch.resolve("part");
    Files.writeString(
        part, PluginsLock.read(plugins).with(locked("other", TreeHash.of(other))).toString());
    Files.move(part, plugins.resolve(PluginsLock.FILE), StandardCopyOption.REPLACE_EXISTING);
    load(check, other);
    load(check, good);
    lock(PluginsLock.EMPTY.with(locked("good", TreeHash.of(other))));
    assertThrows(InvalidPluginException.class, () -> load(check, good));
  }
}
