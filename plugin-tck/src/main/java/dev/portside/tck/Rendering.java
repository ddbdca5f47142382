package dev.portside.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values in the shape of JSON: what signed forms and message forms are made of. */
final class Rendering {
  private Rendering() {}

  /** Fails the rule unless everything in a value is of the shape of JSON. */
  static void requireJson(@Nullable Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!(entry.getKey() instanceof String key)) {
          fail(path + " has the key " + entry.getKey() + ", which is no text");
        } else {
          requireJson(entry.getValue(), path.isEmpty() ? key : path + "." + key);
        }
      }
    } else if (value instanceof Iterable<?> list) {
      int index = 0;
      for (Object item : list) {
        requireJson(item, path + "[" + index + "]");
        index++;
      }
    } else if (value != null
        && !(value instanceof String)
        && !(value instanceof Boolean)
        && !(value instanceof Number)) {
      String kind = value.getClass().getName();
      fail(path + " is a " + kind + "; expected text, a number, a boolean, a list or a map");
    }
  }

  /** One text for one value, whatever the order of keys. */
  static String canonical(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(@Nullable Object value, StringBuilder text) {
    if (value instanceof Map<?, ?> map) {
      text.append('{');
      Set<String> keys = new TreeSet<>();
      map.keySet().forEach(key -> keys.add(String.valueOf(key)));
      for (String key : keys) {
        text.append('"').append(key).append("\":");
        write(map.get(key), text);
        text.append(',');
      }
      text.append('}');
    } else if (value instanceof Iterable<?> list) {
      text.append('[');
      for (Object item : list) {
        write(item, text);
        text.append(',');
      }
      text.append(']');
    } else if (value instanceof String) {
      text.append('"').append(value).append('"');
    } else {
      text.append(value);
    }
  }

  /** Every scalar in a value, and every key, as text. */
  static Set<String> words(@Nullable Object value) {
    Set<String> words = new HashSet<>();
    collect(value, true, words);
    return words;
  }

  /** Every scalar in a value as text, without the keys. */
  static Set<String> scalars(@Nullable Object value) {
    Set<String> scalars = new HashSet<>();
    collect(value, false, scalars);
    return scalars;
  }

  private static void collect(@Nullable Object value, boolean keys, Set<String> words) {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (keys) {
          words.add(String.valueOf(entry.getKey()));
        }
        collect(entry.getValue(), keys, words);
      }
    } else if (value instanceof Iterable<?> list) {
      for (Object item : list) {
        collect(item, keys, words);
      }
    } else if (value != null) {
      words.add(value.toString());
    }
  }
}
