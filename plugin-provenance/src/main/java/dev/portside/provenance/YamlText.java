package dev.portside.provenance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A part of a message block: one YAML document without anything that means something else than it
 * shows. No aliases, no merge keys, no types but text, no key twice.
 */
final class YamlText {
  private static final String STRING = "tag:yaml.org,2002:str";

  private final ParserImpl parser;
  private final int deepest;
  private int line;

  private YamlText(String text, int deepest) {
    LoadSettings settings = LoadSettings.builder().setParseComments(false).build();
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
    this.deepest = deepest;
  }

  /**
   * Reads a mapping.
   *
   * @param text one document
   * @param deepest how many collections may be within each other
   * @return by key a text, a list or a map
   */
  static Map<?, ?> readMapping(String text, int deepest) throws Malformed {
    YamlText reader = new YamlText(text, deepest);
    try {
      reader.expect(Event.ID.StreamStart);
      reader.expect(Event.ID.DocumentStart);
      Object value = reader.value(reader.next(), 0);
      reader.expect(Event.ID.DocumentEnd);
      reader.expect(Event.ID.StreamEnd);
      if (value instanceof Map<?, ?> map) {
        return map;
      }
      throw new Malformed("expected a mapping");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new Malformed(line, "not YAML: " + Texts.printable(String.valueOf(e.getProblem())));
    } catch (YamlEngineException e) {
      throw new Malformed("not YAML: " + Texts.printable(String.valueOf(e.getMessage())));
    } catch (NumberFormatException e) {
      // The library lets it out of an escape without the digits of a number that fits.
      throw new Malformed("not YAML: found invalid Unicode character escape");
    }
  }

  private Event next() {
    Event event = parser.next();
    Optional<Mark> mark = event.getStartMark();
    line = mark.map(Mark::getLine).orElse(line - 1) + 1;
    return event;
  }

  private void expect(Event.ID id) throws Malformed {
    Event event = next();
    if (event.getEventId() != id) {
      throw new Malformed(line, "expected a single document");
    }
  }

  private Object value(Event event, int depth) throws Malformed {
    if (depth > deepest) {
      throw new Malformed(line, "more than " + deepest + " collections within each other");
    }
    if (event.getEventId() == Event.ID.Alias) {
      throw new Malformed(line, "YAML aliases are not allowed here");
    }
    if (event instanceof ScalarEvent scalar) {
      checkTag(scalar.getTag());
      return scalar.getValue();
    }
    if (event instanceof SequenceStartEvent sequence) {
      checkTag(sequence.getTag());
      return list(depth);
    }
    if (event instanceof MappingStartEvent mapping) {
      checkTag(mapping.getTag());
      return map(depth);
    }
    throw new Malformed(line, "expected a mapping");
  }

  private List<Object> list(int depth) throws Malformed {
    List<Object> list = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      list.add(value(event, depth + 1));
    }
    return list;
  }

  private Map<String, Object> map(int depth) throws Malformed {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      int keyLine = line;
      if (!(value(event, depth + 1) instanceof String key) || key.equals("<<")) {
        throw new Malformed(keyLine, "expected a key that is plain text, and no merge key");
      }
      if (map.put(key, value(next(), depth + 1)) != null) {
        throw new Malformed(keyLine, "the key " + Texts.quoted(key) + " is there twice");
      }
    }
    return map;
  }

  private void checkTag(Optional<String> tag) throws Malformed {
    if (tag.isPresent() && !tag.get().equals(STRING)) {
      throw new Malformed(line, "YAML tags are not allowed here: " + Texts.quoted(tag.get()));
    }
  }
}
