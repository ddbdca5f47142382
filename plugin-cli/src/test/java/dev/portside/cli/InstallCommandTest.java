package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.cli.World.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("install, update, uninstall, lock and sync")
class InstallCommandTest {
  @TempDir private Path root;
  private World world;
  private String keyring;
  private Path source;
  private String archive;

  @BeforeEach
  void createWorld() throws IOException {
    World maker = new World(root.resolve("maker"));
    source = maker.command("hello", "echo hello $1");
    Path served = root.resolve("served");
    maker.run(
        "package",
        source.toString(),
        "--sign",
        "--keyring",
        Keys.secret(root, "ada"),
        "-d",
        served.toString());
    archive = served.resolve("hello-0.1.0.tgz").toString();
    keyring = Keys.open(root, "ada");
    world = new World(root.resolve("user"));
  }

  @Test
  @DisplayName("says what Helm says, and leaves a plugin that runs")
  void installs() throws IOException {
    Result result = world.run("install", "--keyring", keyring, archive);

    assertEquals("", result.err());
    assertEquals(
        """
        Verifying plugin signature...
        Signed by: Ada <ada@example.com>
        Signed by: Ada (work) <ada@work.example.com>
        Using Key With Fingerprint: %s
        Plugin Hash Verified: sha256:%s
        Installed plugin: hello
        """
            .formatted(Keys.ADA, Digests.sha256(Path.of(archive))),
        result.out());
    assertEquals("hello Ada\n", world.run("run", "hello", "Ada").out());
    assertEquals(
        new Result(
            1,
            "Verifying plugin signature...\n",
            "portside: plugin already exists: "
                + world.plugins().resolve("hello")
                + "; update it, or uninstall it before\n"),
        withoutSigner(world.run("install", "--keyring", keyring, archive)));
    assertEquals(
        "Plugin is up to date: hello\n",
        withoutSigner(world.run("update", "hello", "--keyring", keyring)).out());
    assertEquals(new Result(0, "Uninstalled plugin: hello\n", ""), world.run("uninstall", "hello"));
    assertFalse(Files.exists(world.plugins().resolve("hello")));
    assertEquals(
        new Result(1, "", "portside: plugin: hello not found in " + world.plugins() + "\n"),
        world.run("uninstall", "hello"));
  }

  private static Result withoutSigner(Result result) {
    String out = result.out().replaceAll("(Signed by|Using Key|Plugin Hash).*\n", "");
    return new Result(result.code(), out, result.err());
  }

  @Test
  @DisplayName("tells programs what was done, and in a dry run does nothing")
  void json() {
    String out = world.run("install", "-o", "json", "--dry-run", "--verify=false", archive).out();

    assertTrue(out.contains("\"change\" : \"installed\",\n  \"dryRun\" : true,"), out);
    assertTrue(out.contains("\"verified\" : false"), out);
    assertFalse(Files.exists(world.plugins().resolve("hello")));
  }

  @Test
  @DisplayName("link to a directory as Helm does, or copy it")
  void directories() {
    assertEquals(
        new Result(
            0,
            "Installing plugin from local directory (development mode)\nInstalled plugin: hello\n",
            ""),
        world.run("install", source.toString()));
    assertTrue(Files.isSymbolicLink(world.plugins().resolve("hello")));
    assertTrue(world.run("list").out().contains("\tlocal dev "));
    world.run("uninstall", "hello");
    assertEquals(
        "WARNING: Skipping plugin signature verification\nInstalled plugin: hello\n",
        world.run("install", "--copy", "--verify=false", source.toString()).out());
    assertTrue(Files.isRegularFile(world.plugins().resolve("hello/main.sh")));
  }

  @Test
  @DisplayName("hold what is installed, and mend it")
  void locks() throws IOException {
    world.run("install", "--keyring", keyring, archive);
    assertEquals(
        new Result(0, "All plugins are as locked in " + world.plugins() + "\n", ""),
        world.run("lock", "--check"));
    Path script = world.plugins().resolve("hello/main.sh");
    Files.writeString(script, "rm -rf /");
    Result changed = world.run("lock", "--check");
    assertEquals(1, changed.code());
    assertTrue(
        changed.err().contains("its files are not those that were installed"), changed.err());
    assertEquals(
        "Updated plugin: hello\n", withoutSigner(world.run("sync", "--keyring", keyring)).out());
    assertEquals("#!/bin/sh\necho hello $1\n", Files.readString(script));
    Files.delete(world.plugins().resolve("plugins.lock"));
    assertEquals(1, world.run("lock", "--check").code());
    assertEquals(
        "Locked plugin: hello\n", withoutSigner(world.run("lock", "--keyring", keyring)).out());
    assertEquals(0, world.run("lock", "--check").code());
  }

  @Test
  @DisplayName("take no lock for no plugins")
  void noLock() throws IOException {
    world.run("install", "--keyring", keyring, archive);
    Path empty = Files.createDirectory(root.resolve("empty"));
    assertEquals(
        new Result(
            1, "", "portside: " + empty.resolve("plugins.lock") + ": no such file or directory\n"),
        world.run("sync", empty.toString()));
    assertEquals("hello Ada\n", world.run("run", "hello", "Ada").out());
  }

  @Test
  @DisplayName("draw how far a transfer has come")
  void progress() {
    assertEquals(
        "[###############               ] 1.0 of 2.0 MiB", ProgressBar.text(1 << 20, 2 << 20));
    assertEquals("1.5 MiB", ProgressBar.text(3 << 19, -1));
  }
}
