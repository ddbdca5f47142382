package dev.portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A line that needs no picocli")
class PlainLineTest {
  private static final Set<String> OPTIONS = Set.of("-a", "--bee");

  @Test
  @DisplayName("has one operand, and options with a value each")
  void plain() {
    assertEquals(new PlainLine(Map.of(), "x"), PlainLine.read("do", OPTIONS, "do", "x"));
    PlainLine both = new PlainLine(Map.of("-a", "1", "--bee", "2"), "x");
    assertEquals(both, PlainLine.read("do", OPTIONS, "do", "-a", "1", "x", "--bee", "2"));
    assertEquals(both, PlainLine.read("do", OPTIONS, "do", "--bee", "2", "-a", "1", "x"));
  }

  @ParameterizedTest
  @DisplayName("is no other, be it right or wrong")
  @CsvSource(
      nullValues = "nothing",
      value = {
        "nothing",
        "do",
        "to x",
        "do x y",
        "do -a 1",
        "do -a",
        "do x -a",
        "do -a 1 -a 2 x",
        "do -a -b x",
        "do -c 1 x",
        "do -a=1 x",
        "do -a1 x",
        "do --help",
        "do -- x",
        "do x --",
        "do - x",
        "do -",
        "--debug do x",
        "do --debug x",
        "do  -a 1",
        "do -a  x",
      })
  void other(String line) {
    assertNull(PlainLine.read("do", OPTIONS, line == null ? new String[0] : line.split(" ", -1)));
  }

  @ParameterizedTest
  @DisplayName("has the outcome that it has with picocli")
  @CsvSource({
    "true, verify TGZ",
    "true, verify TGZ --keyring ADA",
    "true, verify --keyring ADA TGZ",
    "true, verify --keyring LOCK TGZ",
    "true, verify --keyring NONE TGZ",
    "true, verify --keyring ADA NONE",
    "true, verify --keyring run TGZ",
    "true, verify ADA",
    "true, verify run",
    "true, verify @TGZ",
    "true, verify --keyring @ADA TGZ",
    "false, verify --keyring=ADA TGZ",
    "false, verify --keyring ADA -o json TGZ",
    "false, verify TGZ --debug --keyring ADA",
    "false, --debug verify TGZ --keyring ADA",
    "false, verify --keyring NONE --keyring ADA TGZ",
    "false, verify --keyring ADA -- TGZ",
    "false, verify --keyring --keyring TGZ",
    "false, verify --keyring TGZ",
    "false, verify TGZ TGZ",
    "false, verify --help",
    "false, verify",
    "false, verify ",
    "false, list",
  })
  void sameOutcome(boolean plain, String line, @TempDir Path root) throws IOException {
    World world = new World(root);
    String dir = world.command("hello", "echo hello").toString();
    String ada = Keys.open(root, "ada");
    String tgz = root.resolve("hello-0.1.0.tgz").toString();
    world.run(
        "package", dir, "-d", root.toString(), "--sign", "--keyring", Keys.secret(root, "ada"));
    Files.createDirectories(root.resolve("home/.gnupg"));
    Files.copy(Path.of(ada), root.resolve("home/.gnupg/pubring.gpg"));
    String[] args = line.split(" ", -1);
    for (int i = 0; i < args.length; i++) {
      args[i] =
          args[i]
              .replace("TGZ", tgz)
              .replace("ADA", ada)
              .replace("LOCK", Keys.open(root, "lock"))
              .replace("NONE", "/none.tgz");
    }

    assertEquals(plain, PlainLine.read("verify", Set.of("--keyring"), args) != null);
    assertEquals(world.run(args), world.process(args));
  }
}
