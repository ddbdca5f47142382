package dev.portside.tck.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("docs/writing-a-runtime.md")
class GuideTest {
  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile("^(?:public |final )*(?:class|record) (\\w+)", Pattern.MULTILINE);

  @TempDir Path dir;
  private String guide;

  @BeforeEach
  void read() throws IOException {
    guide = Files.readString(Path.of(System.getProperty("portside.docs"), "writing-a-runtime.md"));
  }

  private List<String> blocks(String language) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(guide);
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  /** Compiles every block of Java, the class files apart from those of the module. */
  private Path compile() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String block : blocks("java")) {
      Matcher name = NAME.matcher(block);
      if (name.find()) {
        sources.add(Files.writeString(dir.resolve(name.group(1) + ".java"), block, UTF_8));
      }
    }
    assertEquals(5, sources.size(), "files in the guide");
    Path classes = Files.createDirectories(dir.resolve("classes"));
    String path = System.getProperty("java.class.path");
    javac(List.of("-cp", path, "-d", classes.toString(), "-Xlint:all", "-Werror"), sources);
    for (String block : blocks("java")) {
      if (block.startsWith("module ")) {
        Path module = Files.writeString(dir.resolve("module-info.java"), block, UTF_8);
        List<String> options =
            List.of("-p", path, "-d", classes.toString(), "--patch-module", patch(classes));
        javac(options, List.of(module));
      }
    }
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("dev.portside.api.Runtime"), blocks("").get(0), UTF_8);
    return classes;
  }

  private static String patch(Path classes) {
    return "com.example.http=" + classes;
  }

  private static void javac(List<String> options, List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--release", "17"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      boolean good =
          compiler
              .getTask(said, files, null, all, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertTrue(good, said::toString);
    }
  }

  @Test
  @DisplayName("has a runtime that compiles and passes the kit, by a test of at most 15 lines")
  void greenKit() throws Exception {
    URL[] urls = {compile().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls)) {
      KitRun run = KitRun.of(loader.loadClass("com.example.http.HttpRuntimeTest"));
      assertEquals(Map.of(), run.failed());
      assertEquals("R-1.4", run.passed().get("R-1.4").substring(0, 5));
      Set<String> skipped = run.skipped().keySet();
      assertTrue(skipped.contains("R-10.1") && skipped.contains("opted"), skipped::toString);
    }
    String test = blocks("java").get(blocks("java").size() - 1);
    long lines = test.substring(test.indexOf("class ")).lines().count();
    assertTrue(lines <= 15, "the test has " + lines + " lines");
  }
}
