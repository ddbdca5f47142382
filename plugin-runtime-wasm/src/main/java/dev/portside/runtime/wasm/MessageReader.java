package dev.portside.runtime.wasm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.portside.api.Position;
import dev.portside.api.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON form of an answer. Follows Go's {@code json.Unmarshal}: one value and nothing
 * after it. Thread-safe.
 */
final class MessageReader {
  private final JsonFactory json;

  MessageReader(JsonFactory json) {
    this.json = json;
  }

  /**
   * The tree of an answer.
   *
   * @param answer UTF-8
   * @param allowance asked before each value is kept
   * @throws IllegalArgumentException if it is no JSON; its message says what was found, and where
   */
  Tree read(byte[] answer, Allowance allowance) {
    try (JsonParser in = json.createParser(answer)) {
      if (in.nextToken() == null) {
        throw new IllegalArgumentException("expected a JSON object, found nothing");
      }
      Tree tree = value(in, allowance);
      if (in.nextToken() != null) {
        throw new IllegalArgumentException(
            "expected nothing after the JSON value, found more " + at(in.currentTokenLocation()));
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "expected JSON, found something else "
              + at(e.getLocation())
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("expected JSON in UTF-8: " + e.getMessage(), e);
    }
  }

  private static String at(@Nullable JsonLocation location) {
    if (location == null) { // the library's own limits have none
      return "somewhere";
    }
    return "at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static Tree value(JsonParser in, Allowance allowance) throws IOException {
    allowance.take();
    JsonToken token = in.currentToken();
    return switch (token) {
      case START_OBJECT -> mapping(in, allowance);
      case START_ARRAY -> sequence(in, allowance);
      case VALUE_TRUE, VALUE_FALSE ->
          new Tree.Scalar(in.getText(), null, token == JsonToken.VALUE_TRUE, null, Position.NONE);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Tree.Scalar(in.getText(), null, null, in.getDecimalValue(), Position.NONE);
      case VALUE_NULL -> Tree.none(Position.NONE);
      default -> {
        String text = in.getText();
        yield new Tree.Scalar(text, text, null, null, Position.NONE);
      }
    };
  }

  private static Tree mapping(JsonParser in, Allowance allowance) throws IOException {
    List<Tree.Entry> entries = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      entries.add(new Tree.Entry(key, Position.NONE, value(in, allowance)));
    }
    return new Tree.Mapping(entries, Position.NONE);
  }

  private static Tree sequence(JsonParser in, Allowance allowance) throws IOException {
    List<Tree> items = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(in, allowance));
    }
    return new Tree.Sequence(items, Position.NONE);
  }
}
