package dev.portside.runtime.subprocess;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that are, or are not quite, programs. */
final class Scripts {
  private Scripts() {}

  /** Lines for a shell that is told to read them. */
  static void write(Path file, String... lines) throws IOException {
    Files.write(file, List.of(lines), UTF_8);
  }

  /** Lines of shell that can be run by themselves. */
  static void program(Path file, String... lines) throws IOException {
    runnable(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
  }

  /** Any content with the permission to run it. */
  static void runnable(Path file, String content) throws IOException {
    Files.writeString(file, content);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }
}
