package dev.portside.metadata;

import dev.portside.api.Finding;
import dev.portside.api.Position;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Says in plain words what the YAML library found wrong, and where. */
final class SyntaxProblem {
  static final String TAB =
      "found a tab where indentation or a value was expected; YAML is indented with spaces";

  private SyntaxProblem() {}

  static Finding explain(YamlEngineException e, String source) {
    if (e instanceof YamlVersionException) {
      return Finding.error(
          Position.of(source), "", "found incompatible YAML document: only %YAML 1.x is read");
    }
    if (e instanceof MarkedYamlEngineException marked) {
      Mark mark = marked.getProblemMark().or(marked::getContextMark).orElse(null);
      Position at =
          mark == null
              ? Position.of(source)
              : new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
      return Finding.error(at, "", words(String.valueOf(marked.getProblem())));
    }
    return Finding.error(Position.of(source), "", String.valueOf(e.getMessage()));
  }

  /** The library's text, replaced where a person who knows no parser would not understand it. */
  private static String words(String library) {
    String problem = library.strip().replace("<stream end>", "the end of the file");
    if (problem.contains("'\\t(TAB)'") || problem.startsWith("found a key after \\t")) {
      return TAB;
    }
    if (problem.startsWith("found character ")) {
      return cut(problem, ". (Do not use") + "; put the text into quotes";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "mapping values are not allowed here: a text with \": \" in it must be in quotes";
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return "a list item is not allowed here: \"- \" starts on a line of its own, and a text that"
          + " begins with it must be in quotes";
    }
    if (problem.startsWith("expected <block end>")) {
      return problem.endsWith("'<scalar>'")
          ? "did not find expected key: this text is not part of the one before, which ended with"
              + " its quote or at a comment, nor is it indented like its neighbours"
          : "did not find expected key: this line is not indented like the lines it belongs to";
    }
    if (problem.startsWith("could not find expected ':'")) {
      return "could not find expected ':' behind a key; a text of several lines must be indented";
    }
    if (problem.startsWith("found unexpected end of stream")) {
      return "found the end of the file within quotes";
    }
    if (problem.startsWith("unexpected character found")) {
      return "did not find expected alphabetic or numeric character behind & or *";
    }
    if (problem.startsWith("expected ' '")) {
      return "did not find expected whitespace" + problem.substring("expected ' '".length());
    }
    if (problem.startsWith("expected the node content")) {
      return "expected a value" + problem.substring("expected the node content".length());
    }
    return problem;
  }

  private static String cut(String text, String from) {
    int at = text.indexOf(from);
    return at < 0 ? text : text.substring(0, at);
  }
}
