package dev.portside.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Rows of a test resource: columns parted by tabs, with escapes, behind lines that begin with ##.
 */
final class Table {
  private Table() {}

  static Stream<Arguments> rows(String name) {
    InputStream resource = Objects.requireNonNull(Table.class.getResourceAsStream(name), name);
    List<Arguments> rows = new ArrayList<>();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("##")) {
          List<Object> columns = new ArrayList<>();
          for (String column : line.split("\t", -1)) {
            columns.add(unescape(column));
          }
          rows.add(Arguments.of(columns.toArray()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows.stream();
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      c = text.charAt(++i);
      switch (c) {
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'r' -> plain.append('\r');
        case '\\' -> plain.append('\\');
        case 'u' -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> throw new IllegalArgumentException("unknown escape in: " + text);
      }
    }
    return plain.toString();
  }
}
