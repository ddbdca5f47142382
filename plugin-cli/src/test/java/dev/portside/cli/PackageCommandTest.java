package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portside.cli.World.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("package")
class PackageCommandTest {
  @TempDir private Path root;
  private World world;
  private String plugin;
  private Path target;
  private Path archive;

  @BeforeEach
  void createWorld() throws IOException {
    world = new World(root);
    plugin = world.command("hello", "echo hello").toString();
    target = root.resolve("made/here");
    archive = target.resolve("hello-0.1.0.tgz");
  }

  private Result pack(String... more) {
    String[] args = new String[more.length + 4];
    System.arraycopy(more, 0, args, 4, more.length);
    args[0] = "package";
    args[1] = plugin;
    args[2] = "-d";
    args[3] = target.toString();
    return world.run(args);
  }

  @Test
  @DisplayName(
      "makes the destination and an archive that Helm would call so, and says so as Helm does")
  void unsigned() {
    assertEquals(
        new Result(0, "Successfully packaged plugin and saved it to: " + archive + "\n", ""),
        pack());
    assertTrue(Files.isRegularFile(archive));
    assertFalse(Files.exists(target.resolve("hello-0.1.0.tgz.prov")));
  }

  @Test
  @DisplayName("gives the same bytes again, and others for another SOURCE_DATE_EPOCH")
  void reproducible() throws IOException {
    pack();
    byte[] first = Files.readAllBytes(archive);
    pack();
    assertArrayEquals(first, Files.readAllBytes(archive));

    world.env("SOURCE_DATE_EPOCH", "1700000000");
    pack();
    assertFalse(Arrays.equals(first, Files.readAllBytes(archive)));
  }

  @Test
  @DisplayName("says what is wrong with SOURCE_DATE_EPOCH")
  void wrongEpoch() {
    world.env("SOURCE_DATE_EPOCH", "today");

    Result result = pack();

    assertEquals(1, result.code());
    assertTrue(
        result.err().startsWith("portside: SOURCE_DATE_EPOCH is \"today\", expected the seconds"),
        result.err());
  }

  @Test
  @DisplayName("signs with the only key of a keyring")
  void signs() throws IOException {
    Result result = pack("--sign", "--keyring", Keys.secret(root, "ada"));

    assertEquals(
        new Result(
            0,
            "Successfully signed. Signature written to: "
                + archive
                + ".prov\nSuccessfully packaged plugin and saved it to: "
                + archive
                + "\n",
            ""),
        result);
    String keyring = Keys.open(root, "ada");
    assertEquals(0, world.run("verify", archive.toString(), "--keyring", keyring).code());
  }

  @Test
  @DisplayName("leaves no archive that was to be signed and is not")
  void leavesNothing() throws IOException {
    Result result = pack("--sign", "--keyring", Keys.secret(root, "lock"));

    assertEquals(1, result.code());
    assertTrue(
        result
            .err()
            .startsWith("portside: the key " + Keys.LOCK + " (Lock <lock@example.com>) is locked"),
        result.err());
    try (var left = Files.list(target)) {
      assertEquals(0, left.count());
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("reads no key that it does not use")
  @CsvSource({"--key=ada", "--keyring=ring", "--passphrase-file=-"})
  void needsSign(String option) {
    assertEquals(
        World.wrong("portside package", "--key, --keyring and --passphrase-file need --sign"),
        pack(option));
  }

  @Test
  @DisplayName("writes nothing without a keyring")
  void noKeyring() {
    Result result = pack("--sign");

    assertEquals(1, result.code());
    assertTrue(result.err().contains("home/.gnupg/pubring.gpg"), result.err());
    assertFalse(Files.exists(target));
  }

  @Test
  @DisplayName("wants a directory with a plugin in it")
  void wantsPlugin() throws IOException {
    String file = Files.createFile(root.resolve("x.tgz")).toString();

    assertEquals(
        World.wrong(
            "portside package", "package expects a plugin's directory, found the file " + file),
        world.run("package", file));
    Result empty = world.run("package", root.toString(), "-d", root.toString());
    assertEquals(1, empty.code());
    assertTrue(empty.err().contains("plugin.yaml"), empty.err());
  }
}
