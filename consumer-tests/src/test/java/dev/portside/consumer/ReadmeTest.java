package dev.portside.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The first Java example of the README")
class ReadmeTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern CLASS =
      Pattern.compile("^public (?:final )?class (\\w+)", Pattern.MULTILINE);

  @TempDir Path scratch;

  @Test
  @DisplayName("is a class that compiles as it stands, and greets Ada through the example plugin")
  void compilesAndRuns() throws IOException, InterruptedException {
    Matcher example = EXAMPLE.matcher(Files.readString(Jars.ROOT.resolve("README.md")));
    assertTrue(example.find(), "README.md has no block of java");
    Matcher type = CLASS.matcher(example.group(1));
    assertTrue(type.find(), "it is no public class:\n" + example.group(1));
    String name = type.group(1);
    Path source = Files.writeString(scratch.resolve(name + ".java"), example.group(1));
    Tools.compile(List.of(source), scratch, "-cp", Jars.path(List.of()));
    assertEquals(
        "Hello, Ada!\n",
        Tools.run(scratch, "-cp", Jars.path(List.of(scratch)), name, Jars.EXAMPLES.toString()));
  }
}
