package dev.portside.tck.fake;

import dev.portside.api.Position;
import dev.portside.api.Tree;
import java.util.ArrayList;
import java.util.List;

/** JSON without numbers, into trees with positions. */
class JsonParser {
  private final String text;
  private final String source;
  private int next;
  private int line = 1;
  private int lineStart;

  JsonParser(String text, String source) {
    this.text = text;
    this.source = source;
  }

  Tree parse() {
    Tree tree = value(0);
    skipBlanks();
    if (next < text.length()) {
      throw FakeReader.refusal(here(), "expected the end");
    }
    return tree;
  }

  int deepest() {
    return 100;
  }

  private Position here() {
    return new Position(source, line, next - lineStart + 1);
  }

  private Tree value(int depth) {
    if (depth > deepest()) {
      throw FakeReader.refusal(here(), "nested too deeply");
    }
    skipBlanks();
    Position at = here();
    if (take('{')) {
      List<Tree.Entry> entries = new ArrayList<>();
      if (!take('}')) {
        do {
          skipBlanks();
          Position keyAt = here();
          String key = string();
          expect(':');
          entries.add(new Tree.Entry(key, keyAt, value(depth + 1)));
        } while (take(','));
        expect('}');
      }
      return new Tree.Mapping(entries, at);
    }
    if (take('[')) {
      List<Tree> items = new ArrayList<>();
      do {
        items.add(value(depth + 1));
      } while (take(','));
      expect(']');
      return new Tree.Sequence(items, at);
    }
    String string = string();
    return new Tree.Scalar(string, string, null, null, at);
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (next < text.length() && text.charAt(next) != '"') {
      if (text.charAt(next) == '\\') {
        next++;
      }
      if (next < text.length()) {
        string.append(text.charAt(next));
        next++;
      }
    }
    expect('"');
    return string.toString();
  }

  private void expect(char c) {
    if (!take(c)) {
      throw FakeReader.refusal(here(), "expected " + c);
    }
  }

  private boolean take(char c) {
    if (c != '"') {
      skipBlanks();
    }
    if (next < text.length() && text.charAt(next) == c) {
      next++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (next < text.length() && " \n\r\t".indexOf(text.charAt(next)) >= 0) {
      if (text.charAt(next) == '\n') {
        line++;
        lineStart = next + 1;
      }
      next++;
    }
  }
}
