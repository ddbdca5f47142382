package dev.portside.packaging;

import dev.portside.api.Bytes;
import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;
import dev.portside.packaging.io.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a {@code .helmignore}, as Helm 4 applies them to charts ({@code internal/ignore}):
 * the first rule that decides wins, a rule without {@code /} is about the last name of a path, one
 * that ends in {@code /} about directories only, and {@code !rule} leaves out all that it does not
 * match. Not the chart's own built-in rule about {@code templates/}. Before these come ours: the
 * directories of version control.
 */
final class HelmIgnore {
  /** The file with the rules, at the top of the plugin. */
  static final String FILE = ".helmignore";

  /** Of the file, in bytes; each path is held against each rule, and that takes time. */
  static final int LIMIT = 1 << 16;

  private static final List<String> OURS = List.of(".git", ".hg", ".svn", ".bzr");

  private final List<Rule> rules = new ArrayList<>();

  private HelmIgnore() {
    OURS.forEach(each -> rules.add(Rule.parse(each)));
  }

  /** One line. */
  private record Rule(GlobPattern pattern, boolean isNegated, boolean isForDirs, boolean isPath) {
    static Rule parse(String line) {
      if (line.contains("**")) {
        throw new IllegalArgumentException("double-star (**) syntax is not supported");
      }
      GlobPattern.compile(line);
      boolean isNegated = line.startsWith("!");
      String rest = isNegated ? line.substring(1) : line;
      boolean isForDirs = rest.endsWith("/");
      rest = isForDirs ? rest.substring(0, rest.length() - 1) : rest;
      boolean isPath = rest.contains("/");
      rest = rest.startsWith("/") ? rest.substring(1) : rest;
      return new Rule(GlobPattern.compile(rest), isNegated, isForDirs, isPath);
    }

    boolean matches(String path, boolean isDirectory) {
      String subject = isPath ? path : path.substring(path.lastIndexOf('/') + 1);
      return (isDirectory || !isForDirs) && pattern.matches(subject);
    }
  }

  /** Reads the rules of a directory, which may have no file of them. */
  static HelmIgnore of(Path dir) throws IOException {
    HelmIgnore ignore = new HelmIgnore();
    Path file = dir.resolve(FILE);
    if (Files.exists(file)) {
      ignore.add(Bytes.readFile(file, LIMIT).text());
    }
    return ignore;
  }

  /** Adds lines: each a rule, empty, or a comment. */
  private void add(String text) {
    String[] lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        rules.add(Rule.parse(line));
      } catch (IllegalArgumentException e) {
        throw new InvalidPluginException(
            Finding.error(
                new Position(FILE, i + 1, 1), "", e.getMessage() + ": " + Shown.quoted(line)));
      }
    }
  }

  /** Whether a path below the directory is left out, and with it all that is below it. */
  boolean ignores(String path, boolean isDirectory) {
    for (Rule rule : rules) {
      if (rule.matches(path, isDirectory) != rule.isNegated()) {
        return true;
      }
    }
    return false;
  }
}
