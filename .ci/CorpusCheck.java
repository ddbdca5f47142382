import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Compares what {@code portside inspect -o jsonl} says with what Helm makes of the same manifests.
 * Run from its source by {@code corpus-check}: {@code java CorpusCheck.java EXPECTED ACTUAL}.
 *
 * <p>Both files have one JSON object a line. For a manifest that loads, {@code metadata} must be
 * the same value and {@code signedBlock} the same text; for one that does not, only that counts:
 * the words are our own.
 */
final class CorpusCheck {
  private int passed;
  private int failed;

  public static void main(String[] args) throws IOException {
    CorpusCheck check = new CorpusCheck();
    Map<String, Map<?, ?>> actual = read(Path.of(args[1]), "path");
    read(Path.of(args[0]), "file")
        .forEach((file, expected) -> check.row(file, expected, actual.remove(file)));
    actual.keySet().forEach(file -> check.fail(file, "is not among the expected files"));
    System.out.println(check.passed + " passed, " + check.failed + " failed");
    System.exit(check.failed == 0 && check.passed > 0 ? 0 : 1);
  }

  private static Map<String, Map<?, ?>> read(Path lines, String name) throws IOException {
    Map<String, Map<?, ?>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(lines)) {
      Map<?, ?> row = (Map<?, ?>) new Json(line).document();
      rows.put(Path.of((String) row.get(name)).getFileName().toString(), row);
    }
    return rows;
  }

  private void row(String file, Map<?, ?> expected, Map<?, ?> actual) {
    if (actual == null) {
      fail(file, "was not inspected");
    } else if (!expected.get("status").equals(actual.get("status"))) {
      fail(file, "Helm says " + verdict(expected) + ", portside " + verdict(actual));
    } else {
      List<String> differences = new ArrayList<>();
      compare("metadata", expected.get("metadata"), actual.get("metadata"), differences);
      compare("signedBlock", expected.get("signedBlock"), actual.get("signedBlock"), differences);
      if (differences.isEmpty()) {
        passed++;
      } else {
        fail(file, String.join("\n  ", differences));
      }
    }
  }

  private static String verdict(Map<?, ?> row) {
    return row.get("status") + (row.get("error") == null ? "" : " (" + row.get("error") + ")");
  }

  private void fail(String file, String reason) {
    failed++;
    System.out.println("FAILED " + file + ": " + reason);
  }

  /** Notes where two values differ, as deep inside as possible; numbers by their value. */
  private static void compare(
      String path, Object expected, Object actual, List<String> differences) {
    if (expected instanceof Map<?, ?> left
        && actual instanceof Map<?, ?> right
        && left.keySet().equals(right.keySet())) {
      left.forEach((key, value) -> compare(path + "." + key, value, right.get(key), differences));
    } else if (expected instanceof List<?> left
        && actual instanceof List<?> right
        && left.size() == right.size()) {
      for (int i = 0; i < left.size(); i++) {
        compare(path + "[" + i + "]", left.get(i), right.get(i), differences);
      }
    } else if (!Objects.equals(expected, actual)) {
      differences.add(path + ": Helm has " + quoted(expected) + ", portside " + quoted(actual));
    }
  }

  private static String quoted(Object value) {
    return value instanceof String text
        ? '"' + text.replace("\n", "\\n") + '"'
        : String.valueOf(value);
  }

  /** A reader of one JSON document. */
  private static final class Json {
    private final String text;
    private int at;

    Json(String text) {
      this.text = text;
    }

    Object document() {
      Object value = value();
      if (peek() != '\0') {
        throw unexpected();
      }
      return value;
    }

    private Object value() {
      switch (peek()) {
        case '{':
          return object();
        case '[':
          return array();
        case '"':
          return string();
        default:
          int start = at;
          while (at < text.length() && ",]} ".indexOf(text.charAt(at)) < 0) {
            at++;
          }
          return literal(text.substring(start, at));
      }
    }

    private Object literal(String word) {
      return switch (word) {
        case "null" -> null;
        case "true" -> true;
        case "false" -> false;
        default -> new BigDecimal(word).stripTrailingZeros();
      };
    }

    private Map<String, Object> object() {
      Map<String, Object> map = new LinkedHashMap<>();
      take('{');
      while (peek() != '}') {
        String key = string();
        take(':');
        map.put(key, value());
        if (peek() != '}') {
          take(',');
        }
      }
      take('}');
      return map;
    }

    private List<Object> array() {
      List<Object> list = new ArrayList<>();
      take('[');
      while (peek() != ']') {
        list.add(value());
        if (peek() != ']') {
          take(',');
        }
      }
      take(']');
      return list;
    }

    private String string() {
      StringBuilder value = new StringBuilder();
      take('"');
      while (text.charAt(at) != '"') {
        char c = text.charAt(at++);
        value.append(c == '\\' ? escaped() : c);
      }
      take('"');
      return value.toString();
    }

    private char escaped() {
      char c = text.charAt(at++);
      int meaning = "bfnrt".indexOf(c);
      if (c == 'u') {
        at += 4;
        return (char) Integer.parseInt(text, at - 4, at, 16);
      }
      return meaning < 0 ? c : "\b\f\n\r\t".charAt(meaning);
    }

    private char peek() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private void take(char expected) {
      if (peek() != expected) {
        throw unexpected();
      }
      at++;
    }

    private IllegalArgumentException unexpected() {
      return new IllegalArgumentException("not JSON at column " + at + ": " + text);
    }
  }
}
