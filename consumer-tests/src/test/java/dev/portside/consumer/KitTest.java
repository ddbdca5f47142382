package dev.portside.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stranger is the guide: its runtime and its test are run by JUnit's own launcher. */
@DisplayName("A stranger who has written a runtime")
class KitTest {
  private static final Path KIT_JARS = Path.of("target", "kit-jars").toAbsolutePath();
  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile("^(?:public |final )*(?:class|record|(module)) (\\w+)", Pattern.MULTILINE);
  private static final Pattern RULE = Pattern.compile("\\bR-\\d+\\.\\d+ ");
  private static final String MODULE = "com.example.http";
  private static final String TEST = "com.example.http.HttpRuntimeTest";

  @TempDir Path scratch;

  private Path sources;
  private Path testSources;
  private Path classes;
  private Path testClasses;

  /** Takes the guide apart, into a project as Maven lays it out. */
  @BeforeEach
  void makeProject() throws IOException {
    sources = Files.createDirectory(scratch.resolve("java"));
    testSources = Files.createDirectory(scratch.resolve("test-java"));
    classes = Files.createDirectory(scratch.resolve("classes"));
    testClasses = Files.createDirectory(scratch.resolve("test-classes"));
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Matcher block = BLOCK.matcher(Files.readString(Jars.ROOT.resolve("docs/writing-a-runtime.md")));
    while (block.find()) {
      String text = block.group(2);
      Matcher name = NAME.matcher(text);
      if (block.group(1).isEmpty()) {
        Files.writeString(services.resolve("dev.portside.api.Runtime"), text);
      } else if (block.group(1).equals("java") && name.find()) {
        String file = name.group(1) == null ? name.group(2) : "module-info";
        Path folder = text.contains("dev.portside.tck") ? testSources : sources;
        Files.writeString(folder.resolve(file + ".java"), text);
      }
    }
  }

  private static List<Path> files(Path folder, String without) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(file -> !file.endsWith(without)).sorted().toList();
    }
  }

  /** The jars of the kit, and of JUnit, after some other elements. */
  private static String path(Path... before) throws IOException {
    List<String> elements = new ArrayList<>();
    for (Path element : before) {
      elements.add(element.toString());
    }
    for (Path jar : files(KIT_JARS, "")) {
      elements.add(jar.toString());
    }
    return String.join(System.getProperty("path.separator"), elements);
  }

  /** Runs the launcher after some options of Java. */
  private String launch(String... java) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(java));
    arguments.addAll(
        List.of(
            "execute",
            "--disable-banner",
            "--disable-ansi-colors",
            "--details-theme=ascii",
            "--reports-dir=" + scratch.resolve("reports"),
            "--select-class=" + TEST));
    return Tools.run(scratch, arguments.toArray(String[]::new));
  }

  /** Every rule of the contract was asked, none failed, and what was skipped says why. */
  private void requireGreen(String report) throws IOException {
    assertTrue(report.contains("[         0 tests failed     "), report);
    assertTrue(report.contains("[         0 containers failed"), report);
    String contract;
    try (JarFile jar = new JarFile(KIT_JARS.resolve("plugin-tck.jar").toFile());
        InputStream in = jar.getInputStream(jar.getEntry("META-INF/portside/CONTRACT.md"))) {
      contract = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(rules(contract.replace("**", " ")), rules(report));
    assertTrue(
        report.contains(
            "opted out of [STDIN, STDERR, SPAWN, ALLOCATE, CALL_HOST_UNASKED, HOOKS]\n"),
        report);
    String xml = Files.readString(scratch.resolve("reports/TEST-junit-jupiter.xml"));
    assertTrue(xml.contains("classname=\"" + TEST + "\""), xml);
  }

  private static Set<String> rules(String text) {
    Set<String> rules = new TreeSet<>();
    Matcher matcher = RULE.matcher(text);
    while (matcher.find()) {
      rules.add(matcher.group().strip());
    }
    assertFalse(rules.isEmpty(), text);
    return rules;
  }

  @Test
  @DisplayName("proves it on the class path, where the runtime is found by its service file")
  void onTheClassPath() throws IOException, InterruptedException {
    Tools.compile(files(sources, "module-info.java"), classes, "-cp", path());
    Tools.compile(testSources, testClasses, "-cp", path(classes));
    requireGreen(
        launch("-cp", path(classes, testClasses), "org.junit.platform.console.ConsoleLauncher"));
  }

  @Test
  @DisplayName("proves it on the module path, its test patched into the runtime's own module")
  void onTheModulePath() throws IOException, InterruptedException {
    Tools.compile(sources, classes, "-p", path());
    String[] modules = {
      "--add-modules=dev.portside.tck,jdk.httpserver",
      "--add-reads=" + MODULE + "=dev.portside.tck,jdk.httpserver",
      "-p",
      path(classes)
    };
    List<String> javac = new ArrayList<>(List.of(modules));
    javac.add("--patch-module=" + MODULE + "=" + testSources);
    Tools.compile(testSources, testClasses, javac.toArray(String[]::new));
    List<String> java = new ArrayList<>(List.of(modules));
    java.add("--add-modules=ALL-MODULE-PATH");
    java.add("--patch-module=" + MODULE + "=" + testClasses);
    java.add("--add-opens=" + MODULE + "/" + MODULE + "=org.junit.platform.commons");
    java.add("-m");
    java.add("org.junit.platform.console");
    requireGreen(launch(java.toArray(String[]::new)));
  }
}
