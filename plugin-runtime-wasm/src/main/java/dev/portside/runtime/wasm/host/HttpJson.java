package dev.portside.runtime.wasm.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of Extism's HTTP functions: a request is an object with {@code url}, {@code method} and
 * {@code headers}, of which only the first must be there; the headers of a response are an object.
 * Safe for use by several threads.
 */
final class HttpJson {
  private final JsonFactory json = new JsonFactory();

  HttpRequestMessage read(byte[] request) {
    String url = "";
    String method = "GET";
    Map<String, String> headers = Map.of();
    try (JsonParser parser = json.createParser(request)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("it is no JSON object", null);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_NULL) {
          continue;
        }
        switch (name.toLowerCase(Locale.ROOT)) {
          case "url" -> url = text(parser, name);
          case "method" -> method = text(parser, name).toUpperCase(Locale.ROOT);
          case "headers" -> headers = headers(parser);
          default -> parser.skipChildren();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw invalid("it goes on after its object", null);
      }
    } catch (IOException e) {
      throw invalid("it is no JSON", e);
    }
    return new HttpRequestMessage(url, method.isEmpty() ? "GET" : method, headers);
  }

  private static Map<String, String> headers(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw invalid("\"headers\" is no object of texts", null);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      headers.put(name, text(parser, "headers." + name));
    }
    return headers;
  }

  private static String text(JsonParser parser, String where) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw invalid("\"" + Texts.line(where) + "\" is no text", null);
    }
    return parser.getText();
  }

  /** The request itself is not shown: it may hold secrets. */
  private static HostCallException invalid(String why, @Nullable IOException cause) {
    return new HostCallException(
        "invalid http request: "
            + why
            + "; expected {\"url\": \"...\", \"method\": \"...\", \"headers\": {...}}",
        cause);
  }

  /** Several values of one name are joined by commas, and names are sorted, as Go writes them. */
  byte[] write(Map<String, List<String>> headers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = json.createGenerator(bytes)) {
      generator.writeStartObject();
      for (Map.Entry<String, List<String>> header : new TreeMap<>(headers).entrySet()) {
        generator.writeStringField(header.getKey(), String.join(",", header.getValue()));
      }
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
