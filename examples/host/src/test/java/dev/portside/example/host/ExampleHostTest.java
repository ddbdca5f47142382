package dev.portside.example.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example host")
class ExampleHostTest {
  private static String run(Path dir) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, UTF_8)) {
      ExampleHost.run(dir, out);
    }
    return bytes.toString(UTF_8);
  }

  @Test
  @DisplayName("lists the example plugins, greets and fetches")
  void callsTheExamples() {
    assertEquals(
        """
        getter-file 0.1.0 getter/v1 on subprocess
        hello 0.1.0 cli/v1 on subprocess
        hello-legacy 0.1.0 cli/v1 on subprocess
        hooks 0.1.0 cli/v1 on subprocess
        postrenderer-label 0.1.0 postrenderer/v1 on subprocess
        wasm-cli 0.1.0 cli/v1 on extism/v1
        wasm-getter 0.1.0 getter/v1 on extism/v1
        wasm-postrenderer 0.1.0 postrenderer/v1 on extism/v1
        Hello, Ada!
        greeting: Hello
        audience: world
        ! plugin "getter-file" exited with error (exit code 3): \
        there is no nowhere.yaml behind demo://nowhere.yaml
        """,
        run(Path.of("..")));
  }

  @Test
  @DisplayName("shows what is wrong with a plugin, and goes on with the others")
  void showsFindings(@TempDir Path dir) throws IOException {
    Path hello = Files.createDirectory(dir.resolve("hello"));
    for (String file : new String[] {"plugin.yaml", "hello.sh"}) {
      Files.copy(Path.of("../hello", file), hello.resolve(file));
    }
    Path bad = Files.createDirectory(dir.resolve("bad")).resolve("plugin.yaml");
    String manifest = Files.readString(hello.resolve("plugin.yaml"));
    Files.writeString(bad, manifest.replace("shortHelp", "shorthelp"));
    assertEquals(
        """
        hello 0.1.0 cli/v1 on subprocess
        ! BAD:9:3: config.shorthelp: unknown key; did you mean "shortHelp"?
        Hello, Ada!
        ! no plugin serves demo://values.yaml
        ! no plugin serves demo://nowhere.yaml
        """,
        run(dir).replace(bad.toString(), "BAD"));
  }
}
