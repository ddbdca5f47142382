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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("sign")
class SignCommandTest {
  @TempDir private Path root;
  private World world;
  private String archive;

  @BeforeEach
  void createWorld() throws IOException {
    world = new World(root);
    String plugin = world.command("hello", "echo hello").toString();
    archive = root.resolve("hello-0.1.0.tgz").toString();
    world.run("package", plugin, "-d", root.toString());
  }

  private void assertSignedByLock(Result result) throws IOException {
    assertEquals(
        new Result(0, "Successfully signed. Signature written to: " + archive + ".prov\n", ""),
        result);
    Result verified = world.run("verify", archive, "--keyring", Keys.open(root, "lock"));
    assertTrue(
        verified.out().startsWith("Signed by: Lock <lock@example.com>\n"), verified.toString());
  }

  @ParameterizedTest
  @DisplayName("takes a passphrase from a file, less the line end after it")
  @ValueSource(strings = {"", "\n", "\r\n"})
  void passphraseFile(String end) throws IOException {
    Path file = Files.writeString(root.resolve("passphrase"), Keys.PASSPHRASE + end);

    assertSignedByLock(
        world.run(
            "sign",
            archive,
            "--keyring",
            Keys.secret(root, "lock"),
            "--passphrase-file",
            file.toString()));
  }

  @Test
  @DisplayName("takes a passphrase from standard input")
  void passphraseFromStdin() throws IOException {
    world.stdin(Keys.PASSPHRASE + "\n");

    assertSignedByLock(
        world.run(
            "sign", "--passphrase-file", "-", "--keyring", Keys.secret(root, "lock"), archive));
  }

  @Test
  @DisplayName("says so if the passphrase is wrong, and leaves no signature")
  void wrongPassphrase() throws IOException {
    world.stdin("guess\n");

    Result result =
        world.run(
            "sign", "--passphrase-file", "-", "--keyring", Keys.secret(root, "lock"), archive);

    assertEquals(1, result.code());
    assertTrue(result.err().contains("the passphrase is wrong"), result.err());
    assertFalse(Files.exists(Path.of(archive + ".prov")));
  }

  @Test
  @DisplayName("asks nobody where there is no terminal, and says what to do")
  void noTerminal() throws IOException {
    assertEquals(
        new Result(
            1,
            "",
            "portside: the key "
                + Keys.LOCK
                + " (Lock <lock@example.com>) is locked, and there is no terminal to ask for its"
                + " passphrase; give it with --passphrase-file FILE, or - for standard input\n"),
        world.run("sign", archive, "--keyring", Keys.secret(root, "lock")));
  }

  @ParameterizedTest
  @DisplayName("finds a key by user id, key id and fingerprint")
  @ValueSource(strings = {"ada@example", "FCF74A71C99617E8", Keys.ADA})
  void chooses(String key) throws IOException {
    Path both = root.resolve("both.asc");
    Files.writeString(
        both,
        Files.readString(Path.of(Keys.secret(root, "lock")))
            + Files.readString(Path.of(Keys.secret(root, "ada"))));

    assertEquals(0, world.run("sign", archive, "--key", key, "--keyring", both.toString()).code());
    Result verified = world.run("verify", archive, "--keyring", Keys.open(root, "ada"));
    assertTrue(verified.out().contains(Keys.ADA), verified.toString());
  }

  @Test
  @DisplayName("asks for a passphrase only if the key is locked")
  void unlocked() throws IOException {
    String keyring = Keys.secret(root, "ada");

    assertEquals(
        0, world.run("sign", archive, "--keyring", keyring, "--passphrase-file", "/none").code());
  }

  @Test
  @DisplayName("says which files are not there")
  void notThere() throws IOException {
    assertEquals(
        new Result(1, "", "portside: /none.tgz: no such file or directory\n"),
        world.run("sign", "/none.tgz", "--keyring", Keys.secret(root, "ada")));
    assertTrue(
        world
            .run("sign", archive, "--keyring", "/none")
            .err()
            .startsWith("portside: there is no keyring /none"));
  }
}
