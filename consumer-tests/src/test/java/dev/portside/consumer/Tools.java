package dev.portside.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A compiler and a virtual machine of their own, as a stranger's project has. */
final class Tools {
  private Tools() {}

  /** Compiles for Java 17 with every warning on, and accepts none. */
  static void compile(Path sources, Path classes, String... options) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(sources)) {
      files = found.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    compile(files, classes, options);
  }

  /** Compiles some files. */
  static void compile(List<Path> files, Path classes, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("--release", "17", "-Xlint:all,-options", "-d", classes.toString()));
    arguments.addAll(List.of(options));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  said, manager, null, arguments, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertEquals("", said.toString());
      assertTrue(compiled);
    }
  }

  /** Runs a program to its end, and gives all that it says. */
  static String run(Path scratch, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(scratch, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    // They print a line of their own on the output of every virtual machine.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), "still running");
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assertEquals(0, process.exitValue(), said);
    return said.replace(System.lineSeparator(), "\n");
  }
}
