package dev.portside.metadata;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds the nodes of the first document from the parser's events; later documents are never looked
 * at, as in Helm. The only class, with {@link SyntaxProblem} and {@link OldSyntax}, that knows the
 * YAML library: its own nodes would resolve tags with regular expressions and merge mappings by
 * other rules.
 */
final class YamlDocument {
  /** The deepest nesting that is read; Helm gives up at 10,000. */
  static final int DEPTH = 250;

  /** How many characters may be read again because of patches. */
  private static final int PATCHED = 20 << 20;

  private final String source;
  private final StreamReader reader;
  private final ParserImpl parser;
  private final OldSyntax syntax;
  private final @Nullable Tabs tabs;
  private final ArrayDeque<YamlNode.Branch> open = new ArrayDeque<>();
  private @Nullable Map<String, YamlNode> anchors;
  private @Nullable YamlNode root;

  private YamlDocument(String source, String text, LoadSettings settings) {
    this.source = source;
    this.reader = new StreamReader(settings, text);
    this.parser = new ParserImpl(settings, reader);
    this.syntax = new OldSyntax(text);
    this.tabs = Tabs.in(text);
  }

  /**
   * Reads the first document.
   *
   * @param text the manifest
   * @param source how findings name it
   * @param settings of the library, with marks
   * @return its root, or null if there is no document at all
   * @throws InvalidPluginException for broken syntax, an unknown anchor, or nesting that is too
   *     deep
   */
  static @Nullable YamlNode read(String text, String source, LoadSettings settings) {
    String better = text;
    for (int left = PATCHED; ; left -= text.length()) {
      YamlDocument document = new YamlDocument(source, better, settings);
      better = document.read(left > 0);
      if (better == null) {
        return document.root;
      }
    }
  }

  /**
   * Reads up to the end of the document.
   *
   * @param mayPatch whether there is another try
   * @return a text that must be read instead, or null
   */
  private @Nullable String read(boolean mayPatch) {
    try {
      readEvents();
      return mayPatch ? syntax.edited() : null;
    } catch (YamlEngineException e) {
      String edited = syntax.edited();
      String better = edited == null ? syntax.patched(e) : edited;
      if (better == null || !mayPatch) {
        throw new InvalidPluginException(SyntaxProblem.explain(e, source));
      }
      return better;
    } catch (NumberFormatException e) {
      // The library forgets to check the number of \\UFFFFFFFF.
      throw invalid(
          reader.getLine() + 1, reader.getColumn() + 1, "found invalid Unicode character escape");
    }
  }

  private void readEvents() {
    parser.next();
    if (parser.next() instanceof StreamEndEvent) {
      return;
    }
    do {
      Event event = parser.next();
      checkTabs(event);
      if (event instanceof CollectionEndEvent) {
        open.pop();
      } else {
        add((NodeEvent) event);
      }
    } while (!open.isEmpty());
    endDocument();
  }

  /** Looks at what follows the root, as far as Helm does. */
  private void endDocument() {
    try {
      checkTabs(parser.next());
    } catch (ParserException e) {
      // The next document may begin with a directive: Helm wants no "..." before it.
      if (!syntax.isDirective(e)) {
        throw e;
      }
    }
  }

  private void checkTabs(Event event) {
    YamlNode.Branch parent = open.peek();
    boolean inFlow = parent != null && parent.isFlow;
    boolean endsBlock = event instanceof CollectionEndEvent && !inFlow;
    if (tabs == null || endsBlock) {
      return;
    }
    boolean startsBlock = event instanceof CollectionStartEvent start && !start.isFlow();
    int start = syntax.index(event.getStartMark());
    int end = startsBlock ? start : syntax.index(event.getEndMark());
    int bad = tabs.before(start, end, inFlow);
    if (bad == Tabs.NONE && event instanceof ScalarEvent scalar) {
      if (scalar.isPlain()) {
        bad = tabs.inPlain(start, blockColumn());
      } else if (scalar.isLiteral() || scalar.isFolded()) {
        bad = tabs.inBlockScalar(start);
      }
    }
    if (bad != Tabs.NONE) {
      throw new InvalidPluginException(
          Finding.error(syntax.at(bad, source), "", SyntaxProblem.TAB));
    }
  }

  /** The column of the innermost block, 0 if there is none. */
  private int blockColumn() {
    for (YamlNode.Branch branch : open) {
      if (!branch.isFlow) {
        return branch.column;
      }
    }
    return 0;
  }

  private void add(NodeEvent event) {
    Mark mark = event.getStartMark().get();
    int line = mark.getLine() + 1;
    int column = mark.getColumn() + 1;
    YamlNode node;
    if (event instanceof ScalarEvent scalar) {
      node = scalar(scalar, line, column);
    } else if (event instanceof AliasEvent alias) {
      attach(alias(alias, line, column));
      return;
    } else if (event instanceof MappingStartEvent start) {
      node = new YamlNode.Mapping(start.isFlow(), line, column);
    } else if (event instanceof SequenceStartEvent start) {
      node = new YamlNode.Sequence(start.isFlow(), line, column);
    } else {
      throw new IllegalStateException("unexpected event " + event);
    }
    attach(node);
    Optional<Anchor> anchor = event.getAnchor();
    if (anchor.isPresent()) {
      String name = anchor.get().getValue();
      checkAnchor(name, event, line, column);
      if (anchors == null) {
        anchors = new HashMap<>();
      }
      anchors.put(name, node);
    }
    if (node instanceof YamlNode.Branch branch) {
      if (open.size() == DEPTH) {
        throw invalid(line, column, TreeBuilder.TOO_DEEP);
      }
      open.push(branch);
    }
  }

  private YamlNode scalar(ScalarEvent event, int line, int column) {
    YamlNode.Branch parent = open.peek();
    if (parent != null && parent.isFlow && event.isPlain()) {
      if (!syntax.checkInFlow(event)) {
        String message =
            "did not find expected ',': within [ ] and { } a text with ? must be in quotes";
        throw invalid(line, column, message);
      }
    } else if (event.isDQuoted()
        && hasSurrogate(event.getValue())
        && syntax.hasSurrogateEscape(event)) {
      throw invalid(line, column, "found invalid Unicode character escape: half a character");
    }
    String tag = event.getTag().orElse(null);
    // "!" forbids guessing; Helm guesses all the same.
    String named = tag == null || tag.equals("!") ? null : tag;
    return new YamlNode.Scalar(event.getValue(), event.isPlain(), named, line, column);
  }

  /** YAML 1.2 allows nearly everything, which makes a value part of the name. */
  private void checkAnchor(String name, NodeEvent event, int line, int column) {
    if (OldSyntax.isAnchor(name)) {
      return;
    }
    String message =
        "did not find expected alphabetic or numeric character: the anchor "
            + Shown.of(name)
            + " may have letters, digits, _ and -, and a space behind it";
    if (syntax.checkAnchor(event.getStartMark())) {
      throw new YamlEngineException(message);
    }
    throw invalid(line, column, message);
  }

  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private YamlNode alias(AliasEvent event, int line, int column) {
    String name = event.getAlias().getValue();
    checkAnchor(name, event, line, column);
    YamlNode target = anchors == null ? null : anchors.get(name);
    if (target == null) {
      throw invalid(
          line,
          column,
          "unknown anchor " + Shown.of(name) + " referenced; an anchor is set before, with &");
    }
    return new YamlNode.Alias(name, target, line, column);
  }

  private void attach(YamlNode node) {
    YamlNode.Branch parent = open.peek();
    if (parent == null) {
      root = node;
    } else if (parent instanceof YamlNode.Sequence sequence) {
      sequence.items.add(node);
    } else if (parent instanceof YamlNode.Mapping mapping) {
      if (mapping.keys.size() == mapping.values.size()) {
        mapping.keys.add(node);
      } else {
        mapping.values.add(node);
      }
    }
  }

  private InvalidPluginException invalid(int line, int column, String message) {
    return new InvalidPluginException(
        Finding.error(new Position(source, line, column), "", message));
  }
}
