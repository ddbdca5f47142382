package dev.portside.metadata;

import dev.portside.api.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Syntax that Helm's YAML 1.1 reader takes otherwise than the library, and that manifests have:
 * {@code [apply, -f, -]}, {@code [C:, D:]}, {@code "it\'s"}, the {@code \P} of {@code "C:\Program
 * Files"}. Where the library goes wrong the text is patched to say the same in both versions, and
 * read again; columns behind a patch are then a few too high.
 */
final class OldSyntax {
  private static final String UNKNOWN_ESCAPE = "found unknown escape character ";
  private static final String NO_TOKEN = "found character '-'";
  private static final String NO_BLOCK_HEADER = "expected chomping or indentation indicators";
  private static final String NO_COLON = "could not find expected ':'";
  private static final String NO_DOCUMENT_END = "expected '<document end>' before directives";
  private static final String NO_MORE_OF_BLOCK = "expected <block end>, but found '<scalar>'";
  private static final String ENDS_FLOW_TEXT = ",[]{}";

  private final String text;

  /** In the order of the text. */
  private final List<Edit> edits = new ArrayList<>(0);

  /** What to put in place of a part of the text. */
  private record Edit(int start, int end, String instead) {}

  private int knownPoint;
  private int knownIndex;

  OldSyntax(String text) {
    this.text = text;
  }

  /**
   * Looks at a plain scalar between brackets or braces. A colon before a comma or bracket is a part
   * of it, not the end of a key; a question mark begins a key wherever it stands.
   *
   * @return whether it can be read at all
   */
  boolean checkInFlow(ScalarEvent event) {
    int end = index(event.getEndMark());
    // The event begins with its anchor and its tag.
    int start = Math.max(0, end - event.getValue().length());
    int mark = event.getValue().lastIndexOf('?');
    if (mark >= 0) {
      edits.add(new Edit(start, start + 1, "? "));
      return mark == 0;
    }
    int colons = end;
    while (colons < text.length() && text.charAt(colons) == ':') {
      colons++;
    }
    // An empty text is an absent value: its colon is one.
    if (colons > end
        && start < end
        && text.startsWith(event.getValue(), start)
        && colons < text.length()
        && ENDS_FLOW_TEXT.indexOf(text.charAt(colons)) >= 0) {
      String quoted = text.substring(start, colons).replace("'", "''");
      edits.add(new Edit(start, colons, "'" + quoted + "'"));
    }
    return true;
  }

  /**
   * Looks at an anchor or alias that the library takes for part of its name what follows: the name
   * ends where letters and digits do.
   *
   * @return whether it is a key, so that a space will do
   */
  boolean checkAnchor(Optional<Mark> mark) {
    int at = index(mark);
    if (at >= text.length() || (text.charAt(at) != '&' && text.charAt(at) != '*')) {
      return false;
    }
    int end = at + 1;
    while (end < text.length() && isAnchor(text.charAt(end))) {
      end++;
    }
    boolean isKey = end > at + 1 && end < text.length() && text.charAt(end) == ':';
    if (isKey) {
      edits.add(new Edit(end, end, " "));
    }
    return isKey;
  }

  /** Whether a name is one in both versions. */
  static boolean isAnchor(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isAnchor(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAnchor(char c) {
    return c == '-' || c == '_' || (c <= 'z' && Character.isLetterOrDigit(c));
  }

  /** Whether a text with escapes names half a character. */
  boolean hasSurrogateEscape(ScalarEvent event) {
    int end = index(event.getEndMark());
    for (int at = text.indexOf("\\u", index(event.getStartMark()));
        at >= 0 && at + 3 < end;
        at = text.indexOf("\\u", at + 2)) {
      boolean high = text.charAt(at + 2) == 'd' || text.charAt(at + 2) == 'D';
      if (high && text.charAt(at + 3) > '7') {
        return true;
      }
    }
    return false;
  }

  /** The text with all that was found put right, null if nothing was. */
  @Nullable String edited() {
    if (edits.isEmpty()) {
      return null;
    }
    StringBuilder patched = new StringBuilder(text.length() + 4 * edits.size());
    int done = 0;
    for (Edit edit : edits) {
      patched.append(text, done, edit.start()).append(edit.instead());
      done = edit.end();
    }
    return patched.append(text, done, text.length()).toString();
  }

  /**
   * Replaces what stopped the library.
   *
   * @return a text with the same meaning, or null if it is wrong in both versions
   */
  @Nullable String patched(YamlEngineException e) {
    if (!(e instanceof MarkedYamlEngineException marked)) {
      return null;
    }
    String problem = String.valueOf(marked.getProblem());
    if (problem.startsWith(NO_COLON)) {
      return checkAnchor(marked.getContextMark()) ? edited() : null;
    }
    int at = index(marked.getProblemMark());
    if (at >= text.length()) {
      return null;
    }
    char found = text.charAt(at);
    if (problem.startsWith(UNKNOWN_ESCAPE) && escape(found) != null) {
      return withEscapes(at - 1);
    }
    if (problem.startsWith(NO_TOKEN)
        && at + 1 < text.length()
        && ENDS_FLOW_TEXT.indexOf(text.charAt(at + 1)) >= 0) {
      return text.substring(0, at) + "'-'" + text.substring(at + 1);
    }
    if (problem.startsWith(NO_MORE_OF_BLOCK)) {
      return withoutTabsBefore(at);
    }
    if (problem.startsWith(NO_BLOCK_HEADER) && found == '#') {
      return text.substring(0, at) + " " + text.substring(at);
    }
    return null;
  }

  /**
   * Replaces the tabs between two words of one text by spaces, unless one stands at the start of a
   * line, where it is wrong in both versions.
   */
  private @Nullable String withoutTabsBefore(int word) {
    int from = word;
    boolean found = false;
    for (char c = ' '; from > 0 && " \t\r\n".indexOf(c) >= 0; from--) {
      c = text.charAt(from - 1);
      found |= c == '\t';
      if (c == '\t' && (from == 1 || "\r\n".indexOf(text.charAt(from - 2)) >= 0)) {
        return null;
      }
    }
    return found
        ? text.substring(0, from)
            + text.substring(from, word).replace('\t', ' ')
            + text.substring(word)
        : null;
  }

  /** Whether the library only misses a document end before a directive. */
  boolean isDirective(ParserException e) {
    int at = index(e.getProblemMark());
    return String.valueOf(e.getProblem()).startsWith(NO_DOCUMENT_END)
        && (text.startsWith("%YAML ", at) || text.startsWith("%TAG ", at));
  }

  /** Replaces all escapes that are too old, from a backslash to the end of the quoted text. */
  private String withEscapes(int start) {
    StringBuilder patched = new StringBuilder(text.length() + 64).append(text, 0, start);
    int at = start;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      String escape = null;
      if (c == '\\' && at < text.length()) {
        patched.append(c);
        c = text.charAt(at++);
        escape = escape(c);
      }
      if (escape == null) {
        patched.append(c);
      } else {
        patched.append(escape);
      }
    }
    return patched.append(text, at, text.length()).toString();
  }

  private static @Nullable String escape(char old) {
    return switch (old) {
      case 'L' -> "u2028";
      case 'P' -> "u2029";
      case '\'' -> "x27";
      default -> null;
    };
  }

  /** Where a character stands. */
  Position at(int index, String source) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < index; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && text.charAt(i + 1) != '\n')) {
        line++;
        start = i + 1;
      }
    }
    return new Position(source, line, text.codePointCount(start, index) + 1);
  }

  /** The index of a mark; the library counts code points. */
  int index(Optional<Mark> mark) {
    if (mark.isEmpty()) {
      return text.length();
    }
    // From mark to mark, or a long text would be counted from its start each time.
    int point = mark.get().getIndex();
    knownIndex = text.offsetByCodePoints(knownIndex, point - knownPoint);
    knownPoint = point;
    return knownIndex;
  }
}
