package dev.portside.runtime.wasm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the JSON form of a message as UTF-8. Follows Go's {@code encoding/json}. Thread-safe. */
final class MessageWriter {
  private final JsonFactory json;

  MessageWriter(JsonFactory json) {
    this.json = json;
  }

  /**
   * The bytes of a message.
   *
   * @throws IllegalArgumentException if something in it has no JSON form
   */
  byte[] write(Map<String, ?> message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      write(out, message);
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof Number number) {
      write(out, number);
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(out, item);
      }
      out.writeEndArray();
    } else {
      throw new IllegalArgumentException(
          "a message of type " + value.getClass().getName() + " has no JSON form");
    }
  }

  /** As its text; JSON has no numbers that are not finite. */
  private static void write(JsonGenerator out, Number number) throws IOException {
    if (!Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException("the number " + number + " has no JSON form");
    }
    if (number instanceof Integer || number instanceof Long) {
      out.writeNumber(number.longValue());
    } else {
      out.writeNumber(number.toString());
    }
  }
}
