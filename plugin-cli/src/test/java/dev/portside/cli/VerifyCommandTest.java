package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portside.cli.World.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("verify")
class VerifyCommandTest {
  private final ObjectMapper mapper = new ObjectMapper();
  @TempDir private Path root;
  private World world;
  private String archive;
  private Path provenance;
  private String keyring;

  @BeforeEach
  void createWorld() throws IOException {
    world = new World(root);
    String plugin = world.command("hello", "echo hello").toString();
    archive = root.resolve("hello-0.1.0.tgz").toString();
    provenance = Path.of(archive + ".prov");
    keyring = Keys.open(root, "ada");
    world.run(
        "package", plugin, "-d", root.toString(), "--sign", "--keyring", Keys.secret(root, "ada"));
  }

  private Result verify() {
    return world.run("verify", archive, "--keyring", keyring);
  }

  @Test
  @DisplayName("says what Helm says, then when, and which plugin")
  void text() throws IOException {
    Result result = verify();

    assertEquals("", result.err());
    assertEquals(0, result.code());
    List<String> lines = result.out().lines().toList();
    assertEquals(6, lines.size(), result.out());
    assertEquals("Signed by: Ada <ada@example.com>", lines.get(0));
    assertEquals("Signed by: Ada (work) <ada@work.example.com>", lines.get(1));
    assertEquals("Using Key With Fingerprint: " + Keys.ADA, lines.get(2));
    assertTrue(lines.get(3).matches("Plugin Hash Verified: sha256:[0-9a-f]{64}"), lines.get(3));
    assertTrue(lines.get(4).matches("Signed At: [0-9-]+T[0-9:]+Z"), lines.get(4));
    assertEquals("Plugin: hello 0.1.0", lines.get(5));
  }

  @Test
  @DisplayName("tells programs the same")
  void json() throws IOException {
    Result result = world.run("verify", "-o", "json", archive, "--keyring", keyring);

    JsonNode form = mapper.readTree(result.out());
    assertEquals(0, result.code());
    assertEquals(archive, form.get("path").asText());
    assertEquals("verified", form.get("verdict").asText());
    assertEquals("hello", form.get("name").asText());
    assertEquals("0.1.0", form.get("version").asText());
    assertEquals("hello-0.1.0.tgz", form.get("fileName").asText());
    assertTrue(verify().out().contains(form.get("fileHash").asText()));
    assertEquals("Ada <ada@example.com>", form.get("signer").asText());
    assertEquals(2, form.get("userIds").size());
    assertEquals(Keys.ADA, form.get("fingerprint").asText());
    assertEquals(Keys.ADA, form.get("signingKey").asText());
    assertTrue(form.get("signedAt").asText().startsWith("20"));
    assertTrue(form.get("warnings").isEmpty());
  }

  @Test
  @DisplayName("takes Helm's keyring if none is named")
  void defaultKeyring() throws IOException {
    Path gnupg = Files.createDirectories(root.resolve("home/.gnupg"));
    Files.copy(Path.of(keyring), gnupg.resolve("pubring.gpg"));
    assertEquals(0, world.run("verify", archive).code());

    world.env("GNUPGHOME", root.resolve("elsewhere").toString());
    assertEquals(3, world.run("verify", archive).code());
  }

  private void assertRefused(String reason) throws IOException {
    Result result = world.run("verify", archive, "--keyring", keyring, "-o", "json");
    assertEquals(1, result.code(), result.err());
    assertTrue(result.err().startsWith("portside: "), result.err());
    assertTrue(result.err().contains(reason), result.err());
    JsonNode form = mapper.readTree(result.out());
    assertEquals("not-verified", form.get("verdict").asText());
    assertTrue(form.get("reason").asText().contains(reason));
    assertEquals(new Result(1, "", result.err()), verify());
  }

  @Test
  @DisplayName("refuses an archive that is another one by now")
  void changedArchive() throws IOException {
    world.env("SOURCE_DATE_EPOCH", "1");
    world.run("package", world.plugins().resolve("hello").toString(), "-d", root.toString());

    assertRefused("the file \"hello-0.1.0.tgz\" is not the one that was signed");
  }

  @Test
  @DisplayName("refuses a provenance file whose text was changed")
  void changedText() throws IOException {
    Files.writeString(
        provenance, Files.readString(provenance).replace("Name: hello", "Name: hallo"));

    assertRefused("the text was changed after signing");
  }

  @Test
  @DisplayName("refuses what is signed by a stranger")
  void stranger() throws IOException {
    keyring = Keys.open(root, "lock");

    assertRefused("signed with the key " + Keys.ADA + ", which the keyring");
  }

  @Test
  @DisplayName("refuses an archive that nobody signed, keyring or not")
  void unsigned() throws IOException {
    Files.delete(provenance);
    keyring = "/none";

    assertRefused(provenance + ": no such file; the archive is not signed");
  }

  @Test
  @DisplayName("refuses an archive that is none")
  void noArchive() throws IOException {
    Files.writeString(Path.of(archive), "x");

    assertRefused("hello-0.1.0.tgz");
  }

  private void assertCannotTell(Result result, String reason) throws IOException {
    assertEquals(3, result.code(), result.err());
    assertTrue(result.err().startsWith("portside: " + reason), result.err());
    JsonNode form = mapper.readTree(result.out());
    assertEquals("cannot-tell", form.get("verdict").asText());
    assertTrue(form.get("reason").asText().startsWith(reason));
  }

  @Test
  @DisplayName("cannot tell without a keyring or without the archive")
  void cannotTell() throws IOException {
    assertCannotTell(
        world.run("verify", archive, "--keyring", "/none", "-o", "json"),
        "there is no keyring /none");
    assertCannotTell(
        world.run("verify", "/none.tgz", "--keyring", keyring, "-o", "json"),
        "/none.tgz: no such file or directory");
  }

  @Test
  @DisplayName("wants a packed plugin")
  void usage() {
    assertEquals(
        World.wrong(
            "portside verify",
            "verify expects a packed plugin (.tgz or .tar.gz), found \"" + root + "\""),
        world.run("verify", root.toString()));
    assertEquals(2, world.run("verify", provenance.toString()).code());
  }
}
